#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace parlance::crm::search {

using TermId = std::uint32_t;

// How often each term stands in a text, each once.
struct Terms {
  std::vector<std::pair<TermId, float>> counts;
  float length = 0;
};

// Every term that a text had, by number.
class Dictionary {
 public:
  // A text's terms, `times` as heavy, into `out`.
  void count(std::string_view text, float times, Terms& out);
  // The terms of a question, each once; nullopt: no text has it.
  std::vector<std::optional<TermId>> find(std::string_view question) const;

 private:
  std::unordered_map<std::string, TermId> ids_;
};

// Which places hold a term, and how they score by BM25.
class Postings {
 public:
  void add(std::uint32_t place, const Terms& terms);
  void remove(std::uint32_t place, const Terms& terms);
  std::size_t size() const { return places_; }
  // BM25's inverse document frequency; of a term that nothing has, the highest.
  double rarity(std::optional<TermId> term) const;
  // Adds what the terms say for each place to `scores`, which has room for all. The highest that results.
  float score(const std::vector<std::optional<TermId>>& terms, std::vector<float>& scores) const;

 private:
  struct Posting {
    std::uint32_t place;
    float count;
  };

  std::vector<std::vector<Posting>> lists_;  // by term
  std::vector<float> lengths_;               // by place
  std::size_t places_ = 0;
  double total_length_ = 0;
};

}  // namespace parlance::crm::search
