#pragma once
#include <string>
#include <string_view>

namespace parlance::ai::nlu {

struct Language {
  std::string code;       // ISO 639-1; empty: the text says nothing of it, as a number or a smiley does
  bool reliable = false;  // enough to act on
  double confidence = 0;  // 0 to 1

  // Whether the engine answers in it.
  bool is_ours() const;
};

// What language a text is written in. Reads the beginning of a long one.
Language detect(std::string_view text);

}  // namespace parlance::ai::nlu
