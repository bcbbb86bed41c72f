#include "ai/reply.hpp"
#include "base/utf8.hpp"
#include "crm/to_json.hpp"

namespace parlance::ai {
namespace {

json::Writer part(std::string& json, std::string_view type) {
  json += json.empty() ? "[" : ",";
  json::Writer out(json);
  out.open().key("type").string(type);
  return out;
}

}  // namespace

std::string quoted(std::string_view text) {
  constexpr std::size_t kMaxQuotedBytes = 8'192;  // all that a model may write in one argument
  return text.size() <= kMaxQuotedBytes ? std::string(text) : std::string(clip(text, kMaxQuotedBytes)) + " …";
}

void Turn::offer(std::initializer_list<Say> replies) {
  std::vector<std::string> texts;
  for (const auto id : replies) texts.push_back(phrase(id));
  parts.quick_replies(std::move(texts));
}

bool Parts::show(std::string key) {
  if (shown_.size() >= kMaxCards || std::ranges::find(shown_, key) != shown_.end()) return false;
  shown_.push_back(std::move(key));
  return true;
}

void Parts::ticket(const crm::Ticket& ticket) {
  if (!show("ticket " + std::to_string(ticket.id.value))) return;
  auto out = part(json_, "ticket");
  crm::write(out.key("ticket"), ticket);
  out.close();
}

void Parts::order(const crm::Order& order) {
  if (!show("order " + std::to_string(order.id.value))) return;
  auto out = part(json_, "order");
  crm::write(out.key("order"), order);
  out.close();
}

void Parts::citation(const crm::search::Hit& hit) {
  if (!show(fmt::format("article {} {}", hit.article.value, hit.heading))) return;
  auto out = part(json_, "citation");
  out.key("article_id")
      .integer(hit.article.value)
      .key("title")
      .string(hit.title)
      .key("heading")
      .string(hit.heading)
      .key("url");
  hit.url ? out.string(*hit.url) : out.null();
  out.close();
}

std::string Parts::take() {
  if (!replies_.empty()) {
    auto out = part(json_, "quick_replies");
    out.key("replies").open('[');
    for (const auto& text : replies_) out.string(text);
    out.close(']').close();
    replies_.clear();
  }
  if (!json_.empty()) json_ += "]";
  return std::exchange(json_, {});
}

}  // namespace parlance::ai
