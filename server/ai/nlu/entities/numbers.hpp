#pragma once
#include <string>

#include "ai/nlu/entities/message.hpp"

namespace parlance::ai::nlu {

// A whole number below 100 in digits or words: "3", "three", "twenty-two", "treinta y uno".
Maybe<int> read_small(const Message& m, std::size_t i);

// A place in order: "3rd", "third", "1er", "twenty second", and in German "3.".
Maybe<int> read_ordinal(const Message& m, std::size_t i);

// A decimal in digits, grouped as anywhere in the world ("1,234.56", "1.234,56", "12 500"): digits and one point.
Maybe<std::string> read_decimal(const Message& m, std::size_t i);

// In words, above one: "three thousand", "siebenhundert".
Maybe<std::string> read_spoken(const Message& m, std::size_t i);

// "34" as cents: "0.34".
std::string hundredth(const std::string& decimal);

// "2.5" times ten to the sixth.
std::string shifted(const std::string& decimal, int power);

}  // namespace parlance::ai::nlu
