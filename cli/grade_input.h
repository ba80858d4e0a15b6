// A line of the filter `grade` as the pipeline takes it: for the filter, and for the tools that run a pack over many such lines.
// Throws FilterError for a line that cannot be read.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "cli/filter.h"
#include "core/audience.h"

namespace claimassay {

struct GradedStatement;
namespace rules {
struct Pack;
}

class GradeInput {
 public:
  GradeInput(JsonObject line, const std::string& as_of, std::optional<Audience> audience = std::nullopt);

  /// audit/appraise_claim.h
  GradedStatement grade(const rules::Pack& pack) const;
  /// The claim or the question; empty for a PICO or facts alone.
  const std::string& text() const;

 private:
  struct Parts;
  std::shared_ptr<const Parts> parts_;
};

}  // namespace claimassay
