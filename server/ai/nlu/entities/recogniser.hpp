#pragma once
#include "ai/nlu/entities/message.hpp"

namespace parlance::ai::nlu {

// Each adds what it finds of one kind, in order and apart. What two kinds claim goes to the longer, then to the one
// that stands first in the table of recognise.cpp.
void find_urls(const Message& m, std::vector<Entity>& found);
void find_emails(const Message& m, std::vector<Entity>& found);
void find_phones(const Message& m, std::vector<Entity>& found);
void find_dates(const Message& m, std::vector<Entity>& found);
void find_amounts(const Message& m, std::vector<Entity>& found);
void find_codes(const Message& m, std::vector<Entity>& found);

}  // namespace parlance::ai::nlu
