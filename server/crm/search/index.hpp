#pragma once
#include <string>
#include <unordered_map>
#include <vector>

#include "base/encoder/compact.hpp"
#include "crm/search/concepts.hpp"
#include "crm/search/terms.hpp"
#include "crm/types.hpp"

namespace parlance::crm::search {

struct Hit {
  ArticleId article;
  std::string title;
  std::string heading;  // of the section; empty: the article's beginning
  std::string passage;  // the section's text, Markdown
  std::optional<std::string> url;
  std::string language;
  double score = 0;     // by which hits are ordered
  double coverage = 0;  // 0 to 1: how much of the question's weight in words the section has
  bool tells = false;   // it speaks of what the question is about, and of the measure that it asks for
  double likeness = 0;  // −1 to 1: how close its meaning is to the question's; 0 where that is not known
};

struct Query {
  std::string_view text;
  const encoder::Vector* meaning = nullptr;  // null: by its words alone
  std::string_view language{};               // of the question, ISO 639-1; articles in others come after; empty: any
};

struct SectionPlace {
  std::uint32_t section = 0;
  std::uint64_t version = 0;  // of what stands there
};

// A section whose meaning is not known yet: encode both texts, which are cut as the encoder would, and give the index
// what they come to.
struct Unencoded {
  SectionPlace place;
  std::string title, text;
};

// What the two texts of a section come to, once encoded.
encoder::Compact meaning_of(const encoder::Vector& title, const encoder::Vector& text);

// Ranks sections of help articles by their words (BM25, k1 1.2, b 0.75) and by their meaning, mixed. One tenant's; not
// for two threads at once.
class Index {
 public:
  // Adds the article, or takes its new text in place of the old. Gives the sections whose meaning is to be found: those
  // in English.
  std::vector<Unencoded> put(const Article& article);
  void remove(ArticleId id);
  // False: the section is no longer that one.
  bool set_meaning(SectionPlace place, const encoder::Compact& meaning);

  // Best first, one hit per article.
  std::vector<Hit> find(const Query& query, std::size_t limit) const;
  std::size_t articles() const { return places_.size(); }
  struct Spoken {
    Concepts text, title;  // of a section, and of its document
  };
  bool has_meanings() const { return meanings_ > 0; }

 private:
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;
  // What a search reads of every section, close together.
  struct Owner {
    std::uint32_t document = kNone;
    float title_share = 0;
  };
  struct Section {
    std::uint64_t version = 0;  // 0: free
    std::string heading, passage;
    Terms terms;
  };
  struct Document {
    ArticleId id;
    std::string title, language;
    std::optional<std::string> url;
    Terms terms;  // of the title and the tags
    std::vector<std::uint32_t> sections;
  };
  struct Scores;

  std::uint32_t add_section(std::uint32_t document, std::string heading, std::string passage);
  Scores score(const Query& query) const;
  Hit hit(const Scores& scores, std::uint32_t section) const;

  Dictionary dictionary_;
  Postings titles_, texts_;
  std::vector<Document> documents_;
  std::vector<Section> sections_;
  std::vector<Owner> owners_;              // by section
  std::vector<Spoken> spoken_of_;          // by section
  std::vector<encoder::Compact> vectors_;  // by section
  std::vector<std::uint32_t> free_documents_, free_sections_;
  std::unordered_map<ArticleId, std::uint32_t> places_;
  std::uint64_t version_ = 0;
  std::size_t meanings_ = 0;
};

// A Markdown text cut at its headings: (heading, text); the first heading may be empty.
std::vector<std::pair<std::string, std::string>> sections_of(std::string_view markdown);

}  // namespace parlance::crm::search
