#pragma once
#include <compare>
#include <cstdint>
#include <functional>

namespace parlance {

// A positive integer below 2^53, so that every JSON reader keeps it exact. `Tag` keeps ids of different things apart.
template <class Tag>
struct Id {
  std::int64_t value = 0;
  friend auto operator<=>(Id, Id) = default;
};

inline constexpr std::int64_t kMaxId = (std::int64_t{1} << 53) - 1;

}  // namespace parlance

template <class Tag>
struct std::hash<parlance::Id<Tag>> {
  std::size_t operator()(parlance::Id<Tag> id) const noexcept {
    return static_cast<std::size_t>(static_cast<std::uint64_t>(id.value) * 0x9E3779B97F4A7C15u);
  }
};
