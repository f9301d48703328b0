#pragma once
// What Swift's Glibc module does not import: GNU extensions behind _GNU_SOURCE.
#include <stddef.h>
/// `memrchr(3)`: the last `byte` in `length` bytes, or null.
const void *onepw_memrchr(const void *memory, int byte, size_t length);
/// Asks the kernel for a pipe buffer of `bytes`; harmless when `descriptor` is no pipe or the limit is lower.
void onepw_widen_pipe(int descriptor, int bytes);
/// `wcwidth(3)` by Unicode's rules, whatever locale the process has: 0, 1, 2 columns; negative for what is not printed.
int onepw_character_width(unsigned character);
/// Lets the kernel write no core file of this process, no other process of the same user read its memory, and Swift's
/// runtime start no program on a crash, which prints registers and what they point to.
void onepw_keep_memory_private(void);
