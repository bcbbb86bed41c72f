#include <fmt/format.h>

#include <iostream>

#include "ai/nlu/company/company_intents.hpp"
#include "ai/nlu/report.hpp"
#include "ai/understand.hpp"
#include "app/commands.hpp"
#include "app/json_rows.hpp"
#include "base/json/lenient.hpp"
#include "base/json/writer.hpp"
#include "crm/import/kinds.hpp"

namespace parlance::app {
namespace {

using ai::nlu::CompanyIntents, ai::nlu::Judged;

constexpr std::size_t kShown = 12;  // messages that are understood in another way now

// As `parlanced import intents` takes it, but for its answer, which may be written later.
ai::nlu::CompanyIntent intent_of(const std::string& path, crm::Record& record) {
  record.fields.emplace("answer", "to be written");
  const auto row = crm::check_row(*crm::find_kind("intents"), record);
  if (!row) throw std::runtime_error(fmt::format("{}:{}: {}", path, record.line, row.error().detail));
  ai::nlu::CompanyIntent intent{row->text(0), {}, ""};
  for (const auto& phrase : json::parse(row->text(1))->as_array()) intent.phrases.emplace_back(phrase.as_string());
  return intent;
}

CompanyIntents trained(const std::string& path) {
  auto records = crm::parse_json_lines(read_file(path));
  if (!records) throw std::runtime_error(fmt::format("{}: {}", path, records.error().detail));
  std::vector<ai::nlu::CompanyIntent> intents;
  std::vector<encoder::Vector> meanings;
  const auto& encoder = encoder::SentenceEncoder::built_in();
  for (auto& record : *records) {
    auto intent = intent_of(path, record);
    if (std::ranges::find(intents, intent.name, &ai::nlu::CompanyIntent::name) != intents.end())
      throw std::runtime_error(fmt::format("{}:{}: {} stands above already", path, record.line, intent.name));
    for (const auto& phrase : intent.phrases) meanings.push_back(encoder.encode(phrase));
    intents.push_back(std::move(intent));
  }
  return CompanyIntents(std::move(intents), meanings);
}

struct Message {
  std::string text, wanted;
  encoder::Vector meaning;
};

std::vector<Message> messages_of(const std::string& path) {
  std::vector<Message> out;
  for (const auto& row : rows_of(path)) {
    Message message{std::string(json::text_at(row, {"text"})), std::string(json::text_at(row, {"intent"})), {}};
    if (message.text.empty() || message.wanted.empty())
      throw std::runtime_error(fmt::format("{}: a message needs {{\"text\":…,\"intent\":…}}", path));
    message.meaning = encoder::SentenceEncoder::built_in().encode(message.text);
    out.push_back(std::move(message));
  }
  if (out.empty()) throw std::runtime_error(fmt::format("{}: there is no message in it", path));
  return out;
}

// By the company's intents, and where it is none of them, by the engine's own.
Judged judge(const CompanyIntents& intents, const Message& message) {
  const auto understood = ai::understand(message.text, {});
  auto guess = intents.guess(understood.words);
  if (!guess) guess = intents.guess(understood.words, message.meaning);
  const auto own = understood.guess();
  if (guess->intent && ai::outweighs(guess->confidence, own))
    return {message.text, message.wanted, guess->intent->name, guess->confidence};
  const bool sure = own.confidence >= ai::kSure;
  return {message.text, message.wanted, std::string(sure ? own.intent : ai::nlu::intent::kOutOfScope), own.confidence};
}

std::vector<Judged> judge_all(const std::string& intents_path, const std::vector<Message>& messages) {
  const auto intents = trained(intents_path);
  std::vector<Judged> out;
  for (const auto& message : messages) out.push_back(judge(intents, message));
  return out;
}

std::string changes(const std::vector<Judged>& before, const std::vector<Judged>& after) {
  std::string better, worse;
  std::size_t mended = 0, broken = 0;
  for (std::size_t i = 0; i < after.size(); ++i) {
    const bool was = before[i].got == before[i].wanted, is = after[i].got == after[i].wanted;
    if (was == is) continue;
    auto& count = is ? mended : broken;
    if (++count <= kShown)
      (is ? better : worse) += fmt::format("       {} -> {}: {}\n", before[i].got, after[i].got, after[i].text);
  }
  return fmt::format("{} understood now that were not:\n{}{} no longer understood:\n{}\n", mended, better, broken,
                     worse);
}

void print_rows(const std::vector<Judged>& all) {
  for (const auto& judged : all) {
    std::string line;
    json::Writer(line)
        .open()
        .key("wanted")
        .string(judged.wanted)
        .key("got")
        .string(judged.got)
        .key("confidence")
        .raw(fmt::format("{:.3f}", judged.confidence))
        .close();
    std::cout << line << "\n";
  }
}

}  // namespace

int test_company_nlu(const CompanyNluTest& test) {
  const auto messages = messages_of(test.messages);
  const auto after = judge_all(test.intents, messages);
  if (test.as_rows) return print_rows(after), 0;
  if (!test.before.empty()) std::cout << changes(judge_all(test.before, messages), after);
  std::cout << ai::nlu::report(after);
  return 0;
}

}  // namespace parlance::app
