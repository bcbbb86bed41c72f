#include "ai/nlu/spelling.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace parlance::ai::nlu {
namespace {

constexpr std::size_t kLeastLetters = 5;      // shorter words become too many others
constexpr std::size_t kMostCorrections = 32;  // of one message; a pasted log has thousands of unknown words
constexpr auto kKeyRows = std::to_array<std::string_view>({"qwertyuiop", "asdfghjkl", "zxcvbnm"});

// Words that are one slip away from one of ours and yet are meant.
const std::unordered_set<std::string_view> kMeant = {"older",   "boarder", "border", "ticker", "chance",
                                                     "changer", "reply",   "retune", "hunan",  "spread",
                                                     "pensive", "planet",  "plane",  "pants",  "perdon"};

bool are_neighbours(char a, char b) {
  return std::ranges::any_of(kKeyRows, [&](std::string_view row) {
    const auto i = row.find(a), j = row.find(b);
    return i != row.npos && j != row.npos && (i + 1 == j || j + 1 == i);
  });
}

// `longer` is `shorter` with one letter more.
bool has_one_more(std::string_view longer, std::string_view shorter) {
  const auto at = static_cast<std::size_t>(std::ranges::mismatch(longer, shorter).in2 - shorter.begin());
  return longer.substr(at + 1) == shorter.substr(at);
}

bool is_slip(std::string_view typed, std::string_view meant) {
  if (typed.size() == meant.size() + 1) return has_one_more(typed, meant);
  if (meant.size() == typed.size() + 1) return has_one_more(meant, typed);
  if (typed.size() != meant.size()) return false;
  const auto at = static_cast<std::size_t>(std::ranges::mismatch(typed, meant).in1 - typed.begin());
  if (typed.substr(at + 1) == meant.substr(at + 1)) return are_neighbours(typed[at], meant[at]);
  return at + 1 < typed.size() && typed[at] == meant[at + 1] && typed[at + 1] == meant[at] &&
         typed.substr(at + 2) == meant.substr(at + 2);
}

// What messages to a support chat are made of, as far as a slip in it would hide what is spoken of. By first letter.
constexpr auto kOurs = std::to_array<std::string_view>({
    "account",     "activate",      "address",      "advisor",      "afternoon", "answered",     "anymore",
    "append",      "appreciate",    "appreciated",  "arrive",       "arrived",   "arriving",     "assigned",
    "balance",     "billed",        "billing",      "bills",        "broken",    "cancel",       "cancelling",
    "change",      "charge",        "charged",      "charges",      "chatbot",   "chatting",     "check",
    "cheers",      "close",         "closed",       "colleague",    "coming",    "comment",      "complain",
    "complaint",   "complaints",    "computer",     "conditions",   "configure", "connect",      "contact",
    "countries",   "create",        "damaged",      "debited",      "decrease",  "defective",    "delayed",
    "delete",      "delivered",     "deliveries",   "delivery",     "details",   "disappointed", "disappointing",
    "disgusted",   "disgusting",    "dispatched",   "double",       "email",     "error",        "escalate",
    "experience",  "explain",       "farewell",     "faulty",       "forgot",    "forgotten",    "forward",
    "frustrated",  "frustrating",   "goodbye",      "greetings",    "guarantee", "handling",     "helpful",
    "increase",    "information",   "install",      "invoice",      "invoices",  "issue",        "membership",
    "message",     "methods",       "operator",     "order",        "orders",    "outage",       "overview",
    "package",     "packages",      "parcel",       "parcels",      "password",  "payment",      "payments",
    "person",      "please",        "policies",     "policy",       "possible",  "priority",     "problem",
    "product",     "profile",       "progress",     "purchase",     "purchases", "quality",      "reassign",
    "received",    "recent",        "refund",       "refunded",     "refunds",   "register",     "reimburse",
    "reimbursed",  "reimbursement", "rename",       "reopen",       "reply",     "report",       "representative",
    "request",     "requests",      "reset",        "resolve",      "resolved",  "respond",      "responding",
    "return",      "returned",      "returning",    "revoke",       "satisfied", "sending",      "service",
    "setup",       "shipment",      "shipped",      "solved",       "speak",     "speaking",     "status",
    "stopped",     "submit",        "subscription", "supervisor",   "support",   "talking",      "terrible",
    "thank",       "thanks",        "thankyou",     "ticket",       "tickets",   "track",        "tracking",
    "transaction", "transactions",  "transfer",     "unacceptable", "unhappy",   "update",       "warranty",
    "weekend",     "withdraw",      "working",
});

class Vocabulary {
 public:
  Vocabulary() {
    for (const auto word : kOurs) {
      all_.insert(word);
      long_[word.front()].push_back(word);
    }
  }

  bool knows(std::string_view word) const { return all_.contains(word); }

  // The word that was meant; empty where there is none.
  std::string_view meant_by(std::string_view typed) const {
    const auto found = long_.find(typed.front());
    if (found == long_.end()) return {};
    const auto meant = std::ranges::find_if(found->second, [&](std::string_view word) { return is_slip(typed, word); });
    return meant == found->second.end() ? std::string_view{} : *meant;
  }

 private:
  std::unordered_set<std::string_view> all_;
  std::unordered_map<char, std::vector<std::string_view>> long_;
};

}  // namespace

std::vector<Word> corrected(std::vector<Word> words) {
  static const Vocabulary vocabulary;
  std::size_t tried = 0;
  for (auto& word : words) {
    const bool letters = std::ranges::all_of(word.text, [](char c) { return c >= 'a' && c <= 'z'; });
    if (!letters || word.text.size() < kLeastLetters || vocabulary.knows(word.text) || kMeant.contains(word.text))
      continue;
    if (++tried > kMostCorrections) break;
    if (const auto meant = vocabulary.meant_by(word.text); !meant.empty()) word.text = meant;
  }
  return words;
}

}  // namespace parlance::ai::nlu
