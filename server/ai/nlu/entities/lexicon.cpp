#include "ai/nlu/entities/lexicon.hpp"

#include <algorithm>
#include <array>
#include <tuple>
#include <vector>

#include "ai/nlu/entities/currencies.hpp"

namespace parlance::ai::nlu {
namespace {

constexpr std::size_t kSlots = 4096;  // a power of two, at least twice the words

std::uint32_t hash(std::string_view word) {
  std::uint32_t h = 2166136261U;
  for (const char c : word) h = (h ^ static_cast<unsigned char>(c)) * 16777619U;
  return h ^ (h >> 15);
}

// Terms of one word stand side by side; a slot names the word and where they are.
class Lexicon {
 public:
  Lexicon() {
    add(Tongue::english, english_rows());
    add(Tongue::german, german_rows());
    add(Tongue::french, french_rows());
    add(Tongue::spanish, spanish_rows());
    add(Tongue::portuguese, portuguese_rows());
    add(Tongue::none, currency_rows());
    settle();
  }

  std::span<const Term> find(std::string_view word) const {
    for (auto at = hash(word) % kSlots; slots_[at].count != 0; at = (at + 1) % kSlots)
      if (slots_[at].word == word) return {terms_.data() + slots_[at].first, slots_[at].count};
    return {};
  }

 private:
  struct Entry {
    std::string_view word;
    Term term;
    std::size_t order;
  };
  struct Slot {
    std::string_view word;
    std::uint32_t first = 0, count = 0;
  };

  void add(Tongue language, std::span<const Row> rows) {
    for (const auto& row : rows) {
      for (auto rest = row.words; !rest.empty();) {
        auto word = rest.substr(0, rest.find(' '));
        rest.remove_prefix(std::min(rest.size(), word.size() + 1));
        const auto trust = word[0] == '!' ? Trust::own : word[0] == '?' ? Trust::cued : Trust::full;
        if (trust != Trust::full) word.remove_prefix(1);
        entries_.push_back({word, {row.role, row.value, language, trust}, entries_.size()});
      }
    }
  }

  void settle() {
    std::ranges::sort(entries_, {}, [](const Entry& e) { return std::tie(e.word, e.order); });
    for (const auto& [word, term, order] : entries_) {
      terms_.push_back(term);
      auto at = hash(word) % kSlots;
      while (slots_[at].count != 0 && slots_[at].word != word) at = (at + 1) % kSlots;
      if (slots_[at].count++ == 0)
        slots_[at].word = word, slots_[at].first = static_cast<std::uint32_t>(terms_.size() - 1);
    }
    entries_ = {};
  }

  std::vector<Entry> entries_;
  std::vector<Term> terms_;
  std::array<Slot, kSlots> slots_{};
};

}  // namespace

std::span<const Term> terms_of(std::string_view word) {
  static const Lexicon lexicon;
  return lexicon.find(word);
}

}  // namespace parlance::ai::nlu
