#pragma once
#include "ai/reply.hpp"

// What the articles are asked for.
namespace parlance::ai {

// A contract or an account is to end, which is the team's to do.
bool wants_to_leave(const Turn& turn, const nlu::Guess& guess);

bool may_be_in_articles(const Turn& turn, const nlu::Guess& guess);

// How much of the question an article has to speak of to answer it: 0 to 1; over 1, only one about just that will do.
double least_coverage(const Turn& turn, const nlu::Guess& guess);

}  // namespace parlance::ai
