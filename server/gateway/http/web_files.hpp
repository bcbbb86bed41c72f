#pragma once
#include <filesystem>
#include <map>
#include <string>

namespace parlance::gateway::http {

// The built web files, read once at start. Only what was there then is ever served.
class WebFiles {
 public:
  struct File {
    std::string type, text;
  };
  // `demo`: the demo portal too.
  WebFiles(const std::filesystem::path& root, bool demo);
  const File* find(const std::string& path) const;
  bool demo() const { return demo_; }

 private:
  void read(const std::filesystem::path& root, const std::string& folder);

  std::map<std::string, File> files_;
  bool demo_;
};

}  // namespace parlance::gateway::http
