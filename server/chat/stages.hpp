#pragma once
#include "base/metrics.hpp"

// How long each stage of a message's way takes. A message that is answered at once is stored and answered as one, and
// is never queued.
namespace parlance::chat::stages {

inline metrics::Family<metrics::Times>& all() {
  static metrics::Family<metrics::Times> family("parlance_message_stage_seconds", "histogram",
                                                "How long a message spent in each stage of its way.", "stage");
  return family;
}

// From the last byte of it to its turn on its connection.
inline metrics::Times& received() {
  static auto& times = all().at("received");
  return times;
}
// From then until it is durable.
inline metrics::Times& stored() {
  static auto& times = all().at("stored");
  return times;
}
// From durable until a node has taken it up.
inline metrics::Times& queued() {
  static auto& times = all().at("queued");
  return times;
}
// From taken up until the node has the session and what it needs to answer.
inline metrics::Times& claimed() {
  static auto& times = all().at("claimed");
  return times;
}
// From then until its answer is durable.
inline metrics::Times& answered() {
  static auto& times = all().at("answered");
  return times;
}
// From what is durable until it is written for one connection.
inline metrics::Times& delivered() {
  static auto& times = all().at("delivered");
  return times;
}

}  // namespace parlance::chat::stages

namespace parlance::chat {

// Customers' messages by tenant, of as many tenants as its limit says: none unless it is raised.
inline metrics::Family<metrics::Count>& messages_of_tenants() {
  static metrics::Family<metrics::Count> family("parlance_messages_total", "counter", "Customers' messages stored.",
                                                "tenant", 0);
  return family;
}

}  // namespace parlance::chat
