#pragma once
#include <boost/json/value.hpp>

#include "ai/model/types.hpp"

namespace parlance::gemini {

// What google.rpc.Status ({"error":{"code","message","status","details"}}) means
// (https://ai.google.dev/gemini-api/docs/troubleshooting).
ai::model::Failure failure_of(int status, const boost::json::value& body);

}  // namespace parlance::gemini
