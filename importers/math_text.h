// MathML -> one readable line: "η_(p)² = 0.15", "(a + b)/c", "√(x)", "V̇O_(2max)".
// Promises: every number, letter and sign of the formula appears, in reading order; annotations and phantoms do not.
// The caller bounds depth and size; there is no recursion here.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace claimassay {

class MathText {
 public:
  /// `attribute` gives the value of an attribute or "".
  void open(std::string_view name, const std::function<std::string(std::string_view)>& attribute);
  void text(std::string_view piece);
  /// True when the outermost element was closed; take() then has the formula.
  bool close();
  std::string take();
  bool inside() const { return !stack_.empty(); }

 private:
  struct Piece {
    std::string text;
    bool infix = false;  ///< an operator that wants spaces when something stands before it
    bool prescripts = false;
  };
  struct Node {
    std::string name;
    std::string own;                     ///< text of a token element
    std::string begin, end, separators;  ///< of mfenced
    std::vector<Piece> children;
  };
  static std::string row(const std::vector<Piece>& pieces, std::string_view between = "");
  static Piece written(Node& node);
  static std::string multiscripts(const std::vector<Piece>& pieces);

  std::vector<Node> stack_;
  std::string done_;
};

}  // namespace claimassay
