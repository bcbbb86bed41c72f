#pragma once
#include <fmt/format.h>

#include <string>

#include "ai/nlu/language/tongue.hpp"
#include "ai/wording/say.hpp"
#include "base/time.hpp"

namespace parlance::ai {

using nlu::Tongue;

// As its table has it, places for what is put in and all. English for none.
std::string_view sentence(Tongue tongue, Say id);

template <class... Args>
std::string said(Tongue tongue, Say id, const Args&... args) {
  return fmt::format(fmt::runtime(sentence(tongue, id)), args...);
}

// "2 hours ago", "yesterday" never: whole units, largest first, rounded down; a time in the future is "just now".
std::string time_ago(Tongue tongue, UnixMs then, UnixMs now);

}  // namespace parlance::ai
