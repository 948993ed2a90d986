// libFuzzer over whole scripts: an input is a file of Lua, whose last line may name its world.

#include <string.h>

#include "words.h"

size_t LLVMFuzzerMutate(uint8_t *bytes, size_t size, size_t most);

int LLVMFuzzerInitialize(int *count, char ***arguments) {
  (void)count, (void)arguments;
  read_names();
  return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
  size_t length;
  uint64_t world = world_of((const char *)bytes, size, WORLD_DRAWN, &length);
  // The limits of a real run are for the corpus: here they would take most of the time.
  play((const char *)bytes, size, world < WORLD_DRAWN ? WORLD_DRAWN : world);
  return 0;
}

/// Puts the script and its world's line into `bytes`.
static size_t finish(uint8_t *bytes, size_t most, page script, uint64_t world) {
  char line[40];
  size_t length = (size_t)snprintf(line, sizeof line, "\n-- world %llu", (unsigned long long)world);
  page into = {.text = (char *)bytes, .capacity = most};
  write_text(&into, script.text, most < length ? 0 : script.count < most - length ? script.count : most - length);
  write_text(&into, line, length);
  return into.count;
}

enum { ROOM = 1 << 16 };
static char rooms[2][ROOM];

size_t LLVMFuzzerCustomMutator(uint8_t *bytes, size_t size, size_t most, unsigned int seed) {
  stream random = {seed};
  size_t length;
  uint64_t world = world_of((const char *)bytes, size, WORLD_DRAWN, &length);
  if (below(&random, 4) == 0) world = WORLD_DRAWN + draw(&random) % 1000000;
  page text = {.text = rooms[0], .capacity = ROOM}, changed = {.text = rooms[1], .capacity = ROOM};
  if (below(&random, 6) == 0) {
    write_policy(&text, &random);
    return finish(bytes, most, text, world);
  }
  if (below(&random, 4) == 0) {
    length = LLVMFuzzerMutate(bytes, length, most);
    write_text(&text, (const char *)bytes, length);
    return finish(bytes, most, text, world);
  }
  write_text(&text, (const char *)bytes, length);
  for (int64_t changes = 1 + below(&random, 4); changes > 0; changes--) {
    changed.count = 0;
    write_changed(&changed, text.text, text.count, &random);
    page swapped = text;
    text = changed;
    changed = swapped;
  }
  return finish(bytes, most, text, world);
}

/// The head of one script and the tail of another, at ends of lines.
size_t LLVMFuzzerCustomCrossOver(const uint8_t *a, size_t a_size, const uint8_t *b, size_t b_size, uint8_t *out, size_t most,
                                 unsigned int seed) {
  stream random = {seed};
  size_t a_length, b_length;
  uint64_t world = world_of((const char *)a, a_size, WORLD_DRAWN, &a_length);
  world_of((const char *)b, b_size, WORLD_DRAWN, &b_length);
  size_t head = a_length == 0 ? 0 : (size_t)below(&random, (int64_t)a_length);
  size_t tail = b_length == 0 ? 0 : (size_t)below(&random, (int64_t)b_length);
  while (head > 0 && a[head - 1] != '\n') head--;
  while (tail > 0 && b[tail - 1] != '\n') tail--;
  page text = {.text = rooms[0], .capacity = ROOM};
  write_text(&text, (const char *)a, head);
  write_text(&text, (const char *)b + tail, b_length - tail);
  return finish(out, most, text, world);
}
