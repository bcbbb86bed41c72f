#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <iostream>
#include <set>

#include "app/commands.hpp"
#include "app/json_rows.hpp"
#include "base/json/lenient.hpp"
#include "crm/search/index.hpp"

namespace parlance::app {
namespace {

using Clock = std::chrono::steady_clock;

// The articles, by the names that they have in the file.
std::vector<std::string> fill(crm::search::Index& index, const std::vector<boost::json::value>& articles) {
  const auto& encoder = encoder::SentenceEncoder::built_in();
  std::vector<std::string> names;
  for (const auto& row : articles) {
    const auto language = json::text_at(row, {"language"});
    const crm::Article article{{static_cast<std::int64_t>(names.size())},
                               std::string(json::text_at(row, {"title"})),
                               std::string(json::text_at(row, {"body"})),
                               std::string(language.empty() ? "en" : language),
                               std::nullopt,
                               "[]"};
    names.emplace_back(json::text_at(row, {"external_id"}));
    for (const auto& section : index.put(article))
      index.set_meaning(section.place,
                        crm::search::meaning_of(encoder.encode(section.title), encoder.encode(section.text)));
  }
  return names;
}

// Normalised discounted cumulative gain of the first ten, each right or wrong (Järvelin and Kekäläinen 2002).
double gain(const std::vector<crm::search::Hit>& hits, const std::vector<std::string>& names,
            const std::set<std::string_view>& right) {
  const auto share = [](std::size_t place) { return 1 / std::log2(static_cast<double>(place) + 2); };
  double got = 0, best = 0;
  for (std::size_t i = 0; i < hits.size(); ++i)
    if (right.contains(names[static_cast<std::size_t>(hits[i].article.value)])) got += share(i);
  for (std::size_t i = 0; i < std::min<std::size_t>(10, right.size()); ++i) best += share(i);
  return best > 0 ? got / best : 0;
}

double at_share(std::vector<double>& times, double share) {
  std::ranges::sort(times);
  return times.empty() ? 0 : times[static_cast<std::size_t>(share * static_cast<double>(times.size() - 1))];
}

}  // namespace

int test_search(const std::string& articles, const std::string& questions) {
  crm::search::Index index;
  const auto names = fill(index, rows_of(articles));
  double sum = 0;
  std::vector<double> search_ms;
  for (const auto& row : rows_of(questions)) {
    std::set<std::string_view> right;
    for (const auto& id : json::array_at(row, {"external_ids"})) right.insert(id.as_string());
    const auto text = json::text_at(row, {"question"});
    const auto meaning = encoder::SentenceEncoder::built_in().encode(text);
    const auto start = Clock::now();
    const auto hits = index.find({text, &meaning}, 10);
    search_ms.push_back(std::chrono::duration<double, std::milli>(Clock::now() - start).count());
    sum += gain(hits, names, right);
  }
  std::cout << fmt::format("{} articles, {} questions, nDCG@10 {:.3f}, search p50 {:.2f} ms, p99 {:.2f} ms\n",
                           names.size(), search_ms.size(), sum / static_cast<double>(search_ms.size()),
                           at_share(search_ms, 0.5), at_share(search_ms, 0.99));
  return 0;
}

}  // namespace parlance::app
