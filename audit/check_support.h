// Does each cited source say what the claim says? The same judgement as the filter `support`, for every claim of an article
// and every source that it cites, plus the question an editor asks next: does another reference of the list say it?
// Promises: a source that could not be read is "not checked", with the reason, never "supported". Costs: an abstract is read
// once; judging takes a pass over it per claim that cites it.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/appraisal.h"
#include "core/evidence_reading.h"
#include "grading/evidence.h"
#include "grading/support/support.h"

namespace claimassay {

class SupportCheck {
 public:
  /// `records` must outlive it. A record that shares its subject with the article's title is never off topic.
  SupportCheck(const std::map<int, CitedRecord>& records, const std::string& article_title);

  /// Fills `support` of the cited records, which are copies made for this claim, and returns one answer for each of the
  /// claim's references.
  std::vector<SourceSupport> check(const AppraisedClaim& claim, std::vector<CitedRecord>& cited);

 private:
  const EvidenceReading& reading(int number);
  SupportJudgement judge(const EvidenceReading& statement, int number);
  int opposed_elsewhere(const AppraisedClaim& claim, const EvidenceReading& statement);
  int said_elsewhere(const AppraisedClaim& claim, const EvidenceReading& statement);

  const std::map<int, CitedRecord>& records_;
  EvidenceReading title_;
  struct Read {
    EvidenceReading reading;
    bool shares_subject = false;
  };
  std::map<int, Read> readings_;
};

}  // namespace claimassay
