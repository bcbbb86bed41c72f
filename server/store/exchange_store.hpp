#pragma once
#include "ai/ports.hpp"
#include "store/database.hpp"

namespace parlance::store {

class ExchangeStore final : public ai::ExchangeStore {
 public:
  explicit ExchangeStore(Database& database) : database_(database) {}

  Task<std::optional<ai::Foreseen>> foresee(Caller caller, const chat::NewMessage& message, UnixMs idle_since) override;
  Task<std::optional<chat::Exchange>> store(const ai::Foreseen& foreseen, const chat::NewMessage& message,
                                            const ai::Answer& answer, UnixMs now) override;

 private:
  Database& database_;
};

}  // namespace parlance::store
