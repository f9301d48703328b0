// The ordinary way into MongoDB that opload is measured against: libbson's JSON reader and one connection's inserts. And the
// way out that opq is measured against: one cursor.
//
//   libbson-load insert URI        convert and insert, a batch of 1,000 at a time
//   libbson-load preencoded URI    convert all first, then insert; only the inserting is timed
//
//   libbson-load read URI COUNT    read so many of the newest audit events of the URI's database, drop them
//
// Prints {"documents":…,"seconds":…}.
#include <mongoc/mongoc.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

enum { BATCH = 1000 };

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec + time.tv_nsec * 1e-9;
}

static void check(bool good, const bson_error_t *error) {
  if (good) return;
  fprintf(stderr, "libbson-load: %s\n", error->message);
  exit(1);
}

static void insert(mongoc_collection_t *collection, bson_t **documents, size_t count) {
  bson_error_t error;
  bson_t options = BSON_INITIALIZER;
  BSON_APPEND_BOOL(&options, "ordered", false);
  check(mongoc_collection_insert_many(collection, (const bson_t **)documents, count, &options, NULL, &error), &error);
  bson_destroy(&options);
}

// What `opq audit-events` asks, without making text of it.
static size_t read_newest(const char *uri, long limit) {
  mongoc_client_t *client = mongoc_client_new(uri);
  mongoc_collection_t *collection =
    mongoc_client_get_collection(client, mongoc_uri_get_database(mongoc_client_get_uri(client)), "audit_events");
  bson_t *filter = BCON_NEW("timestamp", "{", "$gte", BCON_DATE_TIME(0), "}");
  bson_t *options =
    BCON_NEW("sort", "{", "timestamp", BCON_INT32(-1), "}", "limit", BCON_INT64(limit), "batchSize", BCON_INT32(2000));
  mongoc_cursor_t *cursor = mongoc_collection_find_with_opts(collection, filter, options, NULL);
  const bson_t *document;
  size_t documents = 0;
  while (mongoc_cursor_next(cursor, &document)) documents++;
  bson_error_t error;
  check(!mongoc_cursor_error(cursor, &error), &error);
  return documents;
}

int main(int count, char **arguments) {
  const char *mode = count > 1 ? arguments[1] : "";
  mongoc_log_set_handler(NULL, NULL);
  mongoc_init();
  if (strcmp(mode, "read") == 0 && count > 3) {
    double start = now();
    size_t documents = read_newest(arguments[2], atol(arguments[3]));
    printf("{\"documents\":%zu,\"seconds\":%.6f}\n", documents, now() - start);
    return 0;
  }
  if (count < 3) return 64;
  mongoc_client_t *client = mongoc_client_new(arguments[2]);
  mongoc_collection_t *collection = mongoc_client_get_collection(client, "bench_libbson", "audit_events");
  mongoc_collection_drop(collection, NULL);
  const bool all_first = strcmp(mode, "preencoded") == 0;

  size_t documents = 0, held = 0, room = all_first ? 4u << 20 : BATCH;
  bson_t **batch = calloc(room, sizeof *batch);
  char *line = NULL;
  size_t capacity = 0;
  bson_error_t error;
  double start = now();
  for (ssize_t length; (length = getline(&line, &capacity, stdin)) > 0; documents++) {
    bson_t *document = bson_new_from_json((const uint8_t *)line, length, &error);
    check(document != NULL, &error);
    batch[held++] = document;
    if (held < BATCH || all_first) continue;
    insert(collection, batch, held);
    while (held) bson_destroy(batch[--held]);
  }
  if (all_first) start = now();
  for (size_t sent = 0; sent < held; sent += BATCH)
    insert(collection, batch + sent, held - sent < BATCH ? held - sent : BATCH);
  printf("{\"documents\":%zu,\"seconds\":%.6f}\n", documents, now() - start);
  return 0;
}
