#pragma once
#include <cstdint>
#include <expected>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace parlance {

// The stable machine-readable name of an expected failure. Each domain declares its own;
// gateway/errors.cpp alone knows which HTTP status or close code one becomes.
struct ErrorCode {
  std::string_view name;
  friend bool operator==(ErrorCode, ErrorCode) = default;
};

// An expected failure. `detail` is a sentence for the caller and must hold nothing internal.
struct [[nodiscard]] Error {
  ErrorCode code;
  std::string detail;
  std::string pointer;               // RFC 6901, of the field at fault
  std::uint32_t retry_after_ms = 0;  // 0: trying again will not help
};

template <class T>
using Result = std::expected<T, Error>;

inline std::unexpected<Error> fail(ErrorCode code, std::string detail, std::string pointer = {},
                                   std::uint32_t retry_after_ms = 0) {
  return std::unexpected(Error{code, std::move(detail), std::move(pointer), retry_after_ms});
}

// A fault of the infrastructure (disk, database, network): thrown, and caught once per request, connection or job.
class Fault : public std::runtime_error {
 public:
  Fault(Error error, const std::string& internal) : std::runtime_error(internal), error_(std::move(error)) {}
  // What the caller may be told; `what()` is for the log.
  const Error& error() const { return error_; }

 private:
  Error error_;
};

inline constexpr ErrorCode kNotFound{"not_found"};
inline constexpr ErrorCode kInvalidJson{"invalid_json"};
inline constexpr ErrorCode kInvalidField{"invalid_field"};
inline constexpr ErrorCode kUnknownField{"unknown_field"};
inline constexpr ErrorCode kOverloaded{"overloaded"};
inline constexpr ErrorCode kStorageFull{"storage_full"};
inline constexpr ErrorCode kStorageUnavailable{"storage_unavailable"};

}  // namespace parlance
