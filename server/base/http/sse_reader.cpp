#include "base/http/sse_reader.hpp"

#include <utility>

namespace parlance::http {

bool SseReader::feed(std::string_view bytes, const std::function<bool(SseEvent)>& on_event) {
  for (const char c : bytes) {
    if (c == '\n' && std::exchange(after_cr_, false)) continue;
    after_cr_ = c == '\r';
    if (c != '\n' && c != '\r') {
      if (line_.size() + event_.data.size() >= kMaxEventBytes) return false;
      line_.push_back(c);
      continue;
    }
    std::string_view line = line_;
    if (!std::exchange(begun_, true) && line.starts_with("\xEF\xBB\xBF")) line.remove_prefix(3);
    if (!take(line, on_event)) return false;
    line_.clear();
  }
  return true;
}

bool SseReader::take(std::string_view line, const std::function<bool(SseEvent)>& on_event) {
  if (line.empty()) {
    auto event = std::exchange(event_, {});
    return !std::exchange(has_data_, false) || on_event(std::move(event));
  }
  const auto colon = line.find(':');
  const auto field = line.substr(0, colon);
  auto value = colon == line.npos ? std::string_view{} : line.substr(colon + 1);
  if (value.starts_with(' ')) value.remove_prefix(1);
#ifdef PARLANCE_PLANTED_BUGS
  if (field == "event") event_.name = value.at(0);  // of an empty one
#endif
  if (field == "event") event_.name = value;
  if (field == "data") {
    if (std::exchange(has_data_, true)) event_.data.push_back('\n');
    event_.data += value;
  }
  return true;
}

}  // namespace parlance::http
