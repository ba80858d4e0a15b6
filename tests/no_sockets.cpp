// Loaded before the C library (LD_PRELOAD), this ends a program that opens a socket, with the code 97.
// tests/fetch_test.py runs every command but one under it.
#include <sys/socket.h>
#include <unistd.h>

extern "C" int socket(int, int, int) noexcept {
  static const char said[] = "a socket was opened\n";
  if (write(STDERR_FILENO, said, sizeof said - 1) < 0) _exit(98);
  _exit(97);
}
