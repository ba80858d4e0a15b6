#include "importers/html_reader.h"

#include <algorithm>
#include <charconv>
#include <unordered_set>
#include <utility>

#include "core/text.h"
#include "importers/entities.h"

namespace claimassay {

namespace {

// Deeper elements are read as if they stood at this depth: hostile nesting costs no memory and no time.
constexpr std::size_t deepest = 512;
constexpr std::size_t most_metadata = 100, longest_metadata = 2000;

using Names = std::unordered_set<std::string_view>;
const Names voids = {"area",  "base", "br",   "col",   "embed",  "hr",    "img",
                     "input", "link", "meta", "param", "source", "track", "wbr"};
const Names blocks = {"address", "article", "aside",   "blockquote", "body",  "caption",  "center",     "dd",
                      "details", "dialog",  "div",     "dl",         "dt",    "fieldset", "figcaption", "figure",
                      "footer",  "form",    "h1",      "h2",         "h3",    "h4",       "h5",         "h6",
                      "header",  "hgroup",  "html",    "li",         "main",  "menu",     "ol",         "p",
                      "pre",     "section", "summary", "table",      "tbody", "td",       "tfoot",      "th",
                      "thead",   "tr",      "ul",      "legend",     "option"};
/// Raw text up to the closing tag: never content.
const Names raw = {"script", "style", "template", "noscript", "noembed", "noframes", "xmp", "textarea"};
/// Shown by a browser, unreadable here: listed.
struct Unreadable {
  std::string_view name, what;
};
constexpr Unreadable unreadable[] = {
    {"svg", "drawing"}, {"math", "formula"}, {"iframe", "embedded page"}, {"object", "embedded object"},
    {"video", "video"}, {"audio", "audio"},  {"canvas", "drawing"},       {"nav", "navigation"}};
const Names controls = {"select", "button", "datalist", "map"};

bool is_heading(std::string_view name) {
  return name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6';
}
bool is_list(std::string_view name) { return name == "ul" || name == "ol" || name == "menu"; }

}  // namespace

void HtmlReader::read(Span piece) {
  const std::string_view file = builder_.file().substr(0, piece.end);
  for (std::size_t at = piece.begin; at < piece.end;) {
    const HtmlToken token = html_token_at(file, at);
    at = token.span.end;
    if (token.kind == HtmlTokenKind::text) text(token.span);
    else if (token.kind == HtmlTokenKind::open) open(token, at);
    else if (token.kind == HtmlTokenKind::close) close(token);
  }
}

void HtmlReader::text(Span span) {
  const std::string_view file = builder_.file();
  const bool blank = file.substr(span.begin, span.size()).find_first_not_of(" \t\r\n\f") == std::string_view::npos;
  if (!builder_.in_block()) {
    if (blank) return;
    start_block();
  }
  std::size_t at = span.begin;
  while (at < span.end) {
    const std::size_t ampersand = std::min(file.find('&', at), span.end);
    if (ampersand > at) builder_.verbatim(at, ampersand - at);
    at = ampersand;
    if (at >= span.end) break;
    const std::optional<DecodedEntity> entity = decode_entity(file.substr(0, span.end), at);
    if (!entity) {
      builder_.verbatim(at++, 1);
    } else {
      // A soft hyphen is no letter: words must be found with and without it.
      const bool invisible = entity->text == "\xC2\xAD" || entity->text == "\xE2\x80\x8B";
      if (!invisible) builder_.atom(entity->text, at, entity->size);
      at += entity->size;
    }
  }
}

/// Begins the block that the innermost element of a kind asks for.
void HtmlReader::start_block() {
  BlockKind kind = BlockKind::paragraph;
  int level = 0;
  std::string marker;
  for (auto element = stack_.rbegin(); element != stack_.rend(); ++element) {
    const std::string& name = element->name;
    if (is_heading(name)) {
      kind = BlockKind::heading;
      level = name[1] - '0';
    } else if (name == "li") {
      kind = BlockKind::list_item;
      level = std::min(element->depth, 32);
      if (!element->started) marker = element->ordinal ? std::to_string(element->ordinal) + "." : "\xE2\x80\xA2";
      element->started = true;
    } else if (name == "td" || name == "th") {
      kind = BlockKind::table_cell;
    } else if (name == "blockquote") {
      kind = BlockKind::quotation;
    } else if (name == "pre") {
      kind = BlockKind::code;
    } else if (name == "caption" || name == "figcaption") {
      kind = BlockKind::caption;
    } else {
      continue;
    }
    break;
  }
  std::string id;
  for (auto element = stack_.rbegin(); element != stack_.rend() && id.empty(); ++element) {
    // The id of what this block is the first of: once it is used, it is used up.
    id = std::exchange(element->id, {});
  }
  if (!pending_id_.empty()) id = std::exchange(pending_id_, {});
  builder_.begin_block(kind, level, std::move(marker), std::move(id));
}

bool HtmlReader::is_hidden(const HtmlToken& token) const {
  if (token.inside.empty()) return false;
  if (token.attribute("hidden")) return true;
  if (token.name == "dialog" && !token.attribute("open")) return true;
  if (const auto style = token.attribute("style")) {
    std::string rules = lower(*style);
    rules.erase(std::remove_if(rules.begin(), rules.end(), [](char c) { return c == ' ' || c == '\t' || c == '\n'; }),
                rules.end());
    if (rules.find("display:none") != std::string::npos || rules.find("visibility:hidden") != std::string::npos)
      return true;
  }
  if (const auto role = token.attribute("role"); role && (*role == "navigation" || *role == "search")) return true;
  if (const auto classes = token.attribute("class")) {
    for (const char* name : {"sr-only", "visually-hidden", "screen-reader-text"}) {
      if (classes->find(name) != std::string::npos) return true;
    }
  }
  return false;
}

/// After the element that opens here, its content unread. Only elements of its own name are counted on the way, so that
/// what is broken inside does no harm outside.
std::size_t HtmlReader::skip(const HtmlToken& token, std::size_t at) {
  const std::string_view file = builder_.file();
  if (token.self_closing || voids.count(token.name)) return at;
  std::size_t open = 1;
  while (at < file.size() && open > 0) {
    const HtmlToken inner = html_token_at(file, at);
    at = inner.span.end;
    if (inner.kind == HtmlTokenKind::open && raw.count(inner.name) && inner.name != token.name) {
      at = raw_content_end(file, at, inner.name);
    } else if (inner.name == token.name && inner.kind == HtmlTokenKind::open && !inner.self_closing) {
      ++open;
    } else if (inner.name == token.name && inner.kind == HtmlTokenKind::close) {
      --open;
    }
  }
  return at;
}

void HtmlReader::meta(const HtmlToken& token) {
  auto& metadata = builder_.document().metadata;
  std::optional<std::string> name = token.attribute("name");
  if (!name) name = token.attribute("property");
  const std::optional<std::string> content = token.attribute("content");
  if (!name || !content || metadata.size() >= most_metadata || content->size() > longest_metadata) return;
  metadata.push_back({lower(collapse_space(*name)), collapse_space(*content), {}});
}

/// What an opening tag closes without saying so: a paragraph before a block, an item before an item.
void HtmlReader::close_implied(const std::string& name) {
  const auto pop_nearest = [this](std::initializer_list<std::string_view> wanted,
                                  std::initializer_list<std::string_view> fences) {
    for (std::size_t i = stack_.size(); i-- > 0;) {
      if (std::find(wanted.begin(), wanted.end(), stack_[i].name) != wanted.end()) return pop_to(i);
      if (std::find(fences.begin(), fences.end(), stack_[i].name) != fences.end()) return;
    }
  };
  if (name == "li") pop_nearest({"li"}, {"ul", "ol", "menu", "table"});
  else if (name == "dt" || name == "dd") pop_nearest({"dt", "dd"}, {"dl", "table"});
  else if (name == "td" || name == "th") pop_nearest({"td", "th"}, {"tr", "table"});
  else if (name == "tr") pop_nearest({"tr"}, {"table"});
  else if (name == "tbody" || name == "thead" || name == "tfoot") pop_nearest({"tbody", "thead", "tfoot"}, {"table"});
  if (!stack_.empty() && stack_.back().name == "p") pop_to(stack_.size() - 1);
}

void HtmlReader::open(const HtmlToken& token, std::size_t& at) {
  const std::string& name = token.name;
  if (name == "title" && builder_.document().title.empty() && !builder_.in_block()) {
    const std::size_t end = raw_content_end(builder_.file(), at, name);
    builder_.document().title = collapse_space(decode_entities(builder_.file().substr(at, end - at), false));
    at = end;
    return;
  }
  if (raw.count(name) || name == "title") {
    at = raw_content_end(builder_.file(), at, name);
    return;
  }
  for (const Unreadable& known : unreadable) {
    if (known.name != name) continue;
    // Icons are no content.
    if (!is_hidden(token) && token.attribute("aria-hidden") != "true") builder_.unread(std::string(known.what));
    at = skip(token, at);
    return;
  }
  if (controls.count(name) || (name != "html" && name != "body" && is_hidden(token))) {
    at = skip(token, at);
    return;
  }
  if (name == "html") {
    if (const auto language = token.attribute("lang")) builder_.document().language = *language;
  }
  if (name == "meta") return meta(token);
  if (name == "img" || name == "embed") {
    const auto alternative = token.attribute("alt");
    const bool decoration = alternative && trim(*alternative).empty();
    if (!decoration) builder_.unread(alternative ? "image: " + collapse_space(*alternative).substr(0, 200) : "image");
    return;
  }
  if (name == "hr") return builder_.end_block();
  const bool block = blocks.count(name) > 0;
  if (!block) {
    if (!builder_.in_block() && (name == "a" || name == "sup")) {
      if (const auto id = token.attribute("id"); id) pending_id_ = *id;
    }
    return inline_tag(token);
  }
  builder_.end_block();
  close_implied(name);
  if (stack_.size() >= deepest) return;
  Element element{name, block, 0, 0, false, token.attribute("id").value_or("")};
  for (auto outer = stack_.rbegin(); outer != stack_.rend(); ++outer) {
    if (is_list(outer->name)) {
      element.depth = outer->depth;
      if (name == "li" && outer->ordinal) {
        element.ordinal = outer->ordinal++;
        if (const auto value = token.attribute("value")) {
          std::from_chars(value->data(), value->data() + value->size(), element.ordinal);
          outer->ordinal = element.ordinal < 1'000'000 ? element.ordinal + 1 : 1;
        }
      }
      break;
    }
    if (outer->name == "td" || outer->name == "th") break;
  }
  if (is_list(name)) {
    element.depth = std::min(element.depth, 1000) + 1;
    if (name == "ol") {
      element.ordinal = 1;
      if (const auto start = token.attribute("start")) {
        std::from_chars(start->data(), start->data() + start->size(), element.ordinal);
        element.ordinal = std::clamp(element.ordinal, 1, 1'000'000);
      }
    }
  }
  if (name == "li" && element.depth == 0) element.depth = 1;
  stack_.push_back(std::move(element));
}

void HtmlReader::inline_tag(const HtmlToken& token) {
  const std::string& name = token.name;
  if (name == "br") return builder_.line_break(token.span.begin, token.span.size());
  const bool opens = token.kind == HtmlTokenKind::open;
  const auto run = [&](RunKind kind, std::string target = {}) {
    if (opens) builder_.open_run(kind, std::move(target));
    else builder_.close_run(kind);
  };
  if (name == "sup") run(RunKind::superscript);
  else if (name == "sub") run(RunKind::subscript);
  else if (name == "em" || name == "i" || name == "cite") run(RunKind::emphasis);
  else if (name == "strong" || name == "b") run(RunKind::strong);
  else if (name == "a") {
    const std::optional<std::string> target = opens ? token.attribute("href") : std::nullopt;
    // Links do not nest; an anchor without address only gives its place a name.
    if (link_open_) builder_.close_run(RunKind::link);
    link_open_ = target.has_value();
    if (target) builder_.open_run(RunKind::link, *target);
  }
  if (opens) {
    std::optional<std::string> id = token.attribute("id");
    if (!id && name == "a") id = token.attribute("name");
    if (id) builder_.offer_id(*id);
  }
}

void HtmlReader::close(const HtmlToken& token) {
  if (!blocks.count(token.name)) return inline_tag(token);
  if (token.name == "p" && (stack_.empty() || stack_.back().name != "p")) builder_.end_block();
  for (std::size_t i = stack_.size(); i-- > 0;) {
    if (stack_[i].name == token.name) {
      builder_.end_block();
      return pop_to(i);
    }
    // A stray closing tag does not reach out of a table.
    if (stack_[i].name == "table" && token.name != "body" && token.name != "html") return;
  }
}

void HtmlReader::pop_to(std::size_t size) {
  builder_.end_block();
  stack_.resize(size);
}

}  // namespace claimassay
