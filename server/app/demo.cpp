#include <charconv>

#include "app/stack.hpp"
#include "base/crypto/encoding.hpp"
#include "base/crypto/hash.hpp"
#include "base/embedded.hpp"
#include "base/log.hpp"

namespace parlance::embedded {
extern const base::EmbeddedFile demo[];
}

namespace parlance::app {
namespace {

struct Company {
  std::string_view slug, name;
};
constexpr Company kCompanies[] = {{"acme", "Acme Home"}, {"globex", "Globex Freight"}};
constexpr std::string_view kTemplate = "{{now";

// {{now-2h}} and its like become times counted from the load.
std::string with_times(std::string_view text, UnixMs now) {
  std::string out;
  for (std::size_t at; (at = text.find(kTemplate)) != text.npos;) {
    out += text.substr(0, at);
    text.remove_prefix(at + kTemplate.size());
    const auto end = text.find("}}");
    std::int64_t amount = 0;
    const char* digits = text.data() + (text[0] == '+' ? 1 : 0);
    const auto unit = std::from_chars(digits, text.data() + end, amount).ptr;
    out += to_rfc3339(now + amount * (*unit == 'd' ? kDayMs : *unit == 'h' ? kHourMs : kMinuteMs));
    text.remove_prefix(end + 2);
  }
  return out += text;
}

std::string_view file(std::string_view name) {
  for (const auto* f = embedded::demo; !f->name.empty(); ++f)
    if (f->name == name) return f->text;
  throw std::runtime_error("the demo data lacks " + std::string(name));
}

Task<> load_company(Stores& stores, const Company& company, UnixMs now) {
  const auto secret = crypto::base64url(crypto::random_bytes(32));
  const auto id = co_await stores.identity.insert_tenant(
      {std::string(company.slug), std::string(company.name), secret, crypto::hex(crypto::random_bytes(32)), {}}, now);
  if (!id) co_return;  // another node is loading it
  crm::Importer importer(stores.import);
  for (const auto& kind : crm::all_kinds()) {
    if (kind.kind == crm::Kind::intents) continue;  // the demo companies have none of their own
    const auto records = crm::parse_json_lines(
        with_times(file(std::string(company.slug) + "/" + std::string(kind.name) + ".jsonl"), now));
    if (!records) throw std::runtime_error(records.error().detail);
    const auto outcome = co_await importer.import(*id, kind, *records);
    if (!outcome.problems.empty()) throw std::runtime_error(outcome.problems.front().what);
  }
  log::info("demo_loaded", {{"tenant", company.slug}});
}

}  // namespace

Task<bool> load_demo(Stores& stores) {
  if (!(co_await stores.identity.list_tenants()).empty()) co_return false;
  const auto now = now_ms();
  for (const auto& company : kCompanies) co_await load_company(stores, company, now);
  co_return true;
}

}  // namespace parlance::app
