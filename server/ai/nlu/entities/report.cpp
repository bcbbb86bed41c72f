#include "ai/nlu/entities/report.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace parlance::ai::nlu {
namespace {

constexpr std::string_view kAll = "all";

bool same_place(const Labelled& a, const Labelled& b) {
  return a.type == b.type && a.start == b.start && a.end == b.end;
}
bool touch(const Labelled& a, const Labelled& b) { return a.type == b.type && a.start < b.end && b.start < a.end; }

double share(std::size_t part, std::size_t whole) {
  return whole == 0 ? 1 : static_cast<double>(part) / static_cast<double>(whole);
}

double harmonic(double a, double b) { return a + b > 0 ? 2 * a * b / (a + b) : 0; }

std::string line(std::string_view kind, std::string_view language, const Score& s) {
  const double precision = share(s.exact, s.found), recall = share(s.exact, s.wanted);
  const double loose_precision = share(s.hit, s.found), loose_recall = share(s.met, s.wanted);
  return fmt::format("{:<15} {:<11} {:6} {:6}   {:.3f} {:.3f} {:.3f}   {:.3f} {:.3f} {:.3f}   {}\n", kind, language,
                     s.wanted, s.found, precision, recall, harmonic(precision, recall), loose_precision, loose_recall,
                     harmonic(loose_precision, loose_recall),
                     s.valued == 0 ? "-" : fmt::format("{:.3f} of {}", share(s.right, s.valued), s.valued));
}

}  // namespace

void EntityReport::add(const std::string& language, const std::vector<Labelled>& wanted,
                       const std::vector<Labelled>& found) {
  const auto each = [&](const std::string& type, auto change) {
    change(scores_[{type, std::string(kAll)}]);
    if (!language.empty()) change(scores_[{type, language}]);
  };
  for (const auto& label : wanted) {
    const auto same = std::ranges::find_if(found, [&](const Labelled& other) { return same_place(label, other); });
    const bool exact = same != found.end(), valued = exact && !label.values.empty();
    const bool met = std::ranges::any_of(found, [&](const Labelled& other) { return touch(label, other); });
    const bool right = valued && std::ranges::find(label.values, same->values.at(0)) != label.values.end();
    each(label.type,
         [&](Score& s) { ++s.wanted, s.exact += exact, s.met += met, s.valued += valued, s.right += right; });
  }
  for (const auto& answer : found) {
    const bool hit = std::ranges::any_of(wanted, [&](const Labelled& other) { return touch(answer, other); });
    each(answer.type, [&](Score& s) { ++s.found, s.hit += hit; });
  }
}

std::string EntityReport::text() const {
  std::string out = fmt::format("{:<15} {:<11} {:>6} {:>6}   {:<17}   {:<17}   {}\n", "kind", "language", "wanted",
                                "found", "exact: P R F1", "touching: P R F1", "value");
  for (const auto& [key, score] : scores_) out += line(key.first, key.second, score);
  return out;
}

}  // namespace parlance::ai::nlu
