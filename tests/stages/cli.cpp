// Stage cli: the `cmd` of a case is run by /bin/sh in a scratch copy of the case folder, and what it prints and its
// exit code are compared. $CLAIMASSAY is the program, $SAMPLES the samples; HOME lies in the scratch folder, so that a
// case sees no store but its own. Whatever depends on the date must be given --as-of. Costs: a process or two per case;
// a case that takes longer than a minute is stopped and fails.
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "tests/stages/stages.h"

namespace claimassay::test {

namespace {

namespace fs = std::filesystem;

constexpr unsigned most_seconds = 60;

/// Removes the folder when the case is over, also when it failed.
struct Scratch {
  fs::path path;
  Scratch() {
    std::string name = (fs::temp_directory_path() / "claimassay-case-XXXXXX").string();
    if (!mkdtemp(name.data())) throw CaseFailure(std::string("cannot make a scratch folder: ") + std::strerror(errno));
    path = fs::canonical(name);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  ~Scratch() {
    std::error_code ignored;
    fs::remove_all(path, ignored);
  }
};

/// The program beside this test, in the same build folder; $CLAIMASSAY names another.
fs::path program() {
  const char* named = std::getenv("CLAIMASSAY");
  const fs::path path =
      named ? fs::path(named) : fs::read_symlink("/proc/self/exe").parent_path().parent_path() / "claimassay";
  if (!fs::exists(path)) throw CaseFailure("the program is not built: " + path.string());
  return fs::absolute(path);
}

/// The scratch folder has another name in every run; so has the folder that the project lies in.
std::string without(std::string text, const std::string& path, const std::string& name) {
  for (std::size_t at = text.find(path); at != std::string::npos; at = text.find(path, at + name.size())) {
    text.replace(at, path.size(), name);
  }
  return text;
}

[[noreturn]] void become_shell(const fs::path& scratch, const fs::path& binary, const fs::path& samples) {
  const auto redirect = [&](const char* file, int descriptor, int flags) {
    const int opened = open(file, flags | O_CLOEXEC, 0600);
    if (opened < 0 || dup2(opened, descriptor) < 0) _exit(125);
  };
  redirect("/dev/null", STDIN_FILENO, O_RDONLY);
  redirect((scratch / "stdout").c_str(), STDOUT_FILENO, O_WRONLY | O_CREAT | O_TRUNC);
  redirect((scratch / "stderr").c_str(), STDERR_FILENO, O_WRONLY | O_CREAT | O_TRUNC);
  // A new session: no terminal to open, and one group to stop when the time is up.
  setsid();
  const std::string environment[] = {"PATH=/usr/local/bin:/usr/bin:/bin",
                                     "HOME=" + (scratch / "home").string(),
                                     "XDG_DATA_HOME=" + (scratch / "home/.local/share").string(),
                                     "TMPDIR=" + (scratch / "tmp").string(),
                                     "TZ=UTC",
                                     "LC_ALL=C.UTF-8",
                                     "CLAIMASSAY=" + binary.string(),
                                     "SAMPLES=" + samples.string()};
  char* pointers[std::size(environment) + 1] = {};
  for (std::size_t i = 0; i < std::size(environment); ++i) pointers[i] = const_cast<char*>(environment[i].c_str());
  char shell[] = "sh", script[] = "cmd";
  char* arguments[] = {shell, script, nullptr};
  if (chdir((scratch / "case").c_str()) == 0) execve("/bin/sh", arguments, pointers);
  _exit(125);
}

/// The exit code as a shell reports it (128 + signal when killed).
int wait_for(pid_t child) {
  for (unsigned waited = 0; waited < most_seconds * 100; ++waited) {
    int status = 0;
    const pid_t ended = waitpid(child, &status, WNOHANG);
    if (ended == child) return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    usleep(10'000);
  }
  kill(-child, SIGKILL);
  waitpid(child, nullptr, 0);
  throw CaseFailure("stopped after " + std::to_string(most_seconds) + " seconds");
}

}  // namespace

CaseOutput run_cli_case(const fs::path& folder) {
  if (!fs::exists(folder / "cmd")) throw CaseFailure("the case has no file 'cmd'");
  const fs::path binary = program(), samples = fs::absolute("data/samples");
  const Scratch scratch;
  for (const char* made : {"home", "tmp"}) fs::create_directory(scratch.path / made);
  fs::copy(folder, scratch.path / "case", fs::copy_options::recursive);
  for (const auto& entry : fs::directory_iterator(folder)) {
    // A command must not be able to read its own answer.
    if (entry.path().filename().string().starts_with("expect."))
      fs::remove(scratch.path / "case" / entry.path().filename());
  }
  const pid_t child = fork();
  if (child < 0) throw CaseFailure(std::string("cannot start a process: ") + std::strerror(errno));
  if (child == 0) become_shell(scratch.path, binary, samples);
  const int exit_code = wait_for(child);
  const auto printed = [&](const char* file) {
    std::string text = without(read_case_file(scratch.path / file), scratch.path.string(), "SCRATCH");
    return without(std::move(text), samples.string(), "SAMPLES");
  };
  return {{"expect.stdout", printed("stdout")},
          {"expect.stderr", printed("stderr")},
          {"expect.exit", std::to_string(exit_code) + "\n"}};
}

}  // namespace claimassay::test
