#pragma once
#include <map>
#include <string>
#include <vector>

namespace parlance::ai::nlu {

// An entity as a label or an answer has it: bytes in the text. An empty list of values: none is wanted.
struct Labelled {
  std::string type;
  std::size_t start = 0, end = 0;
  std::vector<std::string> values;
};

struct Score {
  std::size_t wanted = 0, found = 0;
  std::size_t exact = 0;              // with the same ends
  std::size_t met = 0, hit = 0;       // wanted ones that a found one touches, and found ones that a wanted one does
  std::size_t valued = 0, right = 0;  // of the exact: those with a value to compare, and with that value
};

// By kind and, within it, by language.
class EntityReport {
 public:
  void add(const std::string& language, const std::vector<Labelled>& wanted, const std::vector<Labelled>& found);
  std::string text() const;

 private:
  std::map<std::pair<std::string, std::string>, Score> scores_;
};

}  // namespace parlance::ai::nlu
