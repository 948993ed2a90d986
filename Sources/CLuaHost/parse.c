// Estimates the time of Lua's parser before it runs: no hook runs during parsing, and some of its work grows faster
// than the text. A name is searched among the locals and upvalues of every enclosing function; a chain of 'and', 'or'
// or 'elseif' is walked at each link, and so are the jumps and labels of a function at each break, goto, label and end.
//
// This is not a parser: it recognises tokens and the start and end of functions. If the text is not valid Lua, Lua
// itself reports it.
#include <string.h>

#include "vm.h"

enum {
  /// Lua's limits for a function.
  most_locals = 200,
  most_upvalues = 255,
  /// Lua accepts at most 200 levels.
  deepest = 256,
};

typedef struct function {
  /// Declared names, and used names, each up to Lua's limit.
  int64_t locals, upvalues;
  /// Links of chains; breaks and gotos; labels.
  int64_t links, jumps, labels;
  /// Blocks that were open at its start.
  int64_t blocks;
} function;

typedef struct scan {
  const char *at, *end;
  int32_t line;
  int64_t steps;
  int64_t depth;
  int64_t blocks;
  function functions[deepest];
} scan;

static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The number of equals signs of a long bracket that begins here; −1 if none does.
static int64_t bracket(const scan *s, const char *at) {
  if (at >= s->end || *at != '[') return -1;
  int64_t level = 0;
  for (at++; at < s->end && *at == '='; at++) level++;
  return at < s->end && *at == '[' ? level : -1;
}

/// Moves past the end of a long bracket of this level, or to the end of the text.
static void skip_bracket(scan *s, int64_t level) {
  for (s->at += level + 2; s->at < s->end; s->at++) {
    if (*s->at == '\n') s->line++;
    if (*s->at != ']' || s->end - s->at < level + 2) continue;
    int64_t i = 1;
    while (i <= level && s->at[i] == '=') i++;
    if (i > level && s->at[i] == ']') {
      s->at += level + 2;
      return;
    }
  }
}

static void skip_quoted(scan *s) {
  char quote = *s->at++;
  for (; s->at < s->end && *s->at != quote; s->at++) {
    if (*s->at == '\\' && s->end - s->at > 1) s->at++;
    if (*s->at == '\n') s->line++;
  }
  if (s->at < s->end) s->at++;
}

/// Moves past a number, as far as Lua reads it.
static void skip_number(scan *s) {
  bool is_hex = s->end - s->at > 1 && s->at[0] == '0' && (s->at[1] == 'x' || s->at[1] == 'X');
  const char *exponents = is_hex ? "pP" : "eE";
  for (; s->at < s->end; s->at++) {
    char c = *s->at;
    bool is_sign = (c == '+' || c == '-') && strchr(exponents, s->at[-1]) != NULL;
    if (!is_letter(c) && !is_digit(c) && c != '.' && !is_sign) return;
  }
}

/// Moves to the next name or keyword and past it, counting labels on the way; its length, 0 at the end of the text.
static size_t next_word(scan *s, const char **word) {
  while (s->at < s->end) {
    char c = *s->at;
    if (is_letter(c)) {
      *word = s->at;
      while (s->at < s->end && (is_letter(*s->at) || is_digit(*s->at))) s->at++;
      return (size_t)(s->at - *word);
    }
    int64_t level = bracket(s, s->at);
    if (level >= 0) {
      skip_bracket(s, level);
    } else if (c == '-' && s->end - s->at > 1 && s->at[1] == '-') {
      s->at += 2;
      level = bracket(s, s->at);
      if (level >= 0) {
        skip_bracket(s, level);
      } else {
        while (s->at < s->end && *s->at != '\n') s->at++;
      }
    } else if (c == '"' || c == '\'') {
      skip_quoted(s);
    } else if (is_digit(c)) {
      skip_number(s);
    } else {
      function *f = &s->functions[s->depth];
      // Both pairs of colons count the label, one too many.
      if (c == ':' && s->end - s->at > 1 && s->at[1] == ':') {
        s->steps += f->labels + f->jumps;
        f->labels++;
        s->at++;
      }
      if (c == '\n') s->line++;
      s->at++;
    }
  }
  return 0;
}

static bool is_word(const char *word, size_t length, const char *wanted) {
  return strlen(wanted) == length && memcmp(word, wanted, length) == 0;
}

static bool is_one_of(const char *word, size_t length, const char *const *wanted) {
  for (; *wanted != NULL; wanted++) {
    if (is_word(word, length, *wanted)) return true;
  }
  return false;
}

/// Counts a word; false if functions or blocks are nested deeper than Lua accepts.
static bool count(scan *s, const char *word, size_t length, bool declares) {
  static const char *const opening[] = {"do", "if", "repeat", NULL}, *const closing[] = {"end", "until", NULL},
                    *const linking[] = {"and", "or", "elseif", NULL}, *const jumping[] = {"break", "goto", NULL},
                    *const other[] = {"else",  "false", "for", "in",   "local", "nil",
                                      "not",   "return", "then", "true", "while", NULL};
  function *f = &s->functions[s->depth];
  if (is_word(word, length, "function")) {
    if (s->depth + 1 == deepest) return false;
    s->functions[++s->depth] = (function){.blocks = s->blocks};
    return ++s->blocks < deepest;
  }
  if (is_one_of(word, length, opening)) return ++s->blocks < deepest;
  if (is_one_of(word, length, closing)) {
    s->steps += f->jumps;
    if (s->blocks > 0) s->blocks--;
    if (s->depth > 0 && s->blocks == f->blocks) s->depth--;
  } else if (is_one_of(word, length, linking)) {
    s->steps += f->links++;
  } else if (is_one_of(word, length, jumping)) {
    s->steps += f->labels + f->jumps++;
  } else if (!is_one_of(word, length, other)) {
    for (int64_t i = 0; i <= s->depth; i++) {
      function *around = &s->functions[i];
      s->steps += 1 + around->locals + around->upvalues;
      if (i > 0 && around->upvalues < most_upvalues) around->upvalues++;
    }
    if (declares && f->locals < most_locals) f->locals++;
  }
  return true;
}

/// What follows `local`, `for` or `function` up to the first mark that ends a list of names is declared: the count may
/// be too high, never too low.
static bool ends_list(const scan *s, const char *from) {
  for (; from < s->at; from++) {
    if (*from == '=' || *from == ')' || *from == ';') return true;
  }
  return false;
}

bool lh_measure(const char *text, size_t count_bytes, int64_t most, int32_t *line) {
  static const char *const declaring[] = {"local", "for", "function", NULL}, *const ending[] = {"in", "do", "return", NULL};
  scan s = {.at = text, .end = text + count_bytes, .line = 1};
  bool declares = false;
  for (;;) {
    const char *word = NULL, *before = s.at;
    size_t length = next_word(&s, &word);
    if (s.steps > most) {
      *line = s.line;
      return false;
    }
    if (length == 0) return true;
    if (declares && (is_one_of(word, length, ending) || ends_list(&(scan){.at = word}, before))) declares = false;
    if (!count(&s, word, length, declares)) return true;
    if (is_one_of(word, length, declaring)) declares = true;
  }
}
