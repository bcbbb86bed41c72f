#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace parlance::ai {

// A text to leave out wherever it stands as a word, and what stands there instead.
struct Hidden {
  std::string text;
  std::string_view name;
  bool exact = false;       // only as it is written: a first name may be a common word
  bool introduced = false;  // and only behind words such as "I am"
};

// The text with what must not leave the house replaced by what it was, in brackets: payment card numbers (by their
// check digit), IBANs, card codes, passwords and PINs that are named as such, keys and tokens, and what is `hidden`.
std::string masked(std::string_view text, const std::vector<Hidden>& hidden = {});
// The same of every text in a JSON value, and nothing that is not seen is left in them.
std::string masked_json(std::string_view json, const std::vector<Hidden>& hidden);

// A person's name, whole and by its parts, and an e-mail address.
std::vector<Hidden> hide_name(std::string_view name);
Hidden hide_email(std::string_view email);

}  // namespace parlance::ai
