#pragma once
#include <string_view>
#include <vector>

#include "base/text/words.hpp"

namespace parlance::ai::nlu {

// What is done only once the customer has said yes to it.
enum class Change { open_ticket, comment, close, cancel, hand_over };

// Whether a short message says yes to the change that was read back, and nothing else; the change itself, said again,
// is one: "yes, cancel it". All of it has to be made of phrases that agree: a question, a doubt and a condition are
// none, whatever word of a yes is in them. `number`: of what is to be changed, which may be named again; empty: none.
bool consents(std::string_view text, const std::vector<Word>& words, Change change, std::string_view number);

// Whether it is a no that would be none without the question: "leave it open", a thumb down.
bool declines(std::string_view text, const std::vector<Word>& words);

// Whether what was shown is to be cancelled or closed: "cancel it", "yes, and close it". The same words may give up
// what is under way, or agree to it, where nothing was shown.
bool asks_to_cancel(const std::vector<Word>& words);
bool asks_to_close(const std::vector<Word>& words);

}  // namespace parlance::ai::nlu
