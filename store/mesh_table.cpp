#include "store/mesh_table.h"

#include <tuple>
#include <unordered_set>

#include "core/split.h"
#include "store/dates.h"
#include "store/evidence_store.h"

namespace claimassay {

namespace {

std::string one_to_a_line(const std::vector<std::string>& items) {
  std::string out;
  for (const std::string& item : items) out += (out.empty() ? "" : "\n") + item;
  return out;
}

/// Everything that tells two states of a descriptor apart: the later edition, then the last revised, then the richer.
auto order_of(const MeshDescriptor& descriptor) {
  return std::tuple(descriptor.edition, date_number(descriptor.revised), descriptor.entry_terms.size(),
                    descriptor_line(descriptor));
}

}  // namespace

MeshTable::MeshTable(const Database& database)
    : descriptor_(database.prepare(
          "SELECT ui, name, class, edition, revised, actions, scope_note FROM mesh_descriptor WHERE ui = ?1")),
      terms_(database.prepare("SELECT term FROM mesh_term WHERE ui = ?1 AND ordinal > 0 ORDER BY ordinal")),
      places_(database.prepare("SELECT number FROM mesh_tree WHERE ui = ?1 ORDER BY ordinal")),
      by_key_(database.prepare("SELECT ui FROM mesh_term WHERE key = ?1 GROUP BY ui ORDER BY min(ordinal) > 0, ui")),
      // "." and "/" are neighbours: "C23.888" and what begins with "C23.888." lie between "C23.888" and "C23.888/".
      below_(database.prepare("SELECT d.ui, d.name FROM mesh_tree t JOIN mesh_descriptor d ON d.ui = t.ui "
                              "WHERE t.number >= ?1 AND t.number < ?1 || '/' "
                              "ORDER BY t.number, d.ui")) {}

MeshDescriptor MeshTable::read(Statement& row) {
  MeshDescriptor descriptor;
  descriptor.ui = row.text(0);
  descriptor.name = row.text(1);
  descriptor.descriptor_class = static_cast<int>(row.integer(2));
  descriptor.edition = static_cast<int>(row.integer(3));
  descriptor.revised = date_of_number(row.integer(4));
  for (const std::string_view action : split(row.text(5), "\n")) {
    if (!action.empty()) descriptor.actions.emplace_back(action);
  }
  descriptor.scope_note = row.text(6);
  row.reset();
  terms_.with(descriptor.ui);
  while (terms_.step()) descriptor.entry_terms.emplace_back(terms_.text(0));
  places_.with(descriptor.ui);
  while (places_.step()) descriptor.tree_numbers.emplace_back(places_.text(0));
  return descriptor;
}

std::optional<MeshDescriptor> MeshTable::by_ui(std::string_view ui) {
  if (!descriptor_.with(ui).step()) return std::nullopt;
  return read(descriptor_);
}

std::vector<MeshDescriptor> MeshTable::by_term(std::string_view term) {
  const std::string key = mesh_key(term);
  std::vector<std::string> uis;
  by_key_.with(key);
  while (by_key_.step()) uis.emplace_back(by_key_.text(0));
  std::vector<MeshDescriptor> found;
  for (const std::string& ui : uis) {
    if (auto descriptor = by_ui(ui)) found.push_back(std::move(*descriptor));
  }
  return found;
}

std::vector<MeshName> MeshTable::below(std::string_view tree_number) {
  std::vector<MeshName> found;
  std::unordered_set<std::string> seen;
  if (tree_number.empty()) return found;
  below_.with(tree_number);
  while (below_.step()) {
    if (seen.emplace(below_.text(0)).second)
      found.push_back({std::string(below_.text(0)), std::string(below_.text(1))});
  }
  return found;
}

MeshWriter::MeshWriter(const Database& database, std::int64_t file)
    : stored_(database),
      file_(file),
      drop_terms_(database.prepare("DELETE FROM mesh_term WHERE ui = ?1")),
      drop_places_(database.prepare("DELETE FROM mesh_tree WHERE ui = ?1")),
      put_descriptor_(database.prepare(
          "INSERT OR REPLACE INTO mesh_descriptor (ui, name, class, edition, revised, actions, scope_note, file) "
          "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")),
      add_term_(database.prepare("INSERT OR IGNORE INTO mesh_term (key, ui, ordinal, term) VALUES (?1, ?2, ?3, ?4)")),
      add_place_(database.prepare("INSERT OR IGNORE INTO mesh_tree (number, ui, ordinal) VALUES (?1, ?2, ?3)")) {}

MeshChange MeshWriter::put(const MeshDescriptor& descriptor) {
  const auto old = stored_.by_ui(descriptor.ui);
  if (old) {
    const auto ours = order_of(descriptor), theirs = order_of(*old);
    if (ours == theirs) return MeshChange::unchanged;
    if (ours < theirs) return MeshChange::older;
    drop_terms_.with(descriptor.ui).run();
    drop_places_.with(descriptor.ui).run();
  }
  put_descriptor_
      .with(descriptor.ui, descriptor.name, descriptor.descriptor_class, descriptor.edition,
            date_number(descriptor.revised), one_to_a_line(descriptor.actions), descriptor.scope_note, file_)
      .run();
  int ordinal = 0;
  add_term_.with(mesh_key(descriptor.name), descriptor.ui, ordinal, descriptor.name).run();
  for (const std::string& term : descriptor.entry_terms) {
    add_term_.with(mesh_key(term), descriptor.ui, ++ordinal, term).run();
  }
  ordinal = 0;
  for (const std::string& number : descriptor.tree_numbers) {
    add_place_.with(number, descriptor.ui, ++ordinal).run();
  }
  return old ? MeshChange::changed : MeshChange::added;
}

// The store's own reading functions: under its lock, because the connection serves one thread at a time.

std::optional<MeshDescriptor> EvidenceStore::mesh_by_ui(std::string_view ui) const {
  const std::lock_guard lock(mutex_);
  return mesh().by_ui(ui);
}
std::vector<MeshDescriptor> EvidenceStore::mesh_by_term(std::string_view term) const {
  const std::lock_guard lock(mutex_);
  return mesh().by_term(term);
}
std::vector<MeshName> EvidenceStore::mesh_below(std::string_view tree_number) const {
  const std::lock_guard lock(mutex_);
  return mesh().below(tree_number);
}
std::vector<MeshName> EvidenceStore::mesh_narrower(std::string_view ui) const {
  const std::lock_guard lock(mutex_);
  std::vector<MeshName> found;
  const auto descriptor = mesh().by_ui(ui);
  if (!descriptor) return found;
  std::unordered_set<std::string> seen{descriptor->ui};
  found.push_back({descriptor->ui, descriptor->name});
  for (const std::string& number : descriptor->tree_numbers) {
    for (MeshName& name : mesh().below(number)) {
      if (seen.insert(name.ui).second) found.push_back(std::move(name));
    }
  }
  return found;
}

MeshTable& EvidenceStore::mesh() const {
  if (!mesh_) mesh_ = std::make_unique<MeshTable>(database_);
  return *mesh_;
}

}  // namespace claimassay
