#include <algorithm>
#include <array>

#include "ai/nlu/entities/ids.hpp"
#include "ai/nlu/entities/recogniser.hpp"

namespace parlance::ai::nlu {
namespace {

constexpr std::size_t kLeast = 6, kLeastMixedCase = 9;  // letters and digits of one
constexpr std::size_t kLeastTracking = 8, kMost = 40;
constexpr std::size_t kCueReach = 4;  // words between "tracking" and its number

// What a number behind is the code of.
constexpr auto kCues = std::to_array<std::string_view>({"tracking",
                                                        "sendungsnummer",
                                                        "sendungsverfolgung",
                                                        "trackingnummer",
                                                        "suivi",
                                                        "seguimiento",
                                                        "rastreio",
                                                        "rastreamento",
                                                        "serial",
                                                        "seriennummer",
                                                        "imei",
                                                        "invoice",
                                                        "rechnung",
                                                        "rechnungsnummer",
                                                        "facture",
                                                        "factura",
                                                        "fatura",
                                                        "voucher",
                                                        "coupon",
                                                        "gutschein",
                                                        "gutscheincode",
                                                        "code",
                                                        "reference",
                                                        "referenz",
                                                        "sku"});

struct Shape {
  std::size_t letters = 0, digits = 0, lower = 0, parts = 1;
  std::size_t size() const { return letters + digits; }
};

Shape shape_of(std::string_view text) {
  Shape out;
  for (const char c : text) {
    out.digits += c >= '0' && c <= '9';
    out.letters += (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    out.lower += c >= 'a' && c <= 'z';
    out.parts += c == '-';
  }
  return out;
}

// Past the words that hyphens join to this one.
std::size_t past(const Message& m, std::size_t i) {
  const auto& words = m.words();
  while (i + 1 < words.size() && words[i + 1].start == words[i].end + 1 && m.text()[words[i].end] == '-') ++i;
  return i + 1;
}

bool is_called_a_code(const Message& m, std::size_t i) {
  for (std::size_t back = 1; back <= std::min(i, kCueReach); ++back)
    if (std::ranges::find(kCues, m.words()[i - back].text) != kCues.end()) return true;
  return false;
}

// "order ORD-2024-0012": an order's, where it says so.
EntityType type_of(const Message& m, std::size_t i) {
  return thing_named(m.words(), m.words()[i].start) == EntityType::order_id ? EntityType::order_id : EntityType::code;
}

bool is_code(const Message& m, std::size_t i, const Shape& shape, std::size_t bytes) {
  if (shape.size() + shape.parts - 1 != bytes || bytes > kMost) return false;  // other letters, other signs
  if (shape.digits == 0) return false;
  if (shape.letters == 0 && shape.parts > 1) return shape.digits >= kLeast && type_of(m, i) == EntityType::order_id;
  if (shape.letters == 0) return shape.digits >= kLeastTracking && is_called_a_code(m, i);
  if (shape.lower == 0 && shape.size() >= kLeast && shape.digits >= 3) return true;
  return (shape.size() >= kLeastMixedCase && shape.digits >= 4 && shape.lower != shape.letters) ||
         (shape.size() >= kLeastMixedCase && shape.digits >= 5) || (is_called_a_code(m, i) && shape.size() >= kLeast);
}

// A measure or an ordinal: "100000km", "20170302T".
bool is_measure(std::string_view text) {
  const auto letter = text.find_first_not_of("0123456789");
  return letter != text.npos && letter > 0 && text.size() - letter <= 2 &&
         text.find_first_of("0123456789", letter) == text.npos;
}

}  // namespace

void find_codes(const Message& m, std::vector<Entity>& found) {
  const auto& words = m.words();
  for (std::size_t i = 0; i < words.size();) {
    const auto end = past(m, i);
    const auto text = m.text().substr(words[i].start, words[end - 1].end - words[i].start);
    const char before = words[i].start > 0 ? m.text()[words[i].start - 1] : ' ';
    if (before != '@' && before != '/' && before != '.' && !is_order_code(words, m.text(), i, end) &&
        !is_measure(text) && is_code(m, i, shape_of(text), text.size()))
      found.push_back({type_of(m, i), std::string(text), words[i].start, words[end - 1].end});
    i = end;
  }
}

}  // namespace parlance::ai::nlu
