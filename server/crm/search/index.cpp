#include "crm/search/index.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "base/text/words.hpp"
#include "base/utf8.hpp"

namespace parlance::crm::search {
namespace {

constexpr double kK1 = 1.2, kB = 0.75;
constexpr std::size_t kShortBeginningBytes = 300;
constexpr int kTitleWeight = 3, kHeadingWeight = 2;

std::vector<std::string> terms(std::string_view text) {
  std::vector<std::string> out;
  for (auto& word : words(text))
    if (!is_stop_word(word.text) && word.text != "yes") out.push_back(stem(word.text));
  return out;
}

std::set<std::string> question_terms(std::string_view question) {
  const auto all = terms(question);
  return {all.begin(), all.end()};
}

// A short beginning says what the first section is about, and that section what to do: they answer together.
std::vector<std::pair<std::string, std::string>> with_beginning(std::vector<std::pair<std::string, std::string>> all) {
  if (all.size() < 2 || !all[0].first.empty() || all[0].second.size() > kShortBeginningBytes) return all;
  all[1].second = all[0].second + "\n\n" + all[1].second;
  all.erase(all.begin());
  return all;
}

}  // namespace

std::vector<std::pair<std::string, std::string>> sections_of(std::string_view markdown) {
  std::vector<std::pair<std::string, std::string>> out{{"", ""}};
  while (!markdown.empty()) {
    const auto end = std::min(markdown.find('\n'), markdown.size() - 1);
    const auto line = markdown.substr(0, end + 1);
    markdown.remove_prefix(end + 1);
    const auto hashes = std::min(line.find_first_not_of('#'), line.size());
    if (hashes > 0 && hashes <= 6 && hashes < line.size() && line[hashes] == ' ')
      out.emplace_back(trim(line.substr(hashes)), "");
    else
      out.back().second += line;
  }
  for (auto& [heading, text] : out) text = std::string(trim(text));
  std::erase_if(out, [](const auto& section) { return section.second.empty(); });
  return out;
}

void Index::put(const Article& article) {
  remove(article.id);
  for (auto& [heading, text] : with_beginning(sections_of(article.body)))
    add({article.id, article.title, heading, text, article.url, 0});
}

void Index::add(Section section) {
  std::unordered_map<std::string, float> frequencies;
  const auto count = [&](std::string_view text, int times) {
    for (auto& term : terms(text)) frequencies[term] += static_cast<float>(times), section.length += times;
  };
  count(section.title, kTitleWeight);
  count(section.heading, kHeadingWeight);
  count(section.passage, 1);
  const auto id = next_section_++;
  for (auto& [term, frequency] : frequencies) postings_[term].push_back({id, frequency});
  total_length_ += section.length;
  by_article_[section.article].push_back(id);
  sections_.emplace(id, std::move(section));
}

void Index::remove(ArticleId article) {
  const auto found = by_article_.find(article);
  if (found == by_article_.end()) return;
  const std::set<std::uint32_t> gone(found->second.begin(), found->second.end());
  for (auto& [term, list] : postings_) std::erase_if(list, [&](const Posting& p) { return gone.contains(p.section); });
  std::erase_if(postings_, [](const auto& entry) { return entry.second.empty(); });
  for (auto id : gone) {
    total_length_ -= sections_.at(id).length;
    sections_.erase(id);
  }
  by_article_.erase(found);
}

double Index::weight(const std::vector<Posting>& postings) const {
  const auto n = static_cast<double>(sections_.size()), df = static_cast<double>(postings.size());
  return std::log(1 + (n - df + 0.5) / (df + 0.5));
}

std::vector<Hit> Index::find(std::string_view question, std::size_t limit) const {
  struct Score {
    double bm25 = 0, covered = 0;
  };
  std::unordered_map<std::uint32_t, Score> scores;
  const double average = sections_.empty() ? 1 : total_length_ / static_cast<double>(sections_.size());
  double whole = 0;
  for (const auto& term : question_terms(question)) {
    const auto found = postings_.find(term);
    const double idf = found == postings_.end() ? std::log(1 + 2 * (static_cast<double>(sections_.size()) + 0.5))
                                                : weight(found->second);
    whole += idf;
    if (found == postings_.end()) continue;
    for (const auto& p : found->second) {
      auto& score = scores[p.section];
      const double f = p.frequency, length = sections_.at(p.section).length;
      score.bm25 += idf * f * (kK1 + 1) / (f + kK1 * (1 - kB + kB * length / average));
      score.covered += idf;
    }
  }
  std::vector<std::pair<double, std::uint32_t>> ranked;
  for (const auto& [id, score] : scores) ranked.emplace_back(-score.bm25, id);
  std::ranges::sort(ranked);
  std::vector<Hit> hits;
  std::set<ArticleId> seen;
  for (const auto& [negative, id] : ranked) {
    const auto& s = sections_.at(id);
    if (hits.size() == limit) break;
    if (seen.insert(s.article).second)
      hits.push_back({s.article, s.title, s.heading, s.passage, s.url, -negative, scores[id].covered / whole});
  }
  return hits;
}

}  // namespace parlance::crm::search
