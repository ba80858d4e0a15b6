#include "grading/design_words.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/spaced.h"

namespace claimassay {

namespace {

bool has(const TextSet& features, std::string_view feature) {
  return std::find(features.begin(), features.end(), feature) != features.end();
}

}  // namespace

std::string design_words(Design design, const TextSet& features, std::string_view included,
                         std::optional<double> studies, std::size_t sources) {
  const auto count = [](double n, std::string_view one, std::string_view many) {
    return n == 1 ? std::string(one) : fmt::format("{:.0f} {}", n, many);
  };
  const double k = static_cast<double>(sources);
  switch (design) {
    case Design::systematic_review: {
      const std::string_view kind = included == "observational" ? "observational studies" : "trials";
      const std::string_view review = has(features, "umbrella") ? "umbrella review" : "systematic review";
      const std::string of = studies ? fmt::format(" of {:.0f} {}", *studies, kind) : fmt::format(" of {}", kind);
      return sources > 1 ? fmt::format("{:.0f} {}s", k, review)
                         : fmt::format("{} {}{}", has(features, "umbrella") ? "an" : "a", review, of);
    }
    case Design::rct:
      if (has(features, "quasi_randomised")) return count(k, "a quasi-randomised trial", "quasi-randomised trials");
      if (has(features, "pilot")) return count(k, "a randomised pilot trial", "randomised pilot trials");
      if (has(features, "crossover")) return count(k, "a randomised crossover trial", "randomised crossover trials");
      return count(k, "a randomised trial", "randomised trials");
    case Design::nonrandomised_trial:
      if (has(features, "quasi_randomised")) return count(k, "a quasi-randomised trial", "quasi-randomised trials");
      return count(k, "a trial without randomisation", "trials without randomisation");
    case Design::cohort:
      if (has(features, "mendelian_randomisation"))
        return count(k, "a Mendelian randomisation study", "Mendelian randomisation studies");
      return count(k, "a cohort study", "cohort studies");
    case Design::case_control: return count(k, "a case-control study", "case-control studies");
    case Design::cross_sectional: return count(k, "a cross-sectional study", "cross-sectional studies");
    case Design::case_series: return count(k, "a case series", "case series");
    case Design::case_report: return count(k, "a case report", "case reports");
    case Design::guideline: return count(k, "a guideline", "guidelines");
    case Design::animal: return count(k, "a study in animals", "studies in animals");
    case Design::in_vitro: return count(k, "a study in cells", "studies in cells");
    default: return spaced(word(design));
  }
}

}  // namespace claimassay
