// Runs a command after asking for a pipe of a megabyte on standard output, as opgen does for itself: wide-pipe COMMAND...
#define _GNU_SOURCE
#include <fcntl.h>
#include <unistd.h>

int main(int argc, char **argv) {
  fcntl(STDOUT_FILENO, F_SETPIPE_SZ, 1 << 20);
  if (argc > 1) execvp(argv[1], argv + 1);
  return 127;
}
