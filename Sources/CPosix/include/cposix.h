#pragma once
// What Swift's Glibc module does not import: GNU extensions behind _GNU_SOURCE.
#include <stddef.h>
/// `memrchr(3)`: the last `byte` in `length` bytes, or null.
const void *onepw_memrchr(const void *memory, int byte, size_t length);
/// Asks the kernel for a pipe buffer of `bytes`; harmless when `descriptor` is no pipe or the limit is lower.
void onepw_widen_pipe(int descriptor, int bytes);
/// `wcwidth(3)` by Unicode's rules, whatever locale the process has: 0, 1, 2 columns; negative for what is not printed.
int onepw_character_width(unsigned character);
