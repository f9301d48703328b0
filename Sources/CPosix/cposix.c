#define _GNU_SOURCE
#include "cposix.h"
#include <fcntl.h>
#include <string.h>

const void *onepw_memrchr(const void *memory, int byte, size_t length) { return memrchr(memory, byte, length); }

void onepw_widen_pipe(int descriptor, int bytes) { (void)fcntl(descriptor, F_SETPIPE_SZ, bytes); }
