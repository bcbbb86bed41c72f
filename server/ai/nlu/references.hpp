#pragma once
#include <cstddef>
#include <span>

#include "base/text/words.hpp"

namespace parlance::ai::nlu {

// How a short message points at a thing without naming it: by its place in a list, as the last of it, or as the other
// one.
struct Reference {
  enum class Kind { none, place, last, other } kind = Kind::none;
  std::size_t place = 0;  // from 0
};

// In all languages of the engine.
Reference reference_in(std::span<const Word> words);

}  // namespace parlance::ai::nlu
