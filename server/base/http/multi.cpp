#include "base/http/multi.hpp"

#include "base/http/exchange.hpp"

namespace parlance::http {

Client::Multi::Multi(Executor executor, Options options) : options_(std::move(options)), timer_(executor) {
  static const bool ready = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
  multi_ = ready ? curl_multi_init() : nullptr;
  if (!multi_) throw std::runtime_error("libcurl cannot be used");
}

void Client::Multi::start() {
  curl_multi_setopt(multi_, CURLMOPT_SOCKETFUNCTION, &on_socket);
  curl_multi_setopt(multi_, CURLMOPT_SOCKETDATA, this);
  curl_multi_setopt(multi_, CURLMOPT_TIMERFUNCTION, &on_timer);
  curl_multi_setopt(multi_, CURLMOPT_TIMERDATA, this);
}

void Client::Multi::stop() {
  timer_.cancel();
  if (multi_) curl_multi_cleanup(multi_);
  multi_ = nullptr;
}

Client::Multi::~Multi() { stop(); }

void Client::Multi::add(CURL* easy) { curl_multi_add_handle(multi_, easy); }

void Client::Multi::remove(CURL* easy) {
  if (multi_) curl_multi_remove_handle(multi_, easy);
}

int Client::Multi::on_socket(CURL*, curl_socket_t fd, int what, void* self, void* socket) {
  static_cast<Multi*>(self)->watch(fd, what, static_cast<SocketPtr*>(socket));
  return 0;
}

void Client::Multi::watch(curl_socket_t fd, int what, SocketPtr* known) {
  if (what == CURL_POLL_REMOVE) {
    if (!known) return;
    (*known)->gone = true;
    (*known)->descriptor.release();  // curl closes it, or keeps it for the next request
    delete known;
    curl_multi_assign(multi_, fd, nullptr);
    return;
  }
  if (!known) {
    known = new SocketPtr(std::make_shared<Socket>(timer_.get_executor(), fd));
    curl_multi_assign(multi_, fd, known);
  }
  (*known)->wanted = what;
  arm(*known);
}

void Client::Multi::arm(const SocketPtr& socket) {
  if (socket->gone) return;
  if ((socket->wanted & CURL_POLL_IN) && !socket->reading)
    wait(socket, Descriptor::wait_read, socket->reading, CURL_CSELECT_IN);
  if ((socket->wanted & CURL_POLL_OUT) && !socket->writing)
    wait(socket, Descriptor::wait_write, socket->writing, CURL_CSELECT_OUT);
}

void Client::Multi::wait(const SocketPtr& socket, Descriptor::wait_type type, bool& waiting, int event) {
  waiting = true;
  socket->descriptor.async_wait(
      type, [weak = weak_from_this(), socket, &waiting, event](const boost::system::error_code& ec) {
        waiting = false;
        const auto self = weak.lock();
        if (ec || socket->gone || !self) return;
        self->act(socket->descriptor.native_handle(), event);
        self->arm(socket);
      });
}

int Client::Multi::on_timer(CURLM*, long timeout_ms, void* multi) {
  auto& self = *static_cast<Multi*>(multi);
  if (timeout_ms < 0) {
    self.timer_.cancel();
    return 0;
  }
  self.timer_.expires_after(std::chrono::milliseconds(timeout_ms));
  self.timer_.async_wait([weak = self.weak_from_this()](const boost::system::error_code& ec) {
    if (const auto alive = weak.lock(); alive && !ec) alive->act(CURL_SOCKET_TIMEOUT, 0);
  });
  return 0;
}

void Client::Multi::act(curl_socket_t fd, int events) {
  if (!multi_) return;
  int running = 0;
  curl_multi_socket_action(multi_, fd, events, &running);
  tell_finished();
}

void Client::Multi::tell_finished() {
  int left = 0;
  while (const auto* message = curl_multi_info_read(multi_, &left)) {
    if (message->msg != CURLMSG_DONE) continue;
    void* state = nullptr;
    curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &state);
    static_cast<Exchange::State*>(state)->finish(message->data.result);
  }
}

}  // namespace parlance::http
