#include "ai/nlu/classifier/classify.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <stdexcept>

#include "ai/nlu/classifier/linear_model.hpp"

extern "C" const char intents_model_begin[], intents_model_end[];

namespace parlance::ai::nlu {
namespace {

// Phrase files stand for finer wishes than the protocol's intents.
struct Meaning {
  std::string_view label, intent;
  Topic topic = Topic::none;
};
constexpr auto kMeanings = std::to_array<Meaning>({
    {"account_info", intent::kAccountInfo},
    {"cancel_order", intent::kCancelOrder},
    {"complaint", intent::kComplaint},
    {"create_ticket", intent::kCreateTicket},
    {"goodbye", intent::kGoodbye},
    {"greeting", intent::kGreeting},
    {"human_agent", intent::kHuman},
    {"identity", intent::kGreeting, Topic::identity},
    {"knowledge_question", intent::kKnowledge},
    {"order_list", intent::kOrderStatus, Topic::mine},
    {"order_status", intent::kOrderStatus},
    {"out_of_scope", intent::kOutOfScope},
    {"refund", intent::kRefund},
    {"thanks", intent::kThanks},
    {"ticket_change", intent::kTicketStatus, Topic::change},
    {"ticket_close", intent::kTicketStatus, Topic::close},
    {"ticket_comment", intent::kTicketStatus, Topic::comment},
    {"ticket_list", intent::kTicketStatus, Topic::mine},
    {"ticket_status", intent::kTicketStatus},
    {"transactions", intent::kAccountInfo, Topic::transactions},
});

constexpr double kSureOfAct = 0.6;  // that something is to be done to a ticket, and not only said of it

Topic topic_of(const Meaning& meaning, double probability) {
  const bool act = meaning.topic == Topic::comment || meaning.topic == Topic::change || meaning.topic == Topic::close;
  return act && probability < kSureOfAct ? Topic::none : meaning.topic;
}

struct Classifier {
  LinearModel model = LinearModel::from_bytes({intents_model_begin, intents_model_end});
  std::vector<const Meaning*> meanings;  // by label

  Classifier() {
    for (const auto& label : model.labels()) {
      const auto found = std::ranges::find(kMeanings, std::string_view(label), &Meaning::label);
      if (found == kMeanings.end()) throw std::runtime_error("the phrases of " + label + " have no meaning");
      meanings.push_back(&*found);
    }
  }
};

}  // namespace

std::vector<Guess> classify(std::span<const Word> words) {
  static const Classifier classifier;
  std::vector<Guess> out;
  for (const auto& scored : classifier.model.predict(features_of(words))) {
    const auto& meaning = *classifier.meanings[scored.label];
    const auto found = std::ranges::find(out, meaning.intent, &Guess::intent);
    // The likeliest of an intent's wishes comes first, and says what about it.
    if (found == out.end())
      out.push_back({meaning.intent, scored.probability, topic_of(meaning, scored.probability)});
    else
      found->confidence += scored.probability;
  }
  std::ranges::sort(out, std::greater{}, &Guess::confidence);
  return out;
}

}  // namespace parlance::ai::nlu
