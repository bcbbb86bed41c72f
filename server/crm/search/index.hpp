#pragma once
#include <map>
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

// Ranks sections of help articles by BM25 (k1 1.2, b 0.75), the title's words counting three times. One tenant's; not
// for two threads at once.
class Index {
 public:
  // Adds the article, or takes its new text in place of the old.
  void put(const Article& article);
  void remove(ArticleId id);
  // Best first, one hit per article.
  std::vector<Hit> find(std::string_view question, std::size_t limit) const;
  std::size_t articles() const { return by_article_.size(); }

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

  void add(Section section);
  double weight(const std::vector<Posting>& postings) const;

  std::unordered_map<std::uint32_t, Section> sections_;
  std::uint32_t next_section_ = 0;
  std::unordered_map<std::string, std::vector<Posting>> postings_;
  std::map<ArticleId, std::vector<std::uint32_t>> by_article_;
  double total_length_ = 0;
};

// A Markdown text cut at its headings: (heading, text); the first heading may be empty.
std::vector<std::pair<std::string, std::string>> sections_of(std::string_view markdown);

}  // namespace parlance::crm::search
