// Trains the engine's own intents from phrase files, at build time: `train_intents PHRASES MODEL`.
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>

#include "ai/nlu/classifier/linear_model.hpp"

namespace {

using namespace parlance;
using namespace parlance::ai::nlu;

// What a bare answer to the assistant's own questions looks like is not an intent.
bool is_intent(const std::string& label) { return !label.starts_with("act_"); }

// PHRASES/<language>/<label>.txt, a phrase a line.
std::map<std::string, std::vector<std::string>> read_phrases(const std::filesystem::path& folder) {
  std::map<std::string, std::vector<std::string>> out;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    const auto label = entry.path().stem().string();
    if (entry.path().extension() != ".txt" || !is_intent(label)) continue;
    std::ifstream file(entry.path());
    for (std::string line; std::getline(file, line);)
      if (!line.empty()) out[label].push_back(line);
  }
  for (auto& entry : out) std::ranges::sort(entry.second);  // the same model whatever the folder's order
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return std::cerr << "usage: train_intents PHRASES MODEL\n", 2;
  const auto phrases = read_phrases(argv[1]);
  if (phrases.empty()) return std::cerr << "train_intents: no phrases in " << argv[1] << "\n", 1;
  std::vector<std::string> labels;
  std::vector<Example> examples;
  LinearModel::Training training;
  for (const auto& [label, list] : phrases) {
    for (const auto& phrase : list) examples.push_back({features_of(words(phrase)), labels.size()});
    labels.push_back(label);
  }
  // A label with few phrases counts more, by the root of how few.
  for (const auto& [label, list] : phrases)
    training.weights.push_back(
        std::sqrt(static_cast<float>(examples.size()) / static_cast<float>(labels.size() * list.size())));
  std::ofstream(argv[2], std::ios::binary) << LinearModel(labels, examples, training).to_bytes();
}
