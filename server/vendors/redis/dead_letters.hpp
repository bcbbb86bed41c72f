#pragma once
#include "vendors/redis/work_stream.hpp"

namespace parlance::redis {

// What WorkStream has given up, for a person to look at. Blocks; throws `std::runtime_error` where Redis is not
// reached.
class DeadLetters {
 public:
  DeadLetters(const Address& address, std::string prefix);

  // Oldest first.
  std::vector<Work> list();
  // Puts them back to be worked anew; empty: all. How many there were.
  std::size_t replay(const std::string& entry);

 private:
  using Reply = std::unique_ptr<redisReply, void (*)(void*)>;
  Reply run(const std::vector<std::string>& words);

  std::string prefix_;
  std::unique_ptr<redisContext, void (*)(redisContext*)> context_;
};

}  // namespace parlance::redis
