#include "rules/pack.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <stdexcept>

#include "core/embedded.h"
#include "core/hash.h"
#include "core/text.h"
#include "rules/check.h"
#include "rules/index.h"
#include "rules/nearest.h"
#include "rules/parse.h"

namespace claimassay::rules {

namespace {

constexpr std::string_view library = "rules/library";
constexpr int deepest_extension = 8;
constexpr int override_layer = 1000;

// Merging -----------------------------------------------------------------------------------------------------------

/// Adds what `from` declares to what lower layers declared. Two of one name in one layer are an error; a higher layer
/// replaces.
/// That a repeated name in one layer is an error keeps two files of a pack from quietly overruling each other.
class Merger {
 public:
  Merger(Pack& pack, Diagnostics& diagnostics) : pack_(pack), diagnostics_(diagnostics) {}

  void add(RuleFile&& file, int number, int layer) {
    source_ = pack_.files[static_cast<std::size_t>(number)].get();
    layer_ = layer;
    for (Framework& one : file.frameworks) one.file = number, framework(std::move(one));
    for (Rule& one : file.rules) one.file = number, keep(pack_.rules, one.id, one.id_span, std::move(one), "rule");
    for (PhraseList& one : file.phrases)
      one.file = number, keep(pack_.phrase_lists, one.name, one.span, std::move(one), "phrase list");
    for (Define& one : file.defines)
      one.file = number, keep(pack_.defines, one.name, one.span, std::move(one), "definition");
    for (Parameter& one : file.parameters) one.file = number, dated(pack_.parameters, std::move(one));
    for (Table& one : file.tables) one.file = number, dated(pack_.tables, std::move(one));
    for (FactDeclaration& one : file.facts) one.file = number, fact(std::move(one));
    for (Removal& one : file.removals) one.file = number, removal(std::move(one));
  }

  bool has_framework() const { return has_framework_; }

 private:
  static const std::string& name_of(const Rule& rule) { return rule.id; }
  template <class T>
  static const std::string& name_of(const T& one) {
    return one.name;
  }

  template <class T>
  void keep(std::vector<T>& all, const std::string& name, Span span, T&& one, const char* what) {
    const std::string key = std::string(what) + " " + name;
    const auto known = layers_.find(key);
    if (known == layers_.end()) {
      layers_[key] = layer_;
      all.push_back(std::move(one));
      return;
    }
    if (known->second == layer_) {
      diagnostics_.error_at(
          *source_, span, "rule-twice", std::string("a second ") + what + " '" + name + "'",
          "the first one stands in " + pack_.files[static_cast<std::size_t>(first_of(all, name))]->name);
      return;
    }
    known->second = layer_;
    for (T& old : all) {
      if (name_of(old) == name) old = std::move(one);
    }
  }

  template <class T>
  static int first_of(const std::vector<T>& all, const std::string& name) {
    for (const T& one : all) {
      if (name_of(one) == name) return one.file;
    }
    return 0;
  }

  /// A parameter or a table has one declaration for each date; those of a lower layer go together.
  template <class T>
  void dated(std::vector<T>& all, T&& one) {
    const auto known = dated_layers_.find(one.name);
    if (known != dated_layers_.end() && known->second < layer_) {
      std::erase_if(all, [&](const T& old) { return old.name == one.name; });
    }
    dated_layers_[one.name] = layer_;
    for (const T& old : all) {
      if (old.name != one.name || old.since != one.since) continue;
      diagnostics_.error_at(*source_, one.span, "rule-twice", "a second value of '" + one.name + "' for the same date",
                            "say from when it holds: since 2024");
      return;
    }
    all.push_back(std::move(one));
  }

  void fact(FactDeclaration&& one) {
    const auto scope = scope_of_name(one.name);
    if (!scope) {
      diagnostics_.error_at(
          *source_, one.span, "rule-fact", "the name of a fact begins with what it is about",
          "one of " + one_of({std::begin(Vocabulary<ScopeKind>::words), std::end(Vocabulary<ScopeKind>::words)}) +
              ", such as body." + one.name);
      return;
    }
    if (one.type > Type::interval) {
      diagnostics_.error_at(*source_, one.span, "rule-fact", "this is no type of a fact");
      return;
    }
    if (one.type == Type::level && one.words.size() < 2) {
      diagnostics_.error_at(*source_, one.span, "rule-fact", "a level needs its words, lowest first",
                            "such as: level of low, moderate, high");
      return;
    }
    pack_.facts.add({std::move(one.name), *scope, one.type, std::move(one.words), std::move(one.meaning)});
  }

  /// Takes away a rule, or all that a lower layer declared below its name: `grade.cap` is every cap of that pack.
  void removal(Removal&& one) {
    const std::string below = one.name + ".";
    const std::size_t gone = std::erase_if(pack_.rules, [&](const Rule& rule) {
      const bool meant = rule.id == one.name || (rule.id.starts_with(below) && layers_["rule " + rule.id] < layer_);
      if (meant) layers_.erase("rule " + rule.id);
      return meant;
    });
    if (gone == 0) {
      std::vector<std::string_view> known;
      for (const Rule& rule : pack_.rules) known.push_back(rule.id);
      diagnostics_.error_at(*source_, one.span, "rule-unknown-name", "there is no rule '" + one.name + "' to remove",
                            did_you_mean(one.name, known));
      return;
    }
    pack_.removals.push_back(std::move(one));
  }

  template <class T>
  static void combine(std::vector<T>& into, std::vector<T>&& more) {
    for (T& one : more) {
      const auto same = std::find_if(into.begin(), into.end(), [&](const T& old) { return old.name == one.name; });
      if (same != into.end()) *same = std::move(one);
      else into.push_back(std::move(one));
    }
  }

  /// What a framework does not say it takes over from the one below.
  void framework(Framework&& one) {
    if (has_framework_ && framework_layer_ == layer_) {
      diagnostics_.error_at(*source_, one.span, "rule-twice", "a second framework in one pack");
      return;
    }
    has_framework_ = true;
    framework_layer_ = layer_;
    Framework& into = pack_.framework;
    // A folder of --rules that repeats the framework's name changes it; it need not repeat everything.
    if (!one.title.empty()) into.title = one.title;
    if (!one.version.empty()) into.version = one.version;
    if (!one.scheme.empty()) into.scheme = one.scheme;
    else if (into.scheme.empty() || !one.levels.empty()) into.scheme = one.title;
    if (!one.floor.empty() || !one.levels.empty()) into.floor = one.floor;
    if (!one.levels.empty()) into.levels = std::move(one.levels);
    if (one.upgrades_at_most != 9) into.upgrades_at_most = one.upgrades_at_most;
    into.name = one.name;
    into.extends = one.extends;
    into.span = one.span;
    into.file = one.file;
    into.whole = one.whole;
    combine(into.domains, std::move(one.domains));
    combine(into.families, std::move(one.families));
    combine(into.reasons, std::move(one.reasons));
    combine(into.tasks, std::move(one.tasks));
  }

  Pack& pack_;
  Diagnostics& diagnostics_;
  const Source* source_ = nullptr;
  int layer_ = 0;
  bool has_framework_ = false;
  int framework_layer_ = 0;
  std::map<std::string, int> layers_;
  std::map<std::string, int> dated_layers_;
};

// Lexicons ----------------------------------------------------------------------------------------------------------

void read_lexicon(PhraseList& list, const Source& source, Diagnostics& diagnostics) {
  const auto bytes = embedded_file(list.from);
  if (!bytes) {
    diagnostics.error_at(source, list.span, "rule-unknown-name", "there is no lexicon '" + list.from + "'",
                         "such as data/lexicon/hedges.tsv");
    return;
  }
  for (std::size_t begin = 0; begin < bytes->size();) {
    const std::size_t end = std::min(bytes->find('\n', begin), bytes->size());
    const std::string_view line = bytes->substr(begin, end - begin);
    begin = end + 1;
    if (line.empty() || line.front() == '#') continue;
    std::vector<std::string_view> cells;
    for (std::size_t at = 0; at <= line.size();) {
      const std::size_t tab = std::min(line.find('\t', at), line.size());
      cells.push_back(trim(line.substr(at, tab - at)));
      at = tab + 1;
    }
    const auto cell = [&](int column) {
      return column >= 1 && static_cast<std::size_t>(column) <= cells.size()
                 ? cells[static_cast<std::size_t>(column) - 1]
                 : std::string_view();
    };
    if (list.where_column > 0 && cell(list.where_column) != list.where) continue;
    if (!cell(list.column).empty()) list.phrases.emplace_back(cell(list.column));
  }
  if (list.phrases.empty()) {
    diagnostics.error_at(source, list.span, "rule-phrase", "no line of '" + list.from + "' is taken over",
                         "look at the columns, which count from 1");
  }
}

/// A year counts from its first day.
int day_of(int since) { return since < 10000 ? since * 10000 + 101 : since; }

/// yyyymmdd of an ISO date, or of as much of it as there is.
int day_of(const std::string& as_of) {
  std::string digits;
  for (const char c : as_of) {
    if (c >= '0' && c <= '9') digits += c;
  }
  if (digits.size() < 4) return 99991231;
  digits.resize(8, '0');
  return std::atoi(digits.c_str());
}

/// Of the dated values of each name the one in force; the earliest where none is yet.
template <class T>
void choose_in_force(std::vector<T>& all, int today) {
  std::vector<T> chosen;
  for (T& one : all) {
    const auto same = std::find_if(chosen.begin(), chosen.end(), [&](const T& c) { return c.name == one.name; });
    if (same == chosen.end()) {
      chosen.push_back(std::move(one));
      continue;
    }
    const int mine = day_of(one.since), old = day_of(same->since);
    const bool better = mine <= today ? old > today || old < mine : old > today && mine < old;
    if (better) *same = std::move(one);
  }
  all = std::move(chosen);
}

std::shared_ptr<const Source> make_source(std::string name, std::string text) {
  auto source = std::make_shared<Source>();
  source->name = std::move(name);
  source->text = std::move(text);
  return source;
}

std::string hash_of(const std::vector<PackFile>& files) {
  std::string all;
  for (const PackFile& file : files) {
    all += file.source->name.substr(file.source->name.rfind('/') + 1) + '\0' + std::to_string(file.layer) + '\0';
    all += content_hash(file.source->text) + '\0';
  }
  for (const EmbeddedFile& file : embedded_below("data")) {
    all += std::string(file.path) + '\0' + content_hash(file.bytes) + '\0';
  }
  return content_hash(all);
}

}  // namespace

const Rule* Pack::find(std::string_view id) const {
  const auto found = rule_ids.find(id);
  return found == rule_ids.end() ? nullptr : &rules[static_cast<std::size_t>(found->second)];
}

std::string_view Pack::text_of(const Rule& rule) const {
  return files[static_cast<std::size_t>(rule.file)]->view(rule.span);
}

const LevelDeclaration* Pack::level(std::string_view name) const {
  for (const LevelDeclaration& level : framework.levels) {
    if (level.name == name) return &level;
  }
  return nullptr;
}

const FamilyDeclaration* Pack::family_of(std::string_view code) const {
  for (const FamilyDeclaration& family : framework.families) {
    for (const std::string& one : family.codes) {
      if (one == code) return &family;
    }
  }
  return nullptr;
}

std::optional<Pack> build_pack(const std::vector<PackFile>& files, const std::string& as_of, Diagnostics& diagnostics) {
  Pack pack;
  const std::size_t errors_before = diagnostics.errors();
  if (const auto table = embedded_file("data/facts.tsv")) {
    pack.facts.read(*make_source("data/facts.tsv", std::string(*table)), diagnostics);
  }
  Merger merger(pack, diagnostics);
  for (const PackFile& file : files) {
    pack.files.push_back(file.source);
    RuleFile parsed = parse_rules(*file.source, diagnostics);
    merger.add(std::move(parsed), static_cast<int>(pack.files.size()) - 1, file.layer);
  }
  if (!merger.has_framework()) {
    // Without a word of what went wrong before, this would hide it.
    if (diagnostics.errors() == errors_before) {
      diagnostics.error("rule-framework", "no file of this pack declares a framework", {},
                        "a pack needs: framework NAME title \"...\" version \"...\"");
    }
    return std::nullopt;
  }
  for (PhraseList& list : pack.phrase_lists) {
    if (!list.from.empty()) read_lexicon(list, *pack.files[static_cast<std::size_t>(list.file)], diagnostics);
  }
  choose_in_force(pack.parameters, day_of(as_of));
  choose_in_force(pack.tables, day_of(as_of));
  check_pack(pack, diagnostics);
  if (diagnostics.errors() != errors_before) return std::nullopt;
  pack.index = std::make_shared<RuleIndex>(pack);
  pack.hash = hash_of(files);
  return pack;
}

// Where packs come from ---------------------------------------------------------------------------------------------

namespace {

namespace fs = std::filesystem;

std::string read_file(const fs::path& path) {
  // The parser refuses far smaller files with a message; this only keeps a wrong path from filling the memory.
  if (fs::file_size(path) > (64u << 20)) throw std::runtime_error(path.string() + " is too large for a rule file");
  std::ifstream in(path, std::ios::binary);
  std::string bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  if (!in.eof() && in.fail()) throw std::runtime_error("cannot read " + path.string());
  return bytes;
}

/// The rule files directly in a folder, sorted by name.
std::vector<std::shared_ptr<const Source>> rule_files(const fs::path& folder) {
  std::vector<fs::path> paths;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    if (entry.is_regular_file() && entry.path().extension() == ".rule") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  std::vector<std::shared_ptr<const Source>> out;
  for (const fs::path& path : paths) out.push_back(make_source(path.string(), read_file(path)));
  return out;
}

std::vector<std::shared_ptr<const Source>> embedded_rules(const std::string& name) {
  std::vector<std::shared_ptr<const Source>> out;
  for (const EmbeddedFile& file : embedded_below(std::string(library) + "/" + name)) {
    out.push_back(make_source(std::string(file.path), std::string(file.bytes)));
  }
  return out;
}

/// What a pack extends, read without reporting anything: the files are parsed again when the pack is built.
std::string extends_of(const std::vector<std::shared_ptr<const Source>>& files) {
  std::string base;
  for (const auto& file : files) {
    Diagnostics quiet;
    for (const Framework& framework : parse_rules(*file, quiet).frameworks) base = framework.extends;
  }
  return base;
}

/// A folder that does not exist is the caller's mistake, one that cannot be read the machine's.
bool folder_exists(const std::string& folder, Diagnostics& diagnostics) {
  if (folder.empty() || fs::is_directory(folder)) return true;
  diagnostics.error("rule-unreadable", "there is no folder of rules '" + folder + "'", {}, "look at --rules");
  return false;
}

void add_pack(const std::string& name, const fs::path& folder, int depth, std::vector<PackFile>& out,
              Diagnostics& diagnostics) {
  if (depth > deepest_extension) {
    diagnostics.error("rule-circle", "the packs that '" + name + "' extends lead back to each other", {},
                      "look at 'extends'");
    return;
  }
  std::vector<std::shared_ptr<const Source>> embedded = embedded_rules(name);
  std::vector<std::shared_ptr<const Source>> given;
  if (!folder.empty() && fs::is_directory(folder / name)) given = rule_files(folder / name);
  if (embedded.empty() && given.empty()) {
    const std::vector<std::string> names = pack_names(folder.string());
    diagnostics.error("rule-unknown-name", "there is no rule pack '" + name + "'", {},
                      names.empty() ? "" : "there is " + one_of({names.begin(), names.end()}));
    return;
  }
  std::string base = extends_of(given);
  if (base.empty()) base = extends_of(embedded);
  if (!base.empty()) add_pack(base, folder, depth + 1, out, diagnostics);
  // The deeper a pack stands in the chain of extensions, the lower its layer.
  const int layer = (deepest_extension + 1 - depth) * 2;
  for (auto& file : embedded) out.push_back({std::move(file), layer});
  for (auto& file : given) out.push_back({std::move(file), layer + 1});
}

}  // namespace

std::vector<std::string> pack_names(const std::string& rules_folder) {
  std::set<std::string> names;
  for (const EmbeddedFile& file : embedded_below(library)) {
    const std::string_view rest = file.path.substr(library.size() + 1);
    names.emplace(rest.substr(0, rest.find('/')));
  }
  if (!rules_folder.empty() && fs::is_directory(rules_folder)) {
    for (const fs::directory_entry& entry : fs::directory_iterator(rules_folder)) {
      if (entry.is_directory() && !rule_files(entry.path()).empty()) names.insert(entry.path().filename().string());
    }
  }
  return {names.begin(), names.end()};
}

std::optional<Pack> load_pack(const std::string& name, const std::string& rules_folder, const std::string& as_of,
                              Diagnostics& diagnostics, LooseRules loose) {
  if (!folder_exists(rules_folder, diagnostics)) return std::nullopt;
  std::vector<PackFile> files;
  const std::size_t errors = diagnostics.errors();
  add_pack(name, rules_folder, 0, files, diagnostics);
  if (diagnostics.errors() != errors) return std::nullopt;
  if (!rules_folder.empty() && loose == LooseRules::added) {
    for (auto& file : rule_files(rules_folder)) files.push_back({std::move(file), override_layer});
  }
  return build_pack(files, as_of, diagnostics);
}

std::optional<Pack> load_paths(const std::vector<std::string>& paths, const std::string& base,
                               const std::string& rules_folder, const std::string& as_of, Diagnostics& diagnostics) {
  if (!folder_exists(rules_folder, diagnostics)) return std::nullopt;
  std::vector<std::shared_ptr<const Source>> given;
  for (const std::string& path : paths) {
    if (fs::is_directory(path)) {
      for (auto& file : rule_files(path)) given.push_back(std::move(file));
    } else {
      if (!fs::is_regular_file(path)) {
        diagnostics.error("rule-unreadable", "there is no file or folder '" + path + "'");
        return std::nullopt;
      }
      given.push_back(make_source(path, read_file(path)));
    }
  }
  bool own = false;
  std::string extends;
  for (const auto& file : given) {
    Diagnostics quiet;
    for (const Framework& framework : parse_rules(*file, quiet).frameworks) own = true, extends = framework.extends;
  }
  std::vector<PackFile> files;
  const std::size_t errors = diagnostics.errors();
  if (!own) extends = base;
  if (!extends.empty()) add_pack(extends, rules_folder, 0, files, diagnostics);
  if (diagnostics.errors() != errors) return std::nullopt;
  for (auto& file : given) files.push_back({std::move(file), override_layer});
  return build_pack(files, as_of, diagnostics);
}

}  // namespace claimassay::rules
