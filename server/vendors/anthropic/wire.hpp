#pragma once
#include "ai/model/wire.hpp"

namespace parlance::anthropic {

struct Settings {
  std::string base_url = "https://api.anthropic.com";
  std::string key, model;
};

// POST /v1/messages, streamed (https://docs.anthropic.com/en/api/messages).
class Wire final : public ai::model::Wire {
 public:
  static constexpr std::string_view kOrigin = "anthropic", kVersion = "2023-06-01";

  explicit Wire(Settings settings) : settings_(std::move(settings)) {}

  http::Request request(const ai::model::Request& request) const override;
  std::unique_ptr<ai::model::Reading> read() const override;
  ai::model::Failure failure(const http::Head& head, std::string_view body) const override;

 private:
  Settings settings_;
};

}  // namespace parlance::anthropic
