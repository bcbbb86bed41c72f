#pragma once
#include "ai/model/wire.hpp"

namespace parlance::gemini {

struct Settings {
  std::string base_url = "https://generativelanguage.googleapis.com/v1beta";
  std::string key, model;
};

// POST models/{model}:streamGenerateContent?alt=sse (https://ai.google.dev/api/generate-content).
class Wire final : public ai::model::Wire {
 public:
  static constexpr std::string_view kOrigin = "gemini";
  static constexpr std::string_view kOwnId = "own_call_";  // begins an id that the vendor did not give

  explicit Wire(Settings settings) : settings_(std::move(settings)) {}

  http::Request request(const ai::model::Request& request) const override;
  std::unique_ptr<ai::model::Reading> read() const override;
  ai::model::Failure failure(const http::Head& head, std::string_view body) const override;

 private:
  Settings settings_;
};

}  // namespace parlance::gemini
