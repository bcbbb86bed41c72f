#pragma once
#include "ai/model/wire.hpp"
#include "vendors/openai/settings.hpp"

namespace parlance::openai {

// POST /responses, streamed, nothing kept there (https://platform.openai.com/docs/api-reference/responses).
class ResponsesWire final : public ai::model::Wire {
 public:
  static constexpr std::string_view kOrigin = "openai_responses";

  explicit ResponsesWire(Settings settings) : settings_(std::move(settings)) {}

  http::Request request(const ai::model::Request& request) const override;
  std::unique_ptr<ai::model::Reading> read() const override;
  ai::model::Failure failure(const http::Head& head, std::string_view body) const override;

 private:
  Settings settings_;
};

}  // namespace parlance::openai
