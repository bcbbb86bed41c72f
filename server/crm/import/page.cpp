#include "crm/import/page.hpp"

#include <libxml/HTMLparser.h>

#include <algorithm>

#include "base/utf8.hpp"
#include "crm/import/xml.hpp"

namespace parlance::crm {
namespace {

using xml::name_of;

constexpr std::string_view kLeftOut[] = {"script", "style", "nav",    "header", "footer",   "aside",   "form",
                                         "button", "svg",   "iframe", "select", "noscript", "template"};
constexpr std::string_view kBlocks[] = {"p",   "div", "section",    "article", "main", "ul", "ol", "table", "tr",
                                        "pre", "dl",  "blockquote", "body",    "br",   "dt", "dd", "hr",    "figure"};
constexpr int kDeepest = 200;  // elements within one another

std::string attribute(xmlNode& node, const char* name) {
  const xml::Text value(xmlGetProp(&node, reinterpret_cast<const xmlChar*>(name)));
  return std::string(xml::view(value.get()));
}

template <std::size_t N>
bool is_one_of(std::string_view name, const std::string_view (&list)[N]) {
  return std::ranges::find(list, name) != std::end(list);
}

// The first element, depth first, that `wanted` takes.
template <class F>
xmlNode* find(xmlNode* node, const F& wanted, int depth = 0) {
  for (; node; node = node->next) {
    if (node->type == XML_ELEMENT_NODE && wanted(*node)) return node;
    if (auto* found = depth < kDeepest ? find(node->children, wanted, depth + 1) : nullptr) return found;
  }
  return nullptr;
}

xmlNode* find_named(xmlNode* from, std::string_view name) {
  return find(from, [&](const xmlNode& n) { return name_of(n) == name; });
}

// Text with white space made one, and a Markdown mark where a heading or an item begins.
class Writer {
 public:
  void text(std::string_view piece) {
    for (const char c : piece) {
      const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
      if (space) pending_ = pending_ || !at_start();
      if (space) continue;
      if (pending_ && !at_start()) out_ += ' ';
      pending_ = false;
      out_ += c;
    }
  }
  void line(std::string_view mark = "") {
    if (!at_start()) out_ += '\n';
    if (at_start() && !mark.empty() && !out_.ends_with(mark)) out_ += mark;
    pending_ = false;
  }
  void paragraph(std::string_view mark = "") {
    if (at_mark()) return;
    line();
    if (!out_.empty() && !out_.ends_with("\n\n")) out_ += '\n';
    line(mark);
  }
  std::string take() { return std::string(trim(out_)); }

 private:
  bool at_mark() const { return out_.ends_with("\n- ") || out_.ends_with("# "); }
  bool at_start() const { return out_.empty() || out_.ends_with('\n') || out_ == "- " || at_mark(); }

  std::string out_;
  bool pending_ = false;  // white space that comes before the next word
};

void write(xmlNode* node, const xmlNode* title, Writer& out, int depth = 0) {
  for (; node; node = node->next) {
    if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) {
      out.text(xml::view(node->content));
      continue;
    }
    const auto name = name_of(*node);
    if (name.empty() || node == title || depth > kDeepest || is_one_of(name, kLeftOut)) continue;
    const bool heading = name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6';
    const bool block = is_one_of(name, kBlocks);
    if (heading) out.paragraph(name[1] <= '2' ? "## " : "### ");
    if (name == "li") out.line("- ");
    if (block) name == "p" || name == "pre" ? out.paragraph() : out.line();
    write(node->children, title, out, depth + 1);
    if (heading) out.paragraph();
    if (name == "p") out.paragraph();
    if (name == "li" || block) out.line();
    if (name == "td" || name == "th") out.text(" ");
  }
}

std::string text_of(xmlNode* node) {
  Writer out;
  if (node) write(node->children, nullptr, out);
  return out.take();
}

bool is_hidden(xmlNode* root) {
  return find(root, [](xmlNode& n) {
           return name_of(n) == "meta" && attribute(n, "name") == "robots" &&
                  attribute(n, "content").find("noindex") != std::string::npos;
         }) != nullptr;
}

xmlNode* main_part(xmlNode* root) {
  if (auto* main = find_named(root, "main")) return main;
  if (auto* article = find_named(root, "article")) return article;
  return find_named(root, "body");
}

}  // namespace

std::optional<Record> read_page(std::string_view url, std::string_view html) {
  const xml::Document document(
      htmlReadMemory(html.data(), static_cast<int>(html.size()), nullptr, is_utf8(html) ? "UTF-8" : nullptr,
                     HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET));
  auto* root = document ? xmlDocGetRootElement(document.get()) : nullptr;
  auto* main = root && !is_hidden(root) ? main_part(root) : nullptr;
  if (!main) return std::nullopt;
  auto* heading = find_named(main, "h1");
  auto title = text_of(heading ? heading : find_named(root, "title"));
  Writer body;
  write(main->children, heading, body);
  auto text = body.take();
  if (text.empty()) return std::nullopt;
  Record record{1, {}};
  record.fields["external_id"] = url;
  record.fields["url"] = url;
  record.fields["title"] = title.empty() ? std::string(url) : std::move(title);
  record.fields["body"] = std::move(text);
  if (auto language = attribute(*root, "lang"); language.size() >= 2)
    record.fields["language"] = language.substr(0, language.find('-'));
  return record;
}

}  // namespace parlance::crm
