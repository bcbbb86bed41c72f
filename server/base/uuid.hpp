#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace parlance {

// 128 bits in RFC 9562's order. Any version and variant is taken: the sender needs uniqueness only.
struct Uuid {
  std::array<std::uint8_t, 16> bytes{};
  friend auto operator<=>(const Uuid&, const Uuid&) = default;

  static Uuid random();
  // 8-4-4-4-12 hexadecimal digits, either case.
  static std::optional<Uuid> parse(std::string_view text);
  std::string to_string() const;
};

}  // namespace parlance
