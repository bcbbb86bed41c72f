#include "crm/import/kinds.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/id.hpp"
#include "base/text/ascii.hpp"
#include "base/text/words.hpp"
#include "base/time.hpp"
#include "base/utf8.hpp"
#include "crm/types.hpp"

namespace parlance::crm {
namespace {

constexpr std::size_t kMaxKeyBytes = 200, kMaxBodyBytes = 256 << 10, kMaxWordBytes = 60;

const FieldRule kKey{"external_id", kMaxKeyBytes, true, "", FieldType::text};
const FieldRule kOwner{"contact_external_id", kMaxKeyBytes, true, "", FieldType::text};

const std::vector<KindRules> kKinds = {
    {Kind::accounts,
     "accounts",
     {kKey,
      {"name", 200, true, "", FieldType::text},
      {"status", kMaxWordBytes, false, "active", FieldType::text},
      {"plan", kMaxWordBytes, false, "standard", FieldType::text}}},
    {Kind::contacts,
     "contacts",
     {kKey,
      {"email", 320, false, "", FieldType::text},
      {"name", 200, false, "", FieldType::text},
      {"locale", 35, false, "", FieldType::text},
      {"account_external_id", kMaxKeyBytes, false, "", FieldType::text}}},
    {Kind::tickets,
     "tickets",
     {kKey,
      kOwner,
      {"title", kMaxTitleBytes, true, "", FieldType::text},
      {"description", kMaxDescriptionBytes, false, "", FieldType::text},
      {"status", kMaxWordBytes, false, "Open", FieldType::text},
      {"priority", kMaxWordBytes, false, "Normal", FieldType::text},
      {"assignee_name", 200, false, "", FieldType::text},
      {"created_at", 40, true, "", FieldType::time},
      {"updated_at", 40, true, "", FieldType::time}}},
    {Kind::orders,
     "orders",
     {kKey,
      kOwner,
      {"status", kMaxWordBytes, true, "", FieldType::text},
      {"placed_at", 40, true, "", FieldType::time},
      {"total", 24, true, "", FieldType::money},
      {"currency", 3, true, "", FieldType::currency},
      {"items", kMaxBodyBytes, false, "[]", FieldType::items},
      {"eta", 40, false, "", FieldType::time}}},
    {Kind::transactions,
     "transactions",
     {kKey,
      kOwner,
      {"kind", kMaxWordBytes, true, "", FieldType::text},
      {"amount", 24, true, "", FieldType::money},
      {"currency", 3, true, "", FieldType::currency},
      {"status", kMaxWordBytes, true, "", FieldType::text},
      {"created_at", 40, true, "", FieldType::time}}},
    {Kind::articles,
     "articles",
     {kKey,
      {"title", 300, true, "", FieldType::text},
      {"body", kMaxBodyBytes, true, "", FieldType::text},
      {"language", 35, false, "en", FieldType::text},
      {"tags", 4096, false, "[]", FieldType::tags},
      {"visibility", kMaxWordBytes, false, "public", FieldType::text},
      {"url", 2048, false, "", FieldType::url}}},
    {Kind::intents,
     "intents",
     {{"external_id", kMaxKeyBytes, true, "", FieldType::intent},
      {"phrases", kMaxBodyBytes, true, "", FieldType::phrases},
      {"answer", 8192, true, "", FieldType::text}}},
};

// What is not understood, and so counted as a gap.
constexpr std::string_view kNotUnderstood = "out_of_scope";

// An address on the web, or a path on the company's own site.
bool is_web_address(std::string_view text) {
  const auto begins = [&](std::string_view scheme) {
    return text.size() > scheme.size() &&
           std::ranges::equal(text.substr(0, scheme.size()), scheme, {}, [](char c) { return lower(c); });
  };
  return begins("https://") || begins("http://") || (text.starts_with('/') && text.find_first_of("/\\", 1) != 1);
}

// One that somebody may write.
bool is_phrase(const json::Value& value) {
  constexpr std::size_t kMaxPhraseBytes = 1'000;
  if (!value.is_string()) return false;
  const std::string_view text(value.get_string());
  return text.size() <= kMaxPhraseBytes && !text.contains('\0') && !words(text).empty();
}

bool is_money(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  const auto dot = std::min(text.find('.'), text.size());
  const auto digits = [](std::string_view part) {
    return !part.empty() && std::ranges::all_of(part, [](char c) { return c >= '0' && c <= '9'; });
  };
  return digits(text.substr(0, dot)) && (dot == text.size() || digits(text.substr(dot + 1)));
}

bool is_currency(std::string_view text) {
  return text.size() == 3 && std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
}

bool is_item(const json::Value& item) {
  const auto* object = item.if_object();
  if (!object) return false;
  const auto* name = object->if_contains("name");
  const auto* quantity = object->if_contains("quantity");
  const auto* price = object->if_contains("price");
  return name && name->is_string() && (!quantity || quantity->is_int64()) &&
         (!price || (price->is_string() && is_money(std::string_view(price->get_string()))));
}

bool is_list(const json::Value& value, FieldType type) {
  return value.is_array() && std::ranges::all_of(value.get_array(), [&](const json::Value& entry) {
           if (type == FieldType::phrases) return is_phrase(entry);
           return type == FieldType::items ? is_item(entry) : entry.is_string();
         });
}

bool is_of_lists(FieldType type) {
  return type == FieldType::items || type == FieldType::tags || type == FieldType::phrases;
}

std::string_view wanted_of_list(FieldType type) {
  if (type == FieldType::items)
    return "must be a list of objects with a `name`, perhaps a whole `quantity` and a `price` such as \"9.90\"";
  return type == FieldType::phrases ? "must be a list of strings with words in them, of at most 1000 bytes each"
                                    : "must be a list of strings such as [\"one\", \"two\"]";
}

class RowChecker {
 public:
  explicit RowChecker(const Record& record) : record_(record) {}

  Cell cell(const FieldRule& rule) {
    const auto* value = record_.fields.if_contains(rule.name);
    if (value) ++known_;
    if (!value || value->is_null() || (value->is_string() && trim(std::string_view(value->get_string())).empty())) {
      if (rule.required) refuse(rule, "is required");
      return rule.fallback.empty() ? Cell() : Cell(std::string(rule.fallback));
    }
    if (is_of_lists(rule.type)) return list(rule, *value);
    if (!value->is_string()) return refuse(rule, "must be a string"), Cell();
    return text(rule, trim(std::string_view(value->get_string())));
  }

  void refuse(const FieldRule& rule, std::string_view why) {
    if (error_.empty()) error_ = fmt::format("`{}` {}", rule.name, why);
  }
  const std::string& error() const { return error_; }
  bool knows_all() const { return known_ == record_.fields.size(); }

 private:
  Cell text(const FieldRule& rule, std::string_view text) {
    if (text.size() > rule.max_bytes)
      refuse(rule, fmt::format("has {} bytes; at most {} are taken", text.size(), rule.max_bytes));
    if (text.find('\0') != text.npos) refuse(rule, "must not contain U+0000");
    if (rule.type == FieldType::money && !is_money(text)) refuse(rule, "must be a decimal number such as 189.00");
    if (rule.type == FieldType::url && !is_web_address(text)) refuse(rule, "must begin with https://, http:// or /");
    if (rule.type == FieldType::intent && text == kNotUnderstood)
      refuse(rule, "must not be out_of_scope, which is what nobody understood");
    if (rule.type == FieldType::currency && !is_currency(text)) refuse(rule, "must be a code such as EUR (ISO 4217)");
    if (rule.type != FieldType::time) return std::string(text);
    const auto time = parse_rfc3339(text);
    if (!time) refuse(rule, "must be a time such as 2026-11-23T06:20:00Z (RFC 3339)");
    return time.value_or(0);
  }

  Cell list(const FieldRule& rule, const json::Value& value) {
    const auto parsed =
        value.is_string() ? json::parse(std::string_view(value.get_string())) : Result<json::Value>(value);
    if (!parsed || !is_list(*parsed, rule.type)) return refuse(rule, wanted_of_list(rule.type)), Cell();
    auto json = boost::json::serialize(*parsed);
    if (json.size() > rule.max_bytes) refuse(rule, "is too long");
    return json;
  }

  const Record& record_;
  std::string error_;
  std::size_t known_ = 0;
};

std::int64_t number_of(const std::string& key) {
  std::int64_t value = 0;
  const auto [end, ec] = std::from_chars(key.data(), key.data() + key.size(), value);
  const bool plain = ec == std::errc{} && end == key.data() + key.size() && value > 0 && value <= kMaxId &&
                     std::to_string(value) == key;
  return plain ? value : 0;
}

}  // namespace

std::span<const KindRules> all_kinds() { return kKinds; }

const KindRules* find_kind(std::string_view name) {
  const auto found = std::ranges::find(kKinds, name, &KindRules::name);
  return found == kKinds.end() ? nullptr : &*found;
}

Result<ImportRow> check_row(const KindRules& rules, const Record& record) {
  RowChecker checker(record);
  ImportRow row{record.line, 0, {}};
  for (const auto& rule : rules.fields) row.cells.push_back(checker.cell(rule));
  if (!checker.error().empty()) return fail(kInvalidField, checker.error());
  if (!checker.knows_all())
    for (const auto& field : record.fields)
      if (std::ranges::find(rules.fields, std::string_view(field.key()), &FieldRule::name) == rules.fields.end())
        return fail(kUnknownField,
                    fmt::format("there is no field `{}`", std::string_view(clip(field.key(), kMaxWordBytes))));
  row.number = number_of(row.text(0));
  return row;
}

}  // namespace parlance::crm
