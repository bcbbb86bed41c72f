#include <algorithm>

#include "ai/nlu/company/foreign.hpp"
#include "base/embedded.hpp"

namespace parlance::embedded {
extern const base::EmbeddedFile phrases[];
}

namespace parlance::ai::nlu {
namespace {

constexpr std::size_t kOneOf = 8;  // of the phrases of our intents

// Every `one_of`th line.
void take_phrases(std::string_view text, std::size_t one_of, std::vector<std::string>& out) {
  for (std::size_t line = 0; !text.empty(); ++line) {
    const auto end = std::min(text.find('\n'), text.size());
    if (end > 0 && line % one_of == 0) out.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

}  // namespace

const std::vector<std::string>& foreign_phrases() {
  static const auto phrases = [] {
    std::vector<std::string> out;
    for (const auto* file = embedded::phrases; !file->name.empty(); ++file)
      if (file->name.find("/act_") == file->name.npos)
        take_phrases(file->text, file->name.ends_with("/out_of_scope.txt") ? 1 : kOneOf, out);
    return out;
  }();
  return phrases;
}

}  // namespace parlance::ai::nlu
