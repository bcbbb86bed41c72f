#include "crm/search/index.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace parlance::crm::search {
namespace {

constexpr std::size_t kShortBeginningBytes = 300;
// How much a title's words, a heading's count beside those of the text.
constexpr float kTitleWeight = 3, kTitleWeightOfOthers = 2 /* sections than the first */, kHeadingWeight = 2;
constexpr float kTitleShare = 0.3f;       // of the score by words
constexpr float kTitleOfOthers = 0.7f;    // of that, for other sections than the first
constexpr float kMeaningShare = 0.6f;     // of the whole score
constexpr float kTitleMeaning = 0.6f;     // of a section's meaning
constexpr float kUnknownMeaning = 0.75f;  // of the score by words, where the meaning is not known
constexpr float kOtherLanguage = 0.5f;    // of the score of an article in another language than the question's
// Added for what the question speaks of, in whatever words: more where the text has what is asked of it.
constexpr float kToldShare = 2, kConceptShare = 0.2f;
constexpr float kTitleConcepts = 0.5f;       // of that, for the title
constexpr std::string_view kEncoded = "en";  // the encoder's language

// A short beginning says what the first section is about, and that section what to do: they answer together.
std::vector<std::pair<std::string, std::string>> with_beginning(std::vector<std::pair<std::string, std::string>> all) {
  if (all.size() < 2 || !all[0].first.empty() || all[0].second.size() > kShortBeginningBytes) return all;
  all[1].second = all[0].second + "\n\n" + all[1].second;
  all.erase(all.begin());
  return all;
}

template <class T>
std::uint32_t place_in(std::vector<T>& all, std::vector<std::uint32_t>& free) {
  if (free.empty()) return all.emplace_back(), static_cast<std::uint32_t>(all.size() - 1);
  const auto place = free.back();
  free.pop_back();
  return place;
}

bool holds(const Terms& terms, TermId term) {
  return std::ranges::find(terms.counts, term, &std::pair<TermId, float>::first) != terms.counts.end();
}

float by_concepts(const Concepts& question, const Index::Spoken& of) {
  const float weight = tells(question, of.text, of.title) ? kToldShare : kConceptShare;
  return weight * ((1 - kTitleConcepts) * share_of(question, of.text) + kTitleConcepts * share_of(question, of.title));
}

}  // namespace

struct Index::Scores {
  std::vector<std::optional<TermId>> terms;
  Concepts concepts;
  std::vector<float> by_words, by_title;              // of sections and of documents
  std::vector<float> likeness;                        // of sections
  std::vector<std::pair<float, std::uint32_t>> best;  // of each document: its score and its section
};

encoder::Compact meaning_of(const encoder::Vector& title, const encoder::Vector& text) {
  encoder::Vector mixed;
  for (std::size_t i = 0; i < mixed.size(); ++i) mixed[i] = kTitleMeaning * title[i] + (1 - kTitleMeaning) * text[i];
  return encoder::to_compact(mixed);
}

std::vector<Unencoded> Index::put(const Article& article) {
  remove(article.id);
  const auto place = place_in(documents_, free_documents_);
  places_[article.id] = place;
  auto& document = documents_[place] = {article.id, article.title, article.language, article.url, {}, {}};
  dictionary_.count(article.title, 1, document.terms);
  dictionary_.count(article.tags, 1, document.terms);
  titles_.add(place, document.terms);
  std::vector<Unencoded> out;
  for (auto& [heading, passage] : with_beginning(sections_of(article.body))) {
    const auto section = add_section(place, std::move(heading), std::move(passage));
    const auto& added = sections_[section];
    if (article.language.starts_with(kEncoded))
      out.push_back({{section, added.version},
                     article.title,
                     std::string(clip(article.title + " " + added.heading + " " + added.passage,
                                      encoder::SentenceEncoder::kMaxBytes))});
  }
  return out;
}

std::uint32_t Index::add_section(std::uint32_t document, std::string heading, std::string passage) {
  const auto place = place_in(sections_, free_sections_);
  vectors_.resize(sections_.size()), owners_.resize(sections_.size());
  spoken_of_.resize(sections_.size());
  auto& own = documents_[document].sections;
  owners_[place] = {document, kTitleShare * (own.empty() ? 1 : kTitleOfOthers)};
  auto& section = sections_[place] = {++version_, std::move(heading), std::move(passage), {}};
  spoken_of_[place] = {concepts_of(section.heading + "\n" + section.passage), concepts_of(documents_[document].title)};
  for (const auto& [term, count] : documents_[document].terms.counts) {
    const float weight = own.empty() ? kTitleWeight : kTitleWeightOfOthers;
    section.terms.counts.emplace_back(term, count * weight), section.terms.length += count * weight;
  }
  dictionary_.count(section.heading, kHeadingWeight, section.terms);
  dictionary_.count(section.passage, 1, section.terms);
  texts_.add(place, section.terms);
  own.push_back(place);
  return place;
}

void Index::remove(ArticleId article) {
  const auto found = places_.find(article);
  if (found == places_.end()) return;
  auto& document = documents_[found->second];
  titles_.remove(found->second, document.terms);
  for (const auto place : document.sections) {
    texts_.remove(place, sections_[place].terms);
    if (vectors_[place].scale != 0) --meanings_;
    sections_[place] = {}, owners_[place] = {}, vectors_[place] = {}, spoken_of_[place] = {};
    free_sections_.push_back(place);
  }
  document = {};
  free_documents_.push_back(found->second);
  places_.erase(found);
}

bool Index::set_meaning(SectionPlace place, const encoder::Compact& meaning) {
  const auto [section, version] = place;
  if (section >= sections_.size() || sections_[section].version != version) return false;
  if (vectors_[section].scale == 0) ++meanings_;
  vectors_[section] = meaning;
  return true;
}

// Every score is a share of the best by its kind, so that they can be mixed.
Index::Scores Index::score(const Query& query) const {
  Scores out{dictionary_.find(query.text),
             concepts_of(query.text),
             std::vector<float>(sections_.size()),
             std::vector<float>(documents_.size()),
             {},
             std::vector<std::pair<float, std::uint32_t>>(documents_.size())};
  const float words = std::max(texts_.score(out.terms, out.by_words), 1e-6f);
  const float title = std::max(titles_.score(out.terms, out.by_title), 1e-6f);
  if (query.meaning) out.likeness.resize(sections_.size());
  const auto probe = query.meaning ? encoder::to_probe(*query.meaning) : encoder::Probe{};
  for (std::uint32_t place = 0; place < owners_.size(); ++place) {
    const auto [document, title_share] = owners_[place];
    if (document == kNone) continue;
    float score = (1 - kTitleShare) * out.by_words[place] / words + title_share * out.by_title[document] / title;
    if (query.meaning) {
      const bool known = vectors_[place].scale != 0;
      if (known) out.likeness[place] = encoder::dot(probe, vectors_[place]);
      score = (1 - kMeaningShare) * score + kMeaningShare * (known ? out.likeness[place] : kUnknownMeaning * score);
    }
    if (out.concepts.topics != 0) score += by_concepts(out.concepts, spoken_of_[place]);
    if (auto& best = out.best[document]; score > best.first) best = {score, place};
  }
  if (!query.language.empty())
    for (std::size_t i = 0; i < documents_.size(); ++i)
      if (documents_[i].language != query.language) out.best[i].first *= kOtherLanguage;
  return out;
}

Hit Index::hit(const Scores& scores, std::uint32_t place) const {
  const auto& section = sections_[place];
  const auto& document = documents_[owners_[place].document];
  double covered = 0, whole = 0;
  for (const auto& term : scores.terms) {
    const auto weight = texts_.rarity(term);
    whole += weight;
    if (term && holds(section.terms, *term)) covered += weight;
  }
  return {document.id,
          document.title,
          section.heading,
          section.passage,
          document.url,
          document.language,
          scores.best[owners_[place].document].first,
          whole > 0 ? covered / whole : 0,
          tells(scores.concepts, spoken_of_[place].text, spoken_of_[place].title),
          scores.likeness.empty() ? 0 : scores.likeness[place]};
}

std::vector<Hit> Index::find(const Query& query, std::size_t limit) const {
  const auto scores = score(query);
  std::vector<std::pair<float, std::uint32_t>> best(std::min(limit, documents_.size()));
  const auto end = std::ranges::partial_sort_copy(scores.best, best, std::greater{}).out;
  std::vector<Hit> hits;
  for (auto at = best.begin(); at != end && at->first > 0; ++at) hits.push_back(hit(scores, at->second));
  return hits;
}

}  // namespace parlance::crm::search
