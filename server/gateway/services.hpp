#pragma once
#include "ai/assistant.hpp"
#include "chat/service.hpp"
#include "crm/identity/verify.hpp"
#include "crm/import/importer.hpp"
#include "crm/service.hpp"
#include "gateway/limits.hpp"

namespace parlance::gateway {

class Realtime;
namespace http {
class WebFiles;
}

// What the edge may call.
struct Services {
  Loops& loops;
  chat::Service& chat;
  crm::Service& crm;
  crm::Identity& identity;
  crm::TenantStore& tenants;
  crm::Importer& importer;
  ai::Assistant& assistant;
  Limits& limits;
  Realtime& realtime;
  const http::WebFiles& web;
};

}  // namespace parlance::gateway
