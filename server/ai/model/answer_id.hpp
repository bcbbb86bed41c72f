#pragma once
#include <string>
#include <string_view>

#include "ai/model/types.hpp"

namespace parlance::ai::model {

// Every piece of a stream is of the answer that the first one named: whatever a middleman mixes in is somebody else's.
class AnswerId {
 public:
  // A piece without an id is taken for one of the same.
  bool admits(std::string_view id) {
    if (id_.empty()) id_ = id;
    return id.empty() || id == id_;
  }

 private:
  std::string id_;
};

inline Failure of_another_answer() { return {FailureKind::garbage, "a piece is of another answer"}; }

}  // namespace parlance::ai::model
