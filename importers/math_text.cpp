#include "importers/math_text.h"

#include <algorithm>

#include "core/text.h"
#include "importers/inline_text.h"

namespace claimassay {

namespace {

template <std::size_t Count>
bool one_of(std::string_view text, const std::string_view (&words)[Count]) {
  return std::find(std::begin(words), std::end(words), text) != std::end(words);
}

constexpr std::string_view tokens_of_math[] = {"mi", "mn", "mo", "mtext", "ms", "cn", "ci", "csymbol"};
constexpr std::string_view silent[] = {"none",       "mprescripts",    "maligngroup", "malignmark",
                                       "annotation", "annotation-xml", "mphantom"};
constexpr std::string_view spaced[] = {"=", "<", ">", "≤", "≥", "≈", "≠", "≡", "∼", "±", "+",
                                       "-", "−", "×", "→", "∈", "∝", "⩽", "⩾", "≪", "≫"};

/// An accent over a letter is a combining mark after it.
std::string_view combining(std::string_view over) {
  if (one_of(over, {".", "˙", "⋅", "∙"})) return "\u0307";
  if (one_of(over, {"¨", "..", "··"})) return "\u0308";
  if (one_of(over, {"¯", "‾", "-", "−", "_", "―", "ˉ", "\u0305"})) return "\u0304";
  if (one_of(over, {"^", "ˆ", "̂"})) return "\u0302";
  if (one_of(over, {"~", "˜", "∼"})) return "\u0303";
  if (one_of(over, {"→", "⃗"})) return "\u20D7";
  return "";
}

bool simple(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) { return c == ' ' || c == '/'; });
}

std::string bracketed(const std::string& text) { return simple(text) ? text : "(" + text + ")"; }

}  // namespace

void MathText::open(std::string_view name, const std::function<std::string(std::string_view)>& attribute) {
  Node node;
  node.name = name;
  if (name == "mfenced") {
    const auto or_default = [&](std::string_view key, std::string_view usual) {
      const std::string given = attribute(key);
      return given.empty() ? std::string(usual) : given;
    };
    node.begin = or_default("open", "(");
    node.end = or_default("close", ")");
    node.separators = or_default("separators", ",");
  }
  stack_.push_back(std::move(node));
}

void MathText::text(std::string_view piece) {
  if (stack_.empty()) return;
  Node& node = stack_.back();
  if (one_of(node.name, tokens_of_math)) {
    node.own += piece;
  } else if (const std::string stray = collapse_space(piece); !stray.empty()) {
    node.children.push_back({stray});
  }
}

std::string MathText::row(const std::vector<Piece>& pieces, std::string_view between) {
  std::string out;
  bool after_infix = true;  // so that a sign at the beginning ("-3") stays with its number
  for (const Piece& piece : pieces) {
    if (piece.text.empty()) continue;
    if (!out.empty()) out += between;
    const bool infix = piece.infix && !after_infix;
    out += infix ? " " + piece.text + " " : piece.text;
    after_infix = piece.infix;
  }
  return out;
}

std::string MathText::multiscripts(const std::vector<Piece>& pieces) {
  // base (sub sup)* [mprescripts (sub sup)*]: what stands before the base is written before it.
  std::string base, before, after;
  bool prescripts = false, is_super = false;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (i == 0) {
      base = pieces[i].text;
    } else if (pieces[i].prescripts) {
      prescripts = true;
      is_super = false;
    } else {
      (prescripts ? before : after) += is_super ? superscript(pieces[i].text) : subscript(pieces[i].text);
      is_super = !is_super;
    }
  }
  return before + base + after;
}

MathText::Piece MathText::written(Node& node) {
  const std::string& name = node.name;
  const std::vector<Piece>& children = node.children;
  const auto child = [&](std::size_t i) { return i < children.size() ? children[i].text : std::string(); };

  if (one_of(name, tokens_of_math)) {
    Piece piece{collapse_space(node.own)};
    // <cn>1<sep/>2</cn>: what <sep/> left behind among the children is already in `own`.
    if (piece.text.empty() && name == "mtext" && !node.own.empty()) piece.text = " ";
    piece.infix = name == "mo" && one_of(piece.text, spaced);
    if (name == "mo" && (piece.text == "," || piece.text == ";")) piece.text += ' ';
    return piece;
  }
  if (name == "mprescripts") return {"", false, true};
  if (one_of(name, silent)) return {};
  if (name == "mspace") return {" "};
  if (name == "infinity") return {"∞"};
  if (name == "msup") return {child(0) + superscript(child(1))};
  if (name == "msub") return {child(0) + subscript(child(1))};
  if (name == "msubsup" || name == "munderover") return {child(0) + subscript(child(1)) + superscript(child(2))};
  if (name == "munder") return {child(0) + subscript(child(1))};
  if (name == "mover") {
    const std::string_view accent = combining(child(1));
    return {accent.empty() ? child(0) + superscript(child(1)) : child(0) + std::string(accent)};
  }
  if (name == "mfrac") return {bracketed(child(0)) + "/" + bracketed(child(1))};
  if (name == "msqrt") return {"√(" + row(children) + ")"};
  if (name == "mroot") return {superscript(child(1)) + "√(" + child(0) + ")"};
  if (name == "mmultiscripts") return {multiscripts(children)};
  if (name == "mfenced") {
    const std::string separator =
        trim(node.separators).empty() ? "" : std::string(trim(node.separators)).substr(0, 1) + " ";
    return {node.begin + row(children, separator) + node.end};
  }
  if (name == "mtable" || name == "matrix") return {row(children, "; ")};
  if (name == "mtr" || name == "mlabeledtr" || name == "matrixrow" || name == "vector") return {row(children, ", ")};
  if (name == "semantics") return {child(0)};
  if (name == "apply") return {row(children, " ")};
  // Presentation elements (all begin with m) without a rule of their own are rows; content elements are words.
  if (name.starts_with('m') || !children.empty()) return {row(children)};
  return {name};
}

bool MathText::close() {
  if (stack_.empty()) return false;
  Node node = std::move(stack_.back());
  stack_.pop_back();
  Piece piece = written(node);
  if (stack_.empty()) {
    done_ = std::move(piece.text);
    return true;
  }
  Node& parent = stack_.back();
  if (node.name == "sep") {
    parent.own += '/';
  } else {
    parent.children.push_back(std::move(piece));
  }
  return false;
}

std::string MathText::take() {
  stack_.clear();
  return std::move(done_);
}

}  // namespace claimassay
