// "Did you mean ...": the known word that is nearest to a misspelled one.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace claimassay::rules {

/// Nothing (empty) when no word is near enough: at most a third of the letters may differ. Case does not count.
std::string nearest(std::string_view word, const std::vector<std::string_view>& known);
/// "did you mean 'x'?", or empty.
std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& known);
/// "'a', 'b' or 'c'"; the first `most` of them.
std::string one_of(const std::vector<std::string_view>& words, std::size_t most = 12);

}  // namespace claimassay::rules
