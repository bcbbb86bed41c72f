#include "gateway/http/web_files.hpp"

#include <fstream>
#include <sstream>

#include "base/log.hpp"

namespace parlance::gateway::http {
namespace {

std::string type_of(const std::filesystem::path& file) {
  static const std::map<std::string, std::string> kTypes = {{".html", "text/html; charset=utf-8"},
                                                            {".js", "text/javascript; charset=utf-8"},
                                                            {".css", "text/css; charset=utf-8"},
                                                            {".svg", "image/svg+xml"}};
  const auto found = kTypes.find(file.extension().string());
  return found == kTypes.end() ? "application/octet-stream" : found->second;
}

}  // namespace

WebFiles::WebFiles(const std::filesystem::path& root, bool demo) : demo_(demo) {
  read(root, "widget");
  if (demo) read(root, "portal");
  if (files_.empty()) log::warn("web_files_missing", {{"folder", root.string()}});
}

void WebFiles::read(const std::filesystem::path& root, const std::string& folder) {
  std::error_code ec;
  for (const auto& entry : std::filesystem::directory_iterator(root / folder, ec)) {
    if (!entry.is_regular_file()) continue;
    std::ostringstream text;
    text << std::ifstream(entry.path(), std::ios::binary).rdbuf();
    files_["/" + folder + "/" + entry.path().filename().string()] = {type_of(entry.path()), std::move(text).str()};
  }
}

const WebFiles::File* WebFiles::find(const std::string& path) const {
  const auto found = files_.find(path);
  return found == files_.end() ? nullptr : &found->second;
}

}  // namespace parlance::gateway::http
