#pragma once
#include <mongoc/mongoc.h>
// `bson_t` is aligned to 128 bytes, which Swift cannot express: `bson_t *` is an OpaquePointer there, and fields are read here.
static inline uint32_t onepw_bson_length(const bson_t *bson) { return bson->len; }
static const size_t onepw_bson_size = sizeof(bson_t);
static const size_t onepw_bson_alignment = _Alignof(bson_t);
// Debian's libmongoc initialises itself when it is loaded, and its own handler prints what it has to say then. What stands in this section
// runs before any library does; only for programs that name it.
static void onepw_silence_driver(void) { mongoc_log_set_handler(NULL, NULL); }
__attribute__((section(".preinit_array"), used)) static void (*const onepw_silence_driver_early)(void) = onepw_silence_driver;
// Variadic setters and error structs that Swift cannot reach.
static inline uint32_t onepw_error_domain(const bson_error_t *error) { return error->domain; }
static inline uint32_t onepw_error_code(const bson_error_t *error) { return error->code; }
static inline const char *onepw_error_message(const bson_error_t *error) { return error->message; }
