// Runs scripts once, in the worlds with the limits of `check` and of `run`, and in the one that they name: no fuzzing.
//   play FILE…

#include <sanitizer/asan_interface.h>

#include "harden.h"

static const char *playing = "nothing";

static void tell(void) { fprintf(stderr, "playing: %s\n", playing); }

int main(int count, char **files) {
  __sanitizer_set_death_callback(tell);
  for (int i = 1; i < count; i++) {
    playing = files[i];
    FILE *file = fopen(files[i], "rb");
    if (!file) return fprintf(stderr, "cannot read %s\n", files[i]), 2;
    size_t capacity = 1 << 21;
    char *bytes = malloc(capacity);
    size_t size = fread(bytes, 1, capacity, file);
    fclose(file);
    // Exactly the needed length, so that reading beyond it is detected.
    char *text = malloc(size + !size), *from = bytes, *to = text;
    while (to < text + size) *to++ = *from++;
    free(bytes);
    size_t length;
    uint64_t world = world_of(text, size, WORLD_STRICT, &length);
    play(text, size, WORLD_STRICT);
    play(text, size, WORLD_FAST);
    if (world > WORLD_FAST) play(text, size, world);
    free(text);
  }
  printf("%d scripts\n", count - 1);
  return 0;
}
