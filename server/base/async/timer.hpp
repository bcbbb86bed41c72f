#pragma once
#include <boost/asio/steady_timer.hpp>

#include "base/async/task.hpp"

namespace parlance {

using Timer =
    asio::basic_waitable_timer<std::chrono::steady_clock, asio::wait_traits<std::chrono::steady_clock>, Executor>;

}  // namespace parlance
