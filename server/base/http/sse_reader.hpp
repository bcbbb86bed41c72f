#pragma once
#include <functional>
#include <string>
#include <string_view>

namespace parlance::http {

struct SseEvent {
  std::string name;  // empty: it has none
  std::string data;  // its lines, joined by \n
};

// Takes a stream of server-sent events apart (WHATWG HTML, 9.2.6), however it was cut on its way.
class SseReader {
 public:
  static constexpr std::size_t kMaxEventBytes = 1 << 20;

  // False from `on_event` ends the reading. False: so it did, or an event is over kMaxEventBytes.
  bool feed(std::string_view bytes, const std::function<bool(SseEvent)>& on_event);

 private:
  bool take(std::string_view line, const std::function<bool(SseEvent)>& on_event);

  std::string line_;
  SseEvent event_;
  bool has_data_ = false, after_cr_ = false, begun_ = false;
};

}  // namespace parlance::http
