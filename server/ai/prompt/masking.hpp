#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace parlance::ai {

// The text with what must not leave the house replaced by what it was, in brackets: payment card numbers (by their
// check digit), IBANs, card codes, passwords and PINs that are named as such, keys and tokens. `hidden` are further
// texts, such as the customer's name; they are found whatever their case.
std::string masked(std::string_view text, const std::vector<std::pair<std::string, std::string_view>>& hidden = {});

}  // namespace parlance::ai
