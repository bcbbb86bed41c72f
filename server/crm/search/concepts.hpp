#pragma once
#include <cstdint>
#include <string_view>

namespace parlance::crm::search {

// What questions and help articles speak of in different words and languages, a bit each: "send it back" and "Rückgabe"
// are both a return. A measure, such as a price, tells nothing alone.
struct Concepts {
  std::uint32_t topics = 0, measures = 0;
  bool how = false;  // it asks how something is done
};

Concepts concepts_of(std::string_view text);

// Whether it is something that a company lays down: of a topic, and how long, by when or for how much.
bool asks_rules(std::string_view text);

// 0 to 1: how much of what the question speaks of stands in the text; 0 without a topic of the question.
float share_of(const Concepts& question, const Concepts& text);

// True where a text, under its title, has a topic of the question and a measure of it, or where the title alone has the
// topic of what is asked how.
bool tells(const Concepts& question, const Concepts& text, const Concepts& title);

}  // namespace parlance::crm::search
