#pragma once
#include <boost/json/value.hpp>

#include "ai/model/types.hpp"
#include "base/http/client.hpp"

namespace parlance::openai {

// What an error's object ({"type","code","message"}) means; `status` 0: it came in the middle of a stream.
ai::model::Failure failure_of(int status, const boost::json::value& error);
// https://platform.openai.com/docs/guides/error-codes
ai::model::Failure failure_of(const http::Head& head, std::string_view body);

}  // namespace parlance::openai
