#include "store/gap_store.hpp"

#include "ai/prompt/masking.hpp"
#include "store/catalogue.hpp"

namespace parlance::store {
namespace {

constexpr std::uint32_t kReadMs = 120'000;

// A session's messages have numbers in a row, so that a reply stands shortly behind its question.
constexpr Statement kGaps{"knowledge_gaps", R"(
SELECT lower(trim(q.message_text)) AS question, count(*) AS times, max(q.created_at) FROM chat_messages q
WHERE q.tenant_id = ?1 AND q.created_at >= ?2 AND q.sender_type = 0
  AND (q.ai_intent = 'out_of_scope' OR (q.ai_intent = 'knowledge_question' AND NOT EXISTS (
    SELECT 1 FROM chat_messages a WHERE a.id > q.id AND a.id <= q.id + 100 AND a.reply_to = q.id AND a.parts LIKE '%"citation"%')))
GROUP BY lower(trim(q.message_text)) ORDER BY times DESC, question LIMIT ?3)",
                          Scope::tenant, kReadMs};

}  // namespace

std::span<const Statement* const> gap_statements() {
  static constexpr const Statement* kAll[] = {&kGaps};
  return kAll;
}

Task<std::vector<Gap>> GapStore::gaps(TenantId tenant, UnixMs since, std::int64_t limit) {
  std::vector<Gap> out;
  for (const auto& row : co_await database_.read(kGaps, {tenant.value, since, limit}))
    out.push_back({ai::masked(row.text(0)), row.integer(1), row.integer(2)});
  co_return out;
}

}  // namespace parlance::store
