#include "base/encoder/pieces.hpp"

#include <algorithm>
#include <limits>

namespace parlance::encoder {
namespace {

constexpr std::string_view kSpace = "\u2581";
constexpr float kUnknownScore = -30;  // of a character that no piece has

std::size_t character_bytes(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  return byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

std::string with_marked_spaces(std::string_view text) {
  std::string out(kSpace);
  for (const char c : text) c == ' ' ? out += kSpace : out += c;
  return out;
}

// The best way to a place in the text: the piece that ends there, and where it begins.
struct Step {
  float score = std::numeric_limits<float>::lowest();
  std::uint32_t number = Pieces::kUnknown;
  std::size_t from = 0;
};

}  // namespace

Pieces::Pieces(const std::vector<Piece>& pieces, std::uint32_t first_of_text) {
  for (auto number = first_of_text; number < pieces.size(); ++number) {
    known_.emplace(pieces[number].text, Known{pieces[number].score, number});
    longest_ = std::max(longest_, pieces[number].text.size());
  }
}

std::vector<std::uint32_t> Pieces::split(std::string_view text) const {
  const auto marked = with_marked_spaces(text);
  const std::string_view all = marked;
  std::vector<Step> steps(all.size() + 1);
  steps[0].score = 0;
  const auto offer = [&](std::size_t from, std::size_t to, Known piece) {
    const float score = steps[from].score + piece.score;
    if (score >= steps[to].score) steps[to] = {score, piece.number, from};
  };
  for (std::size_t at = 0, next = 0; at < all.size(); at = next) {
    next = std::min(all.size(), at + character_bytes(all[at]));
    for (auto end = next; end - at <= longest_; end += character_bytes(all[end])) {
      if (const auto found = known_.find(all.substr(at, end - at)); found != known_.end())
        offer(at, end, found->second);
      if (end >= all.size() || end + character_bytes(all[end]) > all.size()) break;
    }
    if (steps[at].score + kUnknownScore > steps[next].score) offer(at, next, {kUnknownScore, kUnknown});
  }
  std::vector<std::uint32_t> out;
  for (auto at = all.size(); at > 0; at = steps[at].from)
    if (steps[at].number != kUnknown || out.empty() || out.back() != kUnknown) out.push_back(steps[at].number);
  std::ranges::reverse(out);
  return out;
}

}  // namespace parlance::encoder
