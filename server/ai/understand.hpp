#pragma once
#include "ai/nlu/entities/recognise.hpp"
#include "ai/nlu/intents.hpp"
#include "ai/nlu/speech_act.hpp"

namespace parlance::ai {

// What was understood of a message.
struct Understanding {
  std::vector<Word> words;
  std::vector<nlu::Entity> entities;
  std::vector<nlu::Guess> guesses;  // likeliest first
  nlu::SpeechAct act = nlu::SpeechAct::none;

  nlu::Guess guess() const { return guesses.empty() ? nlu::Guess{nlu::intent::kOutOfScope} : guesses.front(); }
};

inline constexpr double kSure = 0.75;          // confidence at which an intent is acted on
inline constexpr double kSureOfCompany = 0.4;  // likewise of a company's, which may have a hundred to spread it over

// Whether one of a company's own intents, found with this confidence, is what is wanted, and not what the engine itself
// is sure of.
bool outweighs(double confidence, const nlu::Guess& own);

// By the engine's own means.
Understanding understand(std::string_view text, const nlu::Clock& clock);

}  // namespace parlance::ai
