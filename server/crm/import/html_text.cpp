#include "crm/import/html_text.hpp"

#include <algorithm>

#include "base/text/words.hpp"
#include "base/utf8.hpp"
#include "crm/import/xml.hpp"

namespace parlance::crm {
namespace {

using xml::kDeepest, xml::name_of;

constexpr std::string_view kLeftOut[] = {"script", "style",  "nav",      "header",  "footer", "aside",
                                         "button", "svg",    "iframe",   "select",  "input",  "textarea",
                                         "label",  "object", "noscript", "template"};
constexpr std::string_view kBlocks[] = {"div",     "section", "article",    "main",    "ul",      "ol",
                                        "table",   "tr",      "dl",         "br",      "dt",      "dd",
                                        "hr",      "figure",  "body",       "details", "summary", "blockquote",
                                        "caption", "address", "figcaption", "form"};

bool is_heading(std::string_view name) {
  return name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6';
}

// Lines of text with white space made one. A mark stands before the first text that comes after it.
class Writer {
 public:
  void text(std::string_view piece) {
    for (const char c : piece) {
      const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
      if (!space && pending_ && !line_.empty()) line_ += ' ';
      if (!space) line_ += c;
      pending_ = space;
    }
  }
  void mark(std::string text) { mark_ = std::move(text); }
  void line() {
    if (!line_.empty()) out_ += std::exchange(mark_, {}) + std::exchange(line_, {}) + '\n';
    pending_ = false;
  }
  void paragraph() {
    line();
    if (mark_.empty() && !out_.empty() && !out_.ends_with("\n\n")) out_ += '\n';
  }
  // As it stands there, lines and all.
  void verbatim(std::string_view piece) {
    paragraph();
    out_ += piece;
    if (!piece.ends_with('\n')) out_ += '\n';
  }
  std::string take() {
    line();
    return std::string(trim(out_));
  }

 private:
  std::string out_, line_, mark_;
  bool pending_ = false;  // white space that comes before the next word
};

bool has_before(const xmlNode& node, std::string_view name, std::string_view other) {
  for (const auto* n = node.prev; n; n = n->prev)
    if (name_of(*n) == name || name_of(*n) == other) return true;
  return false;
}

std::string item_mark(const xmlNode& item) {
  if (!item.parent || name_of(*item.parent) != "ol") return "- ";
  int place = 1;
  for (const auto* n = item.prev; n; n = n->prev) place += name_of(*n) == "li";
  return std::to_string(place) + ". ";
}

// A form that the whole page stands in, and not one that is filled in.
bool holds_paragraphs(const xmlNode& form, int depth = 0) {
  for (const auto* node = depth < kDeepest ? form.children : nullptr; node; node = node->next)
    if (name_of(*node) == "p" || is_heading(name_of(*node)) || holds_paragraphs(*node, depth + 1)) return true;
  return false;
}

class Walk {
 public:
  explicit Walk(const xmlNode* except) : except_(except) {}

  void children(const xmlNode& of) {
    if (++depth_ <= kDeepest)
      for (const auto* node = of.children; node; node = node->next) one(*node);
    --depth_;
  }
  std::string take() { return out_.take(); }

 private:
  void one(const xmlNode& node) {
    if (node.type == XML_TEXT_NODE || node.type == XML_CDATA_SECTION_NODE) return out_.text(xml::view(node.content));
    const auto name = name_of(node);
    if (name.empty() || &node == except_ || among(kLeftOut, name)) return;
    if (name == "form" && !holds_paragraphs(node)) return;
    if (name == "pre") return out_.verbatim(xml::content_of(node));
    if (is_heading(name)) return marked(node, name[1] <= '2' ? "## " : "### ", true);
    if (name == "li") return marked(node, item_mark(node), false);
    if ((name == "td" || name == "th") && has_before(node, "td", "th")) out_.text(" | ");
    const bool paragraph = name == "p", block = among(kBlocks, name);
    if (paragraph) out_.paragraph();
    if (block) out_.line();
    children(node);
    if (paragraph) out_.paragraph();
    if (block) out_.line();
  }

  void marked(const xmlNode& node, std::string mark, bool apart) {
    apart ? out_.paragraph() : out_.line();
    out_.mark(std::move(mark));
    children(node);
    out_.line();
    out_.mark({});
    if (apart) out_.paragraph();
  }

  const xmlNode* except_;
  int depth_ = 0;
  Writer out_;
};

}  // namespace

std::string text_of(const xmlNode& element, const xmlNode* except) {
  Walk walk(except);
  walk.children(element);
  return walk.take();
}

}  // namespace parlance::crm
