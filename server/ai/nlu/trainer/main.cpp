// Trains a model of the engine from phrase files, at build time: `train_model WHAT PHRASES MODEL`.
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>

#include "ai/nlu/classifier/linear_model.hpp"
#include "ai/nlu/classifier/meaning_model.hpp"
#include "ai/nlu/sentiment/features.hpp"

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

using Phrases = std::map<std::string, std::vector<std::string>>;

// A label with few phrases counts more, by the root of how few.
std::vector<float> weights_of(const Phrases& phrases) {
  std::size_t all = 0;
  for (const auto& [label, list] : phrases) all += list.size();
  std::vector<float> out;
  for (const auto& [label, list] : phrases)
    out.push_back(std::sqrt(static_cast<float>(all) / static_cast<float>(phrases.size() * list.size())));
  return out;
}

template <class Read>
std::string train_words(const Phrases& phrases, Read read) {
  std::vector<std::string> labels;
  std::vector<Example> examples;
  for (const auto& [label, list] : phrases) {
    for (const auto& phrase : list) examples.push_back({read(phrase), labels.size()});
    labels.push_back(label);
  }
  LinearModel::Training training;
  training.weights = weights_of(phrases);
  return LinearModel(labels, examples, training).to_bytes();
}

std::string train_meanings(const Phrases& phrases) {
  const auto& encoder = encoder::SentenceEncoder::built_in();
  std::vector<MeaningModel::Example> examples;
  std::size_t label = 0;
  for (const auto& entry : phrases) {
    for (const auto& phrase : entry.second) examples.push_back({encoder.encode(phrase), label});
    ++label;
  }
  return MeaningModel(examples, weights_of(phrases)).to_bytes();
}

using Train = std::string (*)(const Phrases& phrases);
const std::map<std::string_view, Train> kTrainers = {
    {"intents",
     [](const Phrases& phrases) {
       return train_words(phrases, [](const std::string& phrase) { return features_of(words(phrase)); });
     }},
    {"sentiment", [](const Phrases& phrases) { return train_words(phrases, sentiment_features); }},
    {"sentiment_meaning", train_meanings},
};

}  // namespace

int main(int argc, char** argv) {
  const auto trainer = argc == 4 ? kTrainers.find(argv[1]) : kTrainers.end();
  if (trainer == kTrainers.end())
    return std::cerr << "usage: train_model intents|sentiment|sentiment_meaning PHRASES MODEL\n", 2;
  const auto phrases = read_phrases(argv[2]);
  if (phrases.empty()) return std::cerr << "train_model: no phrases in " << argv[2] << "\n", 1;
  std::ofstream(argv[3], std::ios::binary) << trainer->second(phrases);
}
