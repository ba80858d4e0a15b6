// Lists in a hand-typed verdict ("no-citation minor, retracted blocker", or "none"): written and read in one order, so that
// the order in which a person typed them does not matter.
#pragma once

#include <set>
#include <sstream>
#include <string>

namespace claimassay::test {

inline std::string listed(const std::set<std::string>& items) {
  std::string out;
  for (const std::string& item : items) out += (out.empty() ? "" : ", ") + item;
  return out.empty() ? "none" : out;
}

/// The list as typed, in the order of `listed`.
inline std::string sorted_list(const std::string& text) {
  std::set<std::string> items;
  std::istringstream in(text);
  for (std::string item; std::getline(in, item, ',');) {
    item.erase(0, item.find_first_not_of(' '));
    if (item != "none") items.insert(item);
  }
  return listed(items);
}

}  // namespace claimassay::test
