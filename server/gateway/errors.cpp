#include "gateway/errors.hpp"

#include <algorithm>

#include "base/json/writer.hpp"
#include "base/multipart.hpp"
#include "chat/types.hpp"
#include "crm/identity/types.hpp"

namespace parlance::gateway {
namespace {

struct StatusRow {
  ErrorCode code;
  int status;
};

constexpr StatusRow kStatuses[] = {
    {kBadRequest, 400},           {kInvalidJson, 400},         {kBadForm, 400},
    {crm::kUnauthorized, 401},    {kOriginRefused, 403},       {kNotFound, 404},
    {kMethodNotAllowed, 405},     {chat::kSessionClosed, 409}, {chat::kSessionFull, 409},
    {chat::kClientIdReused, 409}, {kPayloadTooLarge, 413},     {kUnsupportedMediaType, 415},
    {kInvalidField, 422},         {kUnknownField, 422},        {kUpgradeRequired, 426},
    {kRateLimited, 429},          {kHeadersTooLarge, 431},     {kInternal, 500},
    {kOverloaded, 503},           {kStorageFull, 503},         {kStorageUnavailable, 503},
    {kShuttingDown, 503},
};

}  // namespace

int status_of(ErrorCode code) {
  const auto row = std::ranges::find(kStatuses, code, &StatusRow::code);
  return row == std::end(kStatuses) ? 500 : row->status;
}

std::string_view reason_of(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 204:
      return "No Content";
    case 304:
      return "Not Modified";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 409:
      return "Conflict";
    case 413:
      return "Content Too Large";
    case 415:
      return "Unsupported Media Type";
    case 422:
      return "Unprocessable Content";
    case 426:
      return "Upgrade Required";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 503:
      return "Service Unavailable";
    default:
      return "Internal Server Error";
  }
}

std::string problem_json(const Error& error, std::string_view request_id) {
  const int status = status_of(error.code);
  std::string json;
  json::Writer out(json);
  out.open().key("type").string("about:blank").key("title").string(reason_of(status)).key("status").integer(status);
  out.key("code").string(error.code.name).key("detail").string(error.detail).key("request_id").string(request_id);
  if (!error.pointer.empty()) out.key("pointer").string(error.pointer);
  if (error.retry_after_ms > 0) out.key("retry_after_ms").integer(error.retry_after_ms);
  out.close();
  return json;
}

Error public_error(std::exception_ptr failure) {
  try {
    std::rethrow_exception(failure);
  } catch (const Fault& fault) {
    return fault.error();
  } catch (...) {
    return {kInternal, "Something went wrong on the server; the request's id helps to find it.", {}, 0};
  }
}

std::string internal_text(std::exception_ptr failure) {
  try {
    std::rethrow_exception(failure);
  } catch (const std::exception& e) {
    return e.what();
  } catch (...) {
    return "unknown exception";
  }
}

}  // namespace parlance::gateway
