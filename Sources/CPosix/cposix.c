#define _GNU_SOURCE
#include "cposix.h"
#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <wchar.h>

const void *onepw_memrchr(const void *memory, int byte, size_t length) { return memrchr(memory, byte, length); }

void onepw_widen_pipe(int descriptor, int bytes) { (void)fcntl(descriptor, F_SETPIPE_SZ, bytes); }

int onepw_character_width(unsigned character) {
  // C.UTF-8 is part of glibc since 2.35 and needs no locale package.
  static locale_t unicode;
  if (!unicode) unicode = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
  if (!unicode) return 1;
  locale_t before = uselocale(unicode);
  int width = wcwidth((wchar_t)character);
  uselocale(before);
  return width;
}

void onepw_keep_memory_private(void) {
  (void)prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
  const int crashes[] = {SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV};
  for (size_t i = 0; i < sizeof crashes / sizeof *crashes; i++) {
    struct sigaction action;
    // nohup and shells ignore SIGQUIT for a reason.
    if (sigaction(crashes[i], NULL, &action) == 0 && action.sa_handler != SIG_IGN) signal(crashes[i], SIG_DFL);
  }
}
