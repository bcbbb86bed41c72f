#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace parlance::ai {

enum class BotMode { on, suggest, off };

// What a company says of its assistant. A new version takes the whole place of the one before.
struct Settings {
  std::int64_t version = 0;  // 0: the server's own
  std::vector<std::string>
      models{};  // in the order in which they are asked; the embedded engine answers where none does
  BotMode mode = BotMode::on;
  std::int64_t share_percent = 100;            // of customers for whom `mode` holds; for the others it is off
  std::string company_name{};                  // empty: the tenant's
  std::string prompt{};                        // empty: kDefaultPrompt
  bool send_name = false, send_email = false;  // of the customer, to the models
  // A day's in UTC, over all models; 0: no bound. Past one the embedded engine answers.
  std::int64_t tokens_per_day = 0, customer_tokens_per_day = 0, cents_per_day = 0;
};

// Whether the bot is on for the customer: always the same of one customer.
bool is_bot_on(const Settings& settings, std::int64_t contact);

// From JSON whose fields have the names above. What is wrong is told with its pointer; `known` are the models there
// are.
Result<Settings> read_settings(std::string_view json, const std::vector<std::string>& known);
// What was right when it was stored: a model that there is no longer is left out.
Result<Settings> read_stored_settings(std::string_view json, const std::vector<std::string>& known);

}  // namespace parlance::ai
