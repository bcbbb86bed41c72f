#include "ai/nlu/report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace parlance::ai::nlu {
namespace {

constexpr double kThresholds[] = {0, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95};
constexpr std::size_t kConfusions = 12;
constexpr int kBins = 10;

double share(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

std::string risk_and_coverage(const std::vector<Judged>& all) {
  std::string out = "confidence  coverage  precision\n";
  for (const auto threshold : kThresholds) {
    std::size_t answered = 0, right = 0;
    for (const auto& j : all)
      if (j.confidence >= threshold) ++answered, right += j.wanted == j.got;
    out += fmt::format("     {:.2f}      {:.3f}      {:.3f}\n", threshold, share(answered, all.size()),
                       share(right, answered));
  }
  return out;
}

// The mean distance between how sure it is and how often it is right, over bins of confidence.
double calibration_error(const std::vector<Judged>& all) {
  struct Bin {
    std::size_t count = 0, right = 0;
    double sure = 0;
  };
  std::vector<Bin> bins(kBins);
  for (const auto& j : all) {
    auto& bin = bins[static_cast<std::size_t>(std::clamp(static_cast<int>(j.confidence * kBins), 0, kBins - 1))];
    ++bin.count, bin.right += j.wanted == j.got, bin.sure += j.confidence;
  }
  double error = 0;
  for (const auto& bin : bins) error += std::abs(bin.sure - static_cast<double>(bin.right));
  return error / static_cast<double>(all.size());
}

std::string by_intent(const std::vector<Judged>& all) {
  std::set<std::string> intents;
  for (const auto& j : all) intents.insert(j.wanted), intents.insert(j.got);
  std::string out = fmt::format("{:<24} messages  precision  recall\n", "intent");
  for (const auto& intent : intents) {
    std::size_t wanted = 0, got = 0, right = 0;
    for (const auto& j : all)
      wanted += j.wanted == intent, got += j.got == intent, right += j.wanted == intent && j.got == intent;
    out += fmt::format("{:<24} {:>8}      {:.3f}   {:.3f}\n", intent, wanted, share(right, got), share(right, wanted));
  }
  return out;
}

std::string confusions(const std::vector<Judged>& all) {
  std::map<std::pair<std::string, std::string>, std::vector<const Judged*>> wrong;
  for (const auto& j : all)
    if (j.wanted != j.got) wrong[{j.wanted, j.got}].push_back(&j);
  std::vector<std::pair<std::size_t, const Judged*>> most;
  for (const auto& [pair, list] : wrong) most.emplace_back(list.size(), list.front());
  std::ranges::sort(most, std::greater{}, &std::pair<std::size_t, const Judged*>::first);
  std::string out = "taken for another, most often first\n";
  for (std::size_t i = 0; i < std::min(most.size(), kConfusions); ++i)
    out += fmt::format("{:>5}  {} -> {}: {}\n", most[i].first, most[i].second->wanted, most[i].second->got,
                       most[i].second->text);
  return out;
}

}  // namespace

std::string report(const std::vector<Judged>& all) {
  if (all.empty()) return "no messages\n";
  const auto right =
      static_cast<std::size_t>(std::ranges::count_if(all, [](const Judged& j) { return j.wanted == j.got; }));
  return fmt::format("{} messages, accuracy {:.3f}, calibration error {:.3f}\n\n{}\n{}\n{}", all.size(),
                     share(right, all.size()), calibration_error(all), risk_and_coverage(all), by_intent(all),
                     confusions(all));
}

}  // namespace parlance::ai::nlu
