// Abbreviations that a text defines ("low back pain (LBP)", "LBP (low back pain)"), and phrases with them spelled out, so that both
// forms can be looked for. Promises: a short form is only taken where its letters stand in the long one, each word's
// beginning first; the first definition counts. Costs: one search for brackets; a few words are looked at before each.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

namespace claimassay {

class Abbreviations {
 public:
  Abbreviations() = default;
  explicit Abbreviations(std::string_view text);

  /// The phrase with its abbreviations spelled out; empty when it holds none.
  std::string spelled_out(std::string_view phrase) const;
  bool empty() const { return long_forms_.empty(); }

 private:
  void take(std::string_view brief, std::string_view words);

  std::unordered_map<std::string, std::string> long_forms_;
};

}  // namespace claimassay
