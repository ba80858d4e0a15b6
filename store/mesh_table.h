// The MeSH descriptors of a store: written by an import, read by search. Of a descriptor's states the one of the later
// edition stays, then the last revised, then the one with more terms, so that the order of the files makes no difference.
// Costs: prepared once; a look-up is an indexed read.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/mesh.h"
#include "store/database.h"

namespace claimassay {

struct MeshName {
  std::string ui;
  std::string name;
  friend bool operator==(const MeshName&, const MeshName&) = default;
};

class MeshTable {
 public:
  explicit MeshTable(const Database& database);

  std::optional<MeshDescriptor> by_ui(std::string_view ui);
  /// Those that go by this name or entry term in any spelling (mesh_key); first the one whose name it is, then by UI.
  std::vector<MeshDescriptor> by_term(std::string_view term);
  /// Below a tree number, the descriptor at that place included, in the order of the tree, each once.
  std::vector<MeshName> below(std::string_view tree_number);

 private:
  MeshDescriptor read(Statement& row);
  Statement descriptor_, terms_, places_, by_key_, below_;
};

enum class MeshChange { added, changed, unchanged, older };

class MeshWriter {
 public:
  MeshWriter(const Database& database, std::int64_t file);
  MeshChange put(const MeshDescriptor& descriptor);

 private:
  MeshTable stored_;
  std::int64_t file_;
  Statement drop_terms_, drop_places_, put_descriptor_, add_term_, add_place_;
};

}  // namespace claimassay
