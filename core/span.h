// A half-open range of byte offsets into a Source's UTF-8 text. Everything that reports a position uses it, which is why
// it sits in the bottom layer. It promises nothing about character boundaries; whoever makes one keeps to them.
#pragma once

#include <cstddef>

namespace claimassay {

struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;

  std::size_t size() const { return end - begin; }
  bool empty() const { return begin >= end; }
  bool contains(std::size_t offset) const { return begin <= offset && offset < end; }
  bool contains(Span other) const { return begin <= other.begin && other.end <= end; }
  bool overlaps(Span other) const { return begin < other.end && other.begin < end; }
  friend bool operator==(const Span&, const Span&) = default;
};

}  // namespace claimassay
