#pragma once
#include <map>
#include <string>
#include <vector>

namespace parlance::ai::nlu {

// One labelled message and what was made of it.
struct Judged {
  std::string text, wanted, got;
  double confidence = 0;
};

// How well labelled messages are understood, as text: accuracy; at each confidence how much would be acted on and how
// much of that rightly; precision and recall of each intent; what is taken for what most often, with an example.
std::string report(const std::vector<Judged>& all);

}  // namespace parlance::ai::nlu
