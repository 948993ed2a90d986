// Scripts out of words: statements, whole policies, and changes of a text.
#ifndef POLARBENCH_HARDEN_WORDS_H
#define POLARBENCH_HARDEN_WORDS_H

#include "harden.h"

/// A text with a fixed capacity.
typedef struct page {
  char *text;
  size_t count, capacity;
} page;

void write_text(page *into, const char *text, size_t count);
void write_word(page *into, const char *word);

/// Reads the names that scripts can use; once, before everything else.
void read_names(void);

/// A policy with some of the verbs, a few statements in each.
void write_policy(page *into, stream *random);

/// The text with one change at the level of lines or words.
void write_changed(page *into, const char *text, size_t count, stream *random);

#endif
