// Searches among many passages: `search_bench [passages, 100000]`. The words are drawn as those of a language are
// (Zipf), the meanings by chance.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <iostream>
#include <random>

#include "crm/search/index.hpp"

namespace {

using namespace parlance;
using Clock = std::chrono::steady_clock;

constexpr int kWords = 30'000, kWordsOfPassage = 60, kWordsOfQuestion = 8, kQuestions = 200;

std::mt19937 random_numbers(1);

std::string some_words(int count) {
  std::uniform_real_distribution<double> share(0, 1);
  std::string out;
  for (int i = 0; i < count; ++i) out += fmt::format("w{} ", static_cast<int>(std::pow(kWords, share(random_numbers))));
  return out;
}

encoder::Vector some_meaning() {
  std::normal_distribution<float> values(0, 0.044f);
  encoder::Vector out;
  for (auto& value : out) value = values(random_numbers);
  return out;
}

std::size_t resident_mb() {
  std::ifstream file("/proc/self/statm");
  std::size_t all = 0, resident = 0;
  file >> all >> resident;
  return resident * 4096 >> 20;
}

}  // namespace

int main(int argc, char** argv) {
  const std::int64_t passages = argc > 1 ? std::atoll(argv[1]) : 100'000;
  crm::search::Index index;
  const auto filling = Clock::now();
  for (std::int64_t i = 0; i < passages; ++i)
    for (const auto& section : index.put({{i}, some_words(6), some_words(kWordsOfPassage), "en", {}, "[]"}))
      index.set_meaning(section.place, crm::search::meaning_of(some_meaning(), some_meaning()));
  std::cout << fmt::format("{} passages in {:.1f} s, {} MB\n", passages,
                           std::chrono::duration<double>(Clock::now() - filling).count(), resident_mb());
  std::vector<double> took;
  for (int i = 0; i < kQuestions; ++i) {
    const auto text = some_words(kWordsOfQuestion);
    const auto meaning = some_meaning();
    const auto start = Clock::now();
    const auto hits = index.find({text, &meaning}, 3);
    took.push_back(std::chrono::duration<double, std::milli>(Clock::now() - start).count());
    if (hits.size() != 3) return std::cerr << "search_bench: nothing found\n", 1;
  }
  std::ranges::sort(took);
  std::cout << fmt::format("search p50 {:.2f} ms, p99 {:.2f} ms\n", took[kQuestions / 2], took[kQuestions * 99 / 100]);
  const auto start = Clock::now();
  index.remove({0});
  index.put({{0}, some_words(6), some_words(kWordsOfPassage), "en", {}, "[]"});
  std::cout << fmt::format("an article changed in {:.2f} ms\n",
                           std::chrono::duration<double, std::milli>(Clock::now() - start).count());
}
