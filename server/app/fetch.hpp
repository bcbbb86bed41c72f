#pragma once
#include <string>

#include "base/error.hpp"
#include "base/http/client.hpp"

namespace parlance::app {

struct Fetched {
  std::string body, type, robots;  // the headers Content-Type and X-Robots-Tag
};

struct FetchLimits {
  std::size_t bytes;
  int redirects;
  std::chrono::seconds time;  // of one request
};

// GET from one host: the first that is asked. What leads elsewhere is an error, since it may lead into the house.
class Fetcher {
 public:
  Fetcher(Loop& loop, FetchLimits limits) : client_(loop, {}), limits_(limits) {}

  // The error is in words that name the address.
  Task<Result<Fetched>> get(std::string url, http::Clock::time_point latest);

 private:
  struct Step {
    Fetched page;
    std::string location;  // where it is instead; empty: here
  };
  Task<Result<Step>> once(std::string url, http::Clock::time_point latest);
  // The first decides for those that follow. The error says why not.
  Result<void> keep_to_one_host(const std::string& url);

  http::Client client_;
  const FetchLimits limits_;
  std::string host_;
};

}  // namespace parlance::app
