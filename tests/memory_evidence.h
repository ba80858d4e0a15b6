// An evidence source in memory, for tests of whatever looks things up.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "core/evidence_source.h"
#include "core/identifiers.h"

namespace claimassay::test {

class MemoryEvidence : public EvidenceSource {
 public:
  void add(Citation record) {
    for (const RecordLink& link : record.links) {
      links_.push_back({record.pmid, link.type, link.pmid, link.source, record.published});
    }
    if (!record.doi.empty()) dois_[record.doi] = record.pmid;
    if (!record.pmc.empty()) pmcs_[record.pmc] = record.pmid;
    records_[record.pmid] = std::move(record);
  }
  void add(Guideline guideline) { guidelines_.push_back(std::move(guideline)); }
  void add(RetractionNotice notice) { notices_.push_back(std::move(notice)); }
  void declare_complete(Pmid from, Pmid to) { complete_ = {from, to}; }

  std::optional<Citation> by_pmid(Pmid pmid) const override {
    const auto found = records_.find(pmid);
    return found == records_.end() ? std::nullopt : std::optional(found->second);
  }
  std::optional<Pmid> pmid_of_doi(std::string_view doi) const override { return in(dois_, doi); }
  std::optional<Pmid> pmid_of_pmc(std::string_view pmc) const override { return in(pmcs_, pmc); }
  std::vector<StoredLink> links_to(Pmid pmid, std::string_view doi) const override {
    std::vector<StoredLink> out;
    for (const StoredLink& link : links_) {
      const bool by_doi = !link.to && !doi.empty() && doi_of(RecordLink{link.type, 0, link.source, ""}) == doi;
      if ((link.to && link.to == pmid) || by_doi) out.push_back(link);
    }
    return out;
  }
  std::vector<RetractionNotice> notices_for(Pmid pmid, std::string_view doi) const override {
    std::vector<RetractionNotice> out;
    for (const RetractionNotice& one : notices_) {
      const bool by_pmid = pmid && (one.paper_pmid == pmid || one.notice_pmid == pmid);
      const bool by_doi = !doi.empty() && (one.paper_doi == doi || one.notice_doi == doi);
      if (by_pmid || by_doi) out.push_back(one);
    }
    return out;
  }
  bool complete_for(Pmid pmid) const override { return complete_.first <= pmid && pmid <= complete_.second; }
  std::optional<Guideline> guideline_by_url(std::string_view url) const override {
    for (const Guideline& guideline : guidelines_) {
      if (!guideline.url.empty() && guideline.url == url) return guideline;
    }
    return std::nullopt;
  }
  std::optional<Guideline> guideline_by_doi(std::string_view doi) const override {
    for (const Guideline& guideline : guidelines_) {
      if (!guideline.doi.empty() && guideline.doi == doi) return guideline;
    }
    return std::nullopt;
  }

 private:
  using Index = std::map<std::string, Pmid, std::less<>>;
  static std::optional<Pmid> in(const Index& index, std::string_view key) {
    const auto found = index.find(key);
    return found == index.end() ? std::nullopt : std::optional(found->second);
  }
  std::map<Pmid, Citation> records_;
  std::vector<StoredLink> links_;
  Index dois_, pmcs_;
  std::vector<Guideline> guidelines_;
  std::vector<RetractionNotice> notices_;
  std::pair<Pmid, Pmid> complete_{1, 0};  // empty
};

}  // namespace claimassay::test
