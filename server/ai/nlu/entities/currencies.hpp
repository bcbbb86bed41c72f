#pragma once
#include <span>
#include <string_view>

#include "ai/nlu/entities/lexicon.hpp"

namespace parlance::ai::nlu {

// Names of currencies in all languages, for the lexicon: `value` is an index for `currency_code`.
std::span<const Row> currency_rows();

// ISO 4217; empty where the name is many currencies' ("pesos").
std::string_view currency_code(int index);

// The index of a sign that the text starts with ("€", "$"), and its bytes.
struct Sign {
  int currency;
  std::size_t bytes;
};
const Sign* sign_at(std::string_view text);

}  // namespace parlance::ai::nlu
