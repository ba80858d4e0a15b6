// open_bytes: a file, standard input or memory as one stream, gzip undone on the way.
#include "importers/bytes.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include <fmt/format.h>

namespace claimassay {

namespace {

constexpr std::size_t head_size = 4096;

Diagnostic problem(const std::string& name, std::string code, std::string message, std::string help = {}) {
  Diagnostic diagnostic;
  diagnostic.code = std::move(code);
  diagnostic.message = std::move(message);
  diagnostic.help = std::move(help);
  diagnostic.place.file = name;
  return diagnostic;
}

/// Bytes as they lie on disk.
class FileBytes : public ByteStream {
 public:
  FileBytes(std::string name, int descriptor, bool owned)
      : name_(std::move(name)), descriptor_(descriptor), owned_(owned) {}
  FileBytes(const FileBytes&) = delete;
  FileBytes& operator=(const FileBytes&) = delete;
  ~FileBytes() override {
    if (owned_) ::close(descriptor_);
  }

  std::size_t read(char* into, std::size_t size) override {
    if (failed_) return 0;
    for (;;) {
      const ssize_t got = ::read(descriptor_, into, size);
      if (got >= 0) return consumed_ += static_cast<std::uint64_t>(got), static_cast<std::size_t>(got);
      if (errno == EINTR) continue;
      failed_ = problem(name_, "unreadable", fmt::format("cannot be read: {}", std::strerror(errno)));
      return 0;
    }
  }
  std::optional<Diagnostic> failed() const override { return failed_; }
  std::uint64_t consumed() const override { return consumed_; }
  const std::string& name() const override { return name_; }

 private:
  std::string name_;
  int descriptor_;
  bool owned_;
  std::uint64_t consumed_ = 0;
  std::optional<Diagnostic> failed_;
};

class MemoryBytes : public ByteStream {
 public:
  MemoryBytes(std::string name, std::string bytes) : name_(std::move(name)), bytes_(std::move(bytes)) {}
  std::size_t read(char* into, std::size_t size) override {
    const std::size_t count = std::min(size, bytes_.size() - at_);
    std::copy_n(bytes_.data() + at_, count, into);
    at_ += count;
    return count;
  }
  std::optional<Diagnostic> failed() const override { return std::nullopt; }
  std::uint64_t consumed() const override { return at_; }
  const std::string& name() const override { return name_; }

 private:
  std::string name_;
  std::string bytes_;
  std::size_t at_ = 0;
};

/// Gives `head` first and then the rest of `under`.
class PeekedBytes : public ByteStream {
 public:
  PeekedBytes(std::string head, std::unique_ptr<ByteStream> under) : head_(std::move(head)), under_(std::move(under)) {}
  std::size_t read(char* into, std::size_t size) override {
    if (at_ == head_.size()) return under_->read(into, size);
    const std::size_t count = std::min(size, head_.size() - at_);
    std::copy_n(head_.data() + at_, count, into);
    at_ += count;
    return count;
  }
  std::optional<Diagnostic> failed() const override { return under_->failed(); }
  std::uint64_t consumed() const override { return under_->consumed(); }
  const std::string& name() const override { return under_->name(); }

 private:
  std::string head_;
  std::size_t at_ = 0;
  std::unique_ptr<ByteStream> under_;
};

/// gzip undone. Several members one after another are one stream (as gzip -d reads them); zeros after the last member are
/// padding; anything else there is an error, because it may be data that would go missing.
class GzipBytes : public ByteStream {
 public:
  explicit GzipBytes(std::unique_ptr<ByteStream> under) : under_(std::move(under)) {
    if (inflateInit2(&zlib_, 15 + 16) != Z_OK) throw std::bad_alloc();
  }
  GzipBytes(const GzipBytes&) = delete;
  GzipBytes& operator=(const GzipBytes&) = delete;
  ~GzipBytes() override { inflateEnd(&zlib_); }

  std::size_t read(char* into, std::size_t size) override {
    if (failed_ || ended_ || size == 0) return 0;
    zlib_.next_out = reinterpret_cast<Bytef*>(into);
    zlib_.avail_out = static_cast<uInt>(std::min<std::size_t>(size, 1u << 30));
    const uInt wanted = zlib_.avail_out;
    while (zlib_.avail_out == wanted && !failed_ && !ended_) step();
    return wanted - zlib_.avail_out;
  }
  std::optional<Diagnostic> failed() const override { return failed_; }
  std::uint64_t consumed() const override { return under_->consumed() - zlib_.avail_in; }
  const std::string& name() const override { return under_->name(); }

 private:
  bool fill() {
    zlib_.next_in = reinterpret_cast<Bytef*>(input_.data());
    zlib_.avail_in = static_cast<uInt>(under_->read(input_.data(), input_.size()));
    if (zlib_.avail_in == 0) failed_ = under_->failed();
    return zlib_.avail_in > 0;
  }

  void step() {
    if (zlib_.avail_in == 0 && !fill()) {
      if (!failed_)
        fail("gzip-truncated", "the gzip data ends in the middle", "expected the whole file; fetch it again");
      return;
    }
    const int result = inflate(&zlib_, Z_NO_FLUSH);
    if (result == Z_STREAM_END) {
      between_members();
    } else if (result != Z_OK && result != Z_BUF_ERROR) {
      fail("gzip-damaged", fmt::format("the gzip data is damaged ({})", zlib_.msg ? zlib_.msg : "unexpected bytes"),
           "expected the file as it was published; fetch it again and compare its checksum");
    }
  }

  void between_members() {
    for (;;) {
      if (zlib_.avail_in == 0 && !fill()) {
        ended_ = !failed_;
        return;
      }
      if (*zlib_.next_in != 0) break;
      ++zlib_.next_in;
      --zlib_.avail_in;
    }
    if (*zlib_.next_in == 0x1F) {
      inflateReset(&zlib_);
    } else {
      fail("gzip-trailing-bytes", "other bytes follow the gzip data", "expected nothing, or a further gzip member");
    }
  }

  void fail(std::string code, const std::string& what, std::string help) {
    failed_ = problem(name(), std::move(code), fmt::format("{}, near byte {} of the file", what, consumed()),
                      std::move(help));
  }

  std::unique_ptr<ByteStream> under_;
  z_stream zlib_{};
  std::array<char, 64 * 1024> input_{};
  std::optional<Diagnostic> failed_;
  bool ended_ = false;
};

std::string read_head(ByteStream& bytes, std::size_t size) {
  std::string head(size, '\0');
  std::size_t filled = 0;
  while (filled < size) {
    const std::size_t got = bytes.read(head.data() + filled, size - filled);
    if (got == 0) break;
    filled += got;
  }
  head.resize(filled);
  return head;
}

/// The content decides, not the name: a .xml.gz that a browser has unpacked on the way is read as it is.
std::unique_ptr<ByteStream> undo_gzip(std::unique_ptr<ByteStream> bytes) {
  std::string head = read_head(*bytes, 2);
  const bool gzip = head == "\x1F\x8B";
  auto whole = std::make_unique<PeekedBytes>(std::move(head), std::move(bytes));
  if (gzip) return std::make_unique<GzipBytes>(std::move(whole));
  return whole;
}

}  // namespace

std::unique_ptr<ByteStream> open_bytes(const std::string& path, Diagnostics& diagnostics) {
  if (path == "-") return undo_gzip(std::make_unique<FileBytes>("<standard input>", STDIN_FILENO, false));
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) {
    const std::string why = errno == ENOENT ? "there is no such file" : std::strerror(errno);
    diagnostics.add(problem(path, "cannot-open", "cannot be opened: " + why));
    return nullptr;
  }
  auto bytes = std::make_unique<FileBytes>(path, descriptor, true);
  struct stat status {};
  if (fstat(descriptor, &status) == 0 && S_ISDIR(status.st_mode)) {
    diagnostics.add(problem(path, "is-a-folder", "is a folder", "expected a file"));
    return nullptr;
  }
  return undo_gzip(std::move(bytes));
}

std::unique_ptr<ByteStream> bytes_in_memory(std::string name, std::string bytes) {
  return undo_gzip(std::make_unique<MemoryBytes>(std::move(name), std::move(bytes)));
}

std::unique_ptr<ByteStream> peek(std::unique_ptr<ByteStream> bytes, std::string& head) {
  head = read_head(*bytes, head_size);
  return std::make_unique<PeekedBytes>(head, std::move(bytes));
}

}  // namespace claimassay
