#include "audit/grade_claims.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <set>
#include <tuple>
#include <utility>

#include "audit/appraise_claim.h"
#include "core/text.h"

namespace claimassay {

namespace {

/// The title, or the first paragraph of the first section that has one.
bool in_lead(const Article& article, Span span) {
  if (article.title_span.overlaps(span)) return true;
  for (const ArticleSection& section : article.sections) {
    if (section.role != SectionRole::body && section.role != SectionRole::abstract) continue;
    if (section.first_block >= section.end_block || section.first_block >= article.document.blocks.size()) continue;
    return article.document.blocks[section.first_block].span.contains(span);
  }
  return false;
}

bool in_heading(const Article& article, Span span) {
  return std::any_of(article.sections.begin(), article.sections.end(),
                     [&](const ArticleSection& section) { return section.heading_span.contains(span); });
}

std::map<int, CitedRecord> read_records(const ArticleAppraisal& appraisal) {
  std::map<int, CitedRecord> records;
  for (const ResolvedReference& reference : appraisal.references)
    records.emplace(reference.number, read_cited(reference));
  return records;
}

std::map<std::size_t, std::set<std::string>> outcomes_by_sentence(const ArticleAppraisal& appraisal) {
  std::map<std::size_t, std::set<std::string>> outcomes;
  for (const AppraisedClaim& claim : appraisal.claims) {
    for (const Phrase& phrase : claim.claim.pico.outcome)
      outcomes[claim.claim.sentence.begin].insert(fold(phrase.text));
  }
  return outcomes;
}

/// The same thing said of claim after claim of a section is one finding that counts them. A blocker stands for itself, and
/// so does a finding with a wording of its own to offer; but two claims of one sentence are mended in one go.
class RollUp {
 public:
  explicit RollUp(std::vector<Finding>& findings) : findings_(findings) {}

  void add(const AppraisedClaim& claim, Finding finding) {
    if (finding.severity != Severity::blocker) {
      const auto same = [&](std::size_t place, const std::string& words) {
        return first_.try_emplace(std::tuple(place, finding.code, finding.severity, words, finding.cited_id),
                                  findings_.size());
      };
      const auto [in_section, fresh] = same(claim.section, finding.suggestion);
      if (!fresh) return tell(in_section->second, finding, false);
      const auto [in_sentence, alone] = same(claim.claim.sentence.begin, "in one sentence");
      if (!alone && !claim.claim.sentence.empty()) {
        in_section->second = in_sentence->second;
        return tell(in_sentence->second, finding, true);
      }
    }
    findings_.push_back(std::move(finding));
  }

  void count() {
    for (const std::size_t at : told_) {
      Finding& finding = findings_[at];
      finding.message += " So in " + std::to_string(finding.also_claims.size() + 1) + " claims of this section.";
    }
  }

 private:
  void tell(std::size_t at, const Finding& again, bool with_words) {
    findings_[at].also_claims.push_back(again.claim_key);
    told_.insert(at);
    if (with_words && !again.suggestion.empty()) findings_[at].suggestion += " " + again.suggestion;
  }

  std::vector<Finding>& findings_;
  std::set<std::size_t> told_;
  std::map<std::tuple<std::size_t, std::string, Severity, std::string, std::string>, std::size_t> first_;
};

}  // namespace

namespace {

std::shared_ptr<const rules::Pack> load_once(const std::string& name, const std::string& rules_folder,
                                             const std::string& as_of, rules::LooseRules loose,
                                             Diagnostics& diagnostics) {
  static std::mutex guard;
  using Key = std::tuple<std::string, std::string, std::string, rules::LooseRules>;
  static std::map<Key, std::shared_ptr<const rules::Pack>> loaded;
  const std::lock_guard lock(guard);
  auto& pack = loaded[{name, rules_folder, as_of, loose}];
  if (!pack) {
    if (auto read = rules::load_pack(name, rules_folder, as_of, diagnostics, loose)) {
      pack = std::make_shared<const rules::Pack>(*std::move(read));
    }
  }
  return pack;
}

}  // namespace

std::shared_ptr<const rules::Pack> shared_pack(const std::string& name, const std::string& rules_folder,
                                               const std::string& as_of, Diagnostics& diagnostics) {
  return load_once(name, rules_folder, as_of, rules::LooseRules::added, diagnostics);
}

std::shared_ptr<const rules::Pack> editorial_pack(const std::string& rules_folder, const std::string& as_of,
                                                  Diagnostics& diagnostics) {
  return shared_pack("editorial", rules_folder, as_of, diagnostics);
}

std::shared_ptr<const rules::Pack> scheme_pack(const std::string& name, const std::string& rules_folder,
                                               const std::string& as_of, Diagnostics& diagnostics) {
  return load_once(name, rules_folder, as_of, rules::LooseRules::left_out, diagnostics);
}

ClaimReader::ClaimReader(const ArticleAppraisal& appraisal, std::string as_of)
    : appraisal_(appraisal),
      as_of_(std::move(as_of)),
      records_(read_records(appraisal)),
      outcomes_(outcomes_by_sentence(appraisal)),
      support_(records_, appraisal.article.citation.title) {}

ClaimToGrade ClaimReader::read(const AppraisedClaim& claim) {
  const Article& article = appraisal_.article;
  ClaimToGrade made;
  for (const int number : claim.references) {
    if (const auto found = records_.find(number); found != records_.end()) made.cited.push_back(found->second);
  }
  ClaimContext& context = made.context;
  context = read_context(claim.claim, article.source().view(claim.claim.sentence), as_of_);
  context.lead = in_lead(article, claim.claim.span);
  context.heading = in_heading(article, claim.claim.span);
  context.in_article = true;
  if (claim.section < article.sections.size()) context.section = article.sections[claim.section].heading;
  context.cited = claim.references.size();
  const auto beside = outcomes_.find(claim.claim.sentence.begin);
  context.outcomes_in_sentence = beside == outcomes_.end() ? 0 : beside->second.size();
  made.support = support_.check(claim, made.cited);
  return made;
}

void grade_claims(const rules::Pack& pack, const std::string& as_of, ArticleAppraisal& appraisal,
                  const GradingAsked& asked) {
  ClaimReader reader(appraisal, as_of);
  RollUp rolled_up(appraisal.findings);
  for (AppraisedClaim& claim : appraisal.claims) {
    ClaimToGrade read = reader.read(claim);
    read.context.audience = asked.audience;
    if (asked.scheme) claim.in_scheme = grade(*asked.scheme, claim.claim, read.context, read.cited).assessment;
    claim.support = std::move(read.support);
    Graded graded = grade(pack, claim.claim, read.context, read.cited);
    note_acted(graded.results, appraisal.rules_acted);
    claim.assessment = std::move(graded.assessment);
    for (Finding& finding : graded.findings) rolled_up.add(claim, std::move(finding));
  }
  rolled_up.count();
  appraisal.pack = pack.name();
  appraisal.pack_hash = pack.hash;
}

}  // namespace claimassay
