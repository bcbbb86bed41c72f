#include "ai/wording/wording.hpp"

#include "ai/wording/languages.hpp"

namespace parlance::ai {

std::string_view sentence(Tongue tongue, Say id) {
  static constexpr const Sentences& (*kTables[])() = {english, english, german, french, spanish, portuguese};
  return kTables[static_cast<std::size_t>(tongue)]()[static_cast<std::size_t>(id)].text;
}

}  // namespace parlance::ai
