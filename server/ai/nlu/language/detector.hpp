#pragma once
#include <string>

namespace parlance::ai::nlu {

// What the library for whole pages makes of a text.
struct Detected {
  std::string code;       // ISO 639-1; empty: none
  bool reliable = false;  // by the library's own measure, which most short texts miss
  double likeness = 0;    // of the text to others in that language: 1 is usual, near 0 is gibberish
};

Detected ask_detector(const std::string& text);

}  // namespace parlance::ai::nlu
