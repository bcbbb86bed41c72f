#include "crm/search/terms.hpp"

#include <algorithm>
#include <cmath>

#include "base/text/words.hpp"

namespace parlance::crm::search {
namespace {

constexpr double kK1 = 1.2, kB = 0.75;

std::vector<std::string> terms_of(std::string_view text) {
  std::vector<std::string> out;
  const auto all = words(text);
  for (std::size_t i = 0; i < all.size(); ++i) {
    const bool mail = all[i].text == "e" && i + 1 < all.size() && all[i + 1].text == "mail";  // "e-mail" is "email"
    const auto word = mail ? std::string("email") : all[i].text;
    i += mail ? 1 : 0;
    if (!is_stop_word(word) && word != "yes") out.push_back(stem(word));
  }
  return out;
}

}  // namespace

void Dictionary::count(std::string_view text, float times, Terms& out) {
  for (auto& term : terms_of(text)) {
    const auto id = ids_.try_emplace(std::move(term), static_cast<TermId>(ids_.size())).first->second;
    const auto known = std::ranges::find(out.counts, id, &std::pair<TermId, float>::first);
    if (known == out.counts.end())
      out.counts.emplace_back(id, times);
    else
      known->second += times;
    out.length += times;
  }
}

std::vector<std::optional<TermId>> Dictionary::find(std::string_view question) const {
  auto terms = terms_of(question);
  std::ranges::sort(terms);
  terms.erase(std::ranges::unique(terms).begin(), terms.end());
  std::vector<std::optional<TermId>> out;
  for (const auto& term : terms) {
    const auto found = ids_.find(term);
    out.push_back(found == ids_.end() ? std::nullopt : std::optional(found->second));
  }
  return out;
}

void Postings::add(std::uint32_t place, const Terms& terms) {
  if (lengths_.size() <= place) lengths_.resize(place + 1);
  lengths_[place] = terms.length;
  total_length_ += terms.length;
  ++places_;
  for (const auto& [term, count] : terms.counts) {
    if (lists_.size() <= term) lists_.resize(term + 1);
    lists_[term].push_back({place, count});
  }
}

void Postings::remove(std::uint32_t place, const Terms& terms) {
  for (const auto& [term, count] : terms.counts)
    std::erase_if(lists_[term], [place](const Posting& p) { return p.place == place; });
  total_length_ -= terms.length;
  --places_;
}

double Postings::rarity(std::optional<TermId> term) const {
  const auto with = term && *term < lists_.size() ? static_cast<double>(lists_[*term].size()) : 0;
  return std::log(1 + (static_cast<double>(places_) - with + 0.5) / (with + 0.5));
}

float Postings::score(const std::vector<std::optional<TermId>>& terms, std::vector<float>& scores) const {
  float best = 0;
  const double average = std::max(1.0, places_ ? total_length_ / static_cast<double>(places_) : 0);
  const auto fixed = static_cast<float>(kK1 * (1 - kB)), by_length = static_cast<float>(kK1 * kB / average);
  for (const auto& term : terms) {
    if (!term || *term >= lists_.size()) continue;
    const auto weight = static_cast<float>(rarity(term) * (kK1 + 1));
    for (const auto& [place, count] : lists_[*term]) {
      scores[place] += weight * count / (count + fixed + by_length * lengths_[place]);
      best = std::max(best, scores[place]);
    }
  }
  return best;
}

}  // namespace parlance::crm::search
