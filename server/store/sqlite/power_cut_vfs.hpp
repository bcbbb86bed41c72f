#pragma once
#include <map>
#include <string>

namespace parlance::store::sqlite {

// A file system for tests that remembers of each file what it held at its last sync: what a power cut would leave, at
// worst.
class PowerCutVfs {
 public:
  static constexpr const char* kName = "power_cut";
  static void install();
  // Path to content, as of each file's last sync.
  static std::map<std::string, std::string> durable();
};

}  // namespace parlance::store::sqlite
