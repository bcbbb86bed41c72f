#pragma once
#include "ai/subjects.hpp"

// What the conversation waits for. Each is true where it answered.
namespace parlance::ai {

// What a short message does to what was asked last: a change takes a plain yes to just that.
nlu::SpeechAct act_of(const Understanding& understood, std::string_view text, const Dialogue& dialogue);

// Where the message answers what was asked last.
Task<bool> answer_expected(Turn& turn);

// A bare yes or no to a question that nobody asked.
bool answer_stray(Turn& turn);

// Whoever is asked whether to do it to one thing names another: it is read back instead.
Task<bool> propose_another(Turn& turn, const Subjects& about);
// The same by its title, or by what was ordered; a no that names none is one.
Task<bool> propose_named(Turn& turn, const nlu::Guess& guess);

// While something is to be confirmed, whatever is neither a yes nor a clear wish of its own leaves it standing.
bool ask_again(Turn& turn, const nlu::Guess& guess, const Subjects& about);

}  // namespace parlance::ai
