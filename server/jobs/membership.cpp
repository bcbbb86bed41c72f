#include "jobs/membership.hpp"

#include "base/async/timer.hpp"
#include "base/error.hpp"
#include "base/log.hpp"

namespace parlance::jobs {

Task<NodeId> Membership::join(std::string name) {
  id_ = co_await store_.join(std::move(name), kLifeMs);
  log::info("node_joined", {{"node", id_}});
  co_return id_;
}

Task<> Membership::keep_alive() {
  for (Timer timer(co_await asio::this_coro::executor); !left_;) {
    timer.expires_after(std::chrono::milliseconds(kRenewEveryMs));
    co_await timer.async_wait(use_task);
    try {
      if (!left_) co_await store_.renew(id_, kLifeMs);
    } catch (const Fault& e) {
      log::warn("node_not_renewed", {{"node", id_}, {"what", e.what()}});
    }
  }
}

Task<bool> Membership::leave() {
  left_ = true;
  try {
    co_await store_.leave(id_);
  } catch (const Fault& e) {
    log::warn("node_not_left", {{"node", id_}, {"what", e.what()}});
  }
  co_return true;
}

}  // namespace parlance::jobs
