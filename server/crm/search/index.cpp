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
constexpr int kHeadingWeight = 2;
constexpr double kTitleWeight = 1.5;
constexpr double kTitleShareOfOthers = 0.7;  // of sections after an article's first

std::vector<std::string> terms(std::string_view text) {
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

// BM25's inverse document frequency of a term that `with` of `all` have.
double rarity(std::size_t all, std::size_t with) {
  const auto n = static_cast<double>(all), df = static_cast<double>(with);
  return std::log(1 + (n - df + 0.5) / (df + 0.5));
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
  const auto in_title = question_terms(article.title);
  for (const auto& term : in_title) titles_[term].push_back(article.id);
  auto& entry = articles_[article.id];
  entry.title_terms.assign(in_title.begin(), in_title.end());
  for (auto& [heading, text] : with_beginning(sections_of(article.body)))
    entry.sections.push_back(add({article.id, article.title, heading, text, article.url, 0}));
}

std::uint32_t Index::add(Section section) {
  std::unordered_map<std::string, float> frequencies;
  const auto count = [&](std::string_view text, int times) {
    for (auto& term : terms(text)) frequencies[term] += static_cast<float>(times), section.length += times;
  };
  count(section.heading, kHeadingWeight);
  count(section.passage, 1);
  const auto id = next_section_++;
  for (auto& [term, frequency] : frequencies) postings_[term].push_back({id, frequency});
  total_length_ += section.length;
  sections_.emplace(id, std::move(section));
  return id;
}

void Index::remove(ArticleId article) {
  const auto found = articles_.find(article);
  if (found == articles_.end()) return;
  for (const auto& term : found->second.title_terms) std::erase(titles_[term], article);
  const std::set<std::uint32_t> gone(found->second.sections.begin(), found->second.sections.end());
  for (auto& [term, list] : postings_) std::erase_if(list, [&](const Posting& p) { return gone.contains(p.section); });
  std::erase_if(postings_, [](const auto& entry) { return entry.second.empty(); });
  std::erase_if(titles_, [](const auto& entry) { return entry.second.empty(); });
  for (auto id : gone) {
    total_length_ -= sections_.at(id).length;
    sections_.erase(id);
  }
  articles_.erase(found);
}

// What the question's terms say for each section by its own text, and for each article by its title.
Index::Scores Index::score(std::string_view question) const {
  Scores out;
  const double average = sections_.empty() ? 1 : std::max(1.0, total_length_ / static_cast<double>(sections_.size()));
  for (const auto& term : question_terms(question)) {
    const auto found = postings_.find(term);
    const auto titled = titles_.find(term);
    const double idf = rarity(sections_.size(), found == postings_.end() ? 0 : found->second.size());
    out.whole += idf;
    if (titled != titles_.end())
      for (const auto article : titled->second) {
        auto& score = out.titles[article];
        score.bm25 += kTitleWeight * rarity(articles_.size(), titled->second.size());
        score.covered.insert(term);
      }
    out.weights[term] = idf;
    if (found == postings_.end()) continue;
    for (const auto& p : found->second) {
      auto& score = out.sections[p.section];
      const double f = p.frequency, length = sections_.at(p.section).length;
      score.bm25 += idf * f * (kK1 + 1) / (f + kK1 * (1 - kB + kB * length / average));
      score.covered.insert(term);
    }
  }
  return out;
}

std::vector<Hit> Index::find(std::string_view question, std::size_t limit) const {
  auto scores = score(question);
  // An article that matches by its title alone is answered from its beginning.
  for (const auto& [article, title] : scores.titles)
    if (const auto& own = articles_.at(article).sections; !own.empty()) scores.sections.try_emplace(own.front());
  for (auto& [id, section] : scores.sections) {
    const auto title = scores.titles.find(sections_.at(id).article);
    if (title == scores.titles.end()) continue;
    const bool first = articles_.at(title->first).sections.front() == id;
    section.bm25 += title->second.bm25 * (first ? 1 : kTitleShareOfOthers);
    section.covered.insert(title->second.covered.begin(), title->second.covered.end());
  }
  std::vector<std::pair<double, std::uint32_t>> ranked;
  for (const auto& [id, section] : scores.sections) ranked.emplace_back(-section.bm25, id);
  std::ranges::sort(ranked);
  std::vector<Hit> hits;
  std::set<ArticleId> seen;
  for (const auto& [negative, id] : ranked) {
    const auto& s = sections_.at(id);
    if (hits.size() == limit) break;
    if (!seen.insert(s.article).second) continue;
    double covered = 0;
    for (const auto& term : scores.sections.at(id).covered) covered += scores.weights.at(term);
    hits.push_back({s.article, s.title, s.heading, s.passage, s.url, -negative, covered / scores.whole});
  }
  return hits;
}

}  // namespace parlance::crm::search
