#pragma once
#include <boost/json/value.hpp>

#include "ai/model/types.hpp"

namespace parlance::anthropic {

// What {"type":"error","error":{"type","message"}} means (https://docs.anthropic.com/en/api/errors); `status` 0: it
// came in the middle of a stream.
ai::model::Failure failure_of(int status, const boost::json::value& body);

}  // namespace parlance::anthropic
