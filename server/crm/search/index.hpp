#pragma once
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "crm/types.hpp"

namespace parlance::crm::search {

struct Hit {
  ArticleId article;
  std::string title;
  std::string heading;  // of the section; empty: the article's beginning
  std::string passage;  // the section's text, Markdown
  std::optional<std::string> url;
  double score = 0;     // BM25 of the section, by which hits are ordered
  double coverage = 0;  // 0 to 1: how much of the question's weight the section has; what a threshold can be set on
};

// Ranks sections of help articles by BM25 (k1 1.2, b 0.75) of their own text and what their article's title says for
// all of it. One tenant's; not for two threads at once.
class Index {
 public:
  // Adds the article, or takes its new text in place of the old.
  void put(const Article& article);
  void remove(ArticleId id);
  // Best first, one hit per article.
  std::vector<Hit> find(std::string_view question, std::size_t limit) const;
  std::size_t articles() const { return articles_.size(); }

 private:
  struct Section {
    ArticleId article;
    std::string title, heading, passage;
    std::optional<std::string> url;
    double length = 0;
  };
  struct Posting {
    std::uint32_t section;
    float frequency;
  };
  struct Entry {
    std::vector<std::uint32_t> sections;  // in order
    std::vector<std::string> title_terms;
  };
  struct Score {
    double bm25 = 0;
    std::set<std::string> covered{};  // terms of the question
  };
  struct Scores {
    std::unordered_map<std::uint32_t, Score> sections;
    std::map<ArticleId, Score> titles;
    std::map<std::string, double> weights;  // of the question's terms
    double whole = 0;                       // their sum
  };

  std::uint32_t add(Section section);
  Scores score(std::string_view question) const;

  std::unordered_map<std::uint32_t, Section> sections_;
  std::uint32_t next_section_ = 0;
  std::unordered_map<std::string, std::vector<Posting>> postings_;
  std::unordered_map<std::string, std::vector<ArticleId>> titles_;
  std::map<ArticleId, Entry> articles_;
  double total_length_ = 0;
};

// A Markdown text cut at its headings: (heading, text); the first heading may be empty.
std::vector<std::pair<std::string, std::string>> sections_of(std::string_view markdown);

}  // namespace parlance::crm::search
