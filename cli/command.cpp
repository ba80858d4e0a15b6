#include "cli/command.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>

namespace claimassay {

namespace {

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

std::string data_home() {
  if (const std::string xdg = environment("XDG_DATA_HOME"); !xdg.empty()) return xdg;
  if (const std::string home = environment("HOME"); !home.empty()) return home + "/.local/share";
  throw std::runtime_error("neither $XDG_DATA_HOME nor $HOME is set: name the store with --store FILE");
}

}  // namespace

int worse(int a, int b) {
  const auto rank = [](int code) {
    switch (code) {
      case machine_failed: return 4;
      case bad_input: return 3;
      case has_findings: return 2;
      case not_checked: return 1;
      default: return 0;
    }
  };
  return rank(a) >= rank(b) ? a : b;
}

bool GlobalOptions::store_named() const { return !store.empty() || !environment("CLAIMASSAY_STORE").empty(); }

std::string GlobalOptions::store_path() const {
  if (!store.empty()) return store;
  if (const std::string named = environment("CLAIMASSAY_STORE"); !named.empty()) return named;
  return data_home() + "/claimassay/evidence.db";
}

std::string GlobalOptions::desk_path() const {
  if (!desk.empty()) return desk;
  if (const std::string named = environment("CLAIMASSAY_DESK"); !named.empty()) return named;
  return (std::filesystem::path(store_path()).parent_path() / "desk.db").string();
}

bool GlobalOptions::desk_named() const { return !desk.empty() || !environment("CLAIMASSAY_DESK").empty(); }

bool is_terminal(int file_descriptor) { return isatty(file_descriptor) == 1; }

std::size_t terminal_width(int file_descriptor) {
  winsize size{};
  if (ioctl(file_descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  const std::string columns = environment("COLUMNS");
  const int value = std::atoi(columns.c_str());
  return value > 0 ? static_cast<std::size_t>(std::clamp(value, 40, 400)) : 80;
}

}  // namespace claimassay
