#pragma once
#include "base/json/writer.hpp"
#include "crm/types.hpp"

// The shapes that the protocol gives to CRM things, in REST bodies and in the parts of a message.
namespace parlance::crm {

void write(json::Writer& out, const Ticket& ticket);
void write(json::Writer& out, const Order& order);
void write(json::Writer& out, const Transaction& transaction);
void write(json::Writer& out, const Contact& contact);
void write(json::Writer& out, const Account& account);
void write(json::Writer& out, const Article& article);

}  // namespace parlance::crm
