#pragma once
#include <optional>

#include "base/http/multi.hpp"

namespace parlance::http {

// What curl's callbacks fill and the reader empties.
struct Exchange::State {
  State(std::shared_ptr<Client::Multi> owner, Request request);
  ~State();
  State(const State&) = delete;

  void finish(CURLcode result);
  // Ends it with `kind`, unless it has ended already.
  void fail(FailureKind kind, std::string what);
  // Until `latest`, or until something changes; false: it is too late.
  Task<bool> change(Clock::time_point latest);
  static std::size_t on_header(char* data, std::size_t, std::size_t size, void* state);
  static std::size_t on_body(char* data, std::size_t, std::size_t size, void* state);

  std::shared_ptr<Client::Multi> multi;
  Request request;
  CURL* easy = nullptr;
  curl_slist* headers = nullptr;
  Timer changed;
  Head head{};
  bool headed = false, ended = false, paused = false;
  std::string body;  // what was not read yet
  std::optional<Failure> failure;
};

}  // namespace parlance::http
