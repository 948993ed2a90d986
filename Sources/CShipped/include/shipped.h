#ifndef POLARBENCH_SHIPPED_H
#define POLARBENCH_SHIPPED_H

#include <stddef.h>
#include <stdint.h>

/// A file of the repository: its path there, and its bytes. Both are valid while the program runs.
typedef struct {
  const char *path;
  const uint8_t *bytes;
  size_t count;
} shipped_file;

/// The file at an index, in rising order of paths; null after the last.
const shipped_file *shipped_file_at(size_t place);

#endif
