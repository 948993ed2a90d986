// Words of Lua and of the host, and scripts made of them.
//
// The host's names are read from a machine: a new function or method is tested without a change here.

#include "words.h"

#include <string.h>

void write_text(page *into, const char *text, size_t count) {
  size_t left = into->capacity - into->count;
  if (count > left) count = left;
  if (count > 0) memcpy(into->text + into->count, text, count);
  into->count += count;
}
void write_word(page *into, const char *word) { write_text(into, word, strlen(word)); }

#define COUNT(array) ((int64_t)(sizeof(array) / sizeof *(array)))
#define PICK(array) (array)[below(random, COUNT(array))]

/// Numbers at the limits of integers, doubles and sizes.
static const char *const numbers[] = {
    "0", "1", "2", "3", "4", "-1", "7", "63", "64", "255", "256", "4096", "65536", "1 << 20", "2147483647", "2147483648",
    "-2147483649", "4294967295", "4294967296", "9007199254740992", "9007199254740993", "math.maxinteger", "math.mininteger",
    "math.maxinteger - 1", "math.maxinteger // 8", "math.maxinteger // 16 + 1", "0.5", "2.0", "-0.0", "1e-320", "1e15", "1e19",
    "2^63", "-2^63", "2^53", "2^31", "2^32", "1e308", "-1e308", "0/0", "1/0", "-1/0"};
/// A value that is written by write_lies.
static const char lies[] = "lies";
/// Lists whose # is wrong, and other values.
static const char *const values[] = {
    "{}", "{ 1, 2, 3 }", "{ 1, 2, 3, 4 }", "{ 1, nil, 3 }", "{ 0.5, 1e308, -1 }", lies, lies, lies,
    "{ 1, 2, [3] = 1, [4] = 1, [8] = 1, [16] = 1 }", "{ 1, [math.maxinteger] = 1 }", "{ arms = 3, dim = 2 }", "nil", "true",
    "false", "''", "'x'", "'%d %s %5.2f'", "'%99.99f'", "'\\255\\0x'", "string.rep('ab', 1000)", "host", "math", "print",
    "function(a, b) return a < b end", "function() return true end", "setmetatable({}, { __index = function(t, k) return k end })",
    "setmetatable({}, { __len = function() return math.maxinteger end })", "setmetatable({}, { __lt = function() return true end })",
    "state", "residents", "adapter", "request", "context", "heads", "replicas", "setting", "step", "units",
    "state.kept"};
/// Constructors of each kind of object: with any numbers (`@`) and values (`$`), and a valid one. The fields of the
/// state are named like the kinds.
static const struct {
  const char *kind, *any, *good;
} makers[] = {
    {"vector", "host.vector($)", "host.vector({ 1, 2, 3, 4 })"},
    {"vector", "host.zeros(@)", "host.zeros(4)"},
    {"rows", "host.rows(@)", "host.rows(4)"},
    {"heap", "host.heap()", "host.heap()"},
    {"list", "host.list()", "host.list()"},
    {"ring", "host.ring(@)", "host.ring(3)"},
    {"sketch", "host.sketch(@, @)", "host.sketch(8, 4)"},
    {"ewma", "host.ewma(@)", "host.ewma(2)"},
    {"rng", "host.rng()", "host.rng()"},
    {"model", "host.linucb{ arms = @, dim = @, discount = @ }", "host.linucb{ arms = 3, dim = 4 }"},
    {"model", "host.lints{ arms = @, dim = @, spread = @ }", "host.lints{ arms = 4, dim = 4 }"},
    {"model", "host.linucb{ arms = 2, dim = 40, discount = @ }", "host.linucb{ arms = 4, dim = 4, discount = 0.9 }"},
    {"wide", "host.ridge{ dim = 300, ridge = @ }", "host.linucb{ arms = 2, dim = 40, discount = 0.99 }"},
    {"ridge", "host.ridge{ dim = @, ridge = @, discount = @ }", "host.ridge{ dim = 4 }"}};
static const char *const covers[] = {
    "host.cover{ utilities = state.rows, costs = host.zeros(4), capacity = @, units = $, previous = $, pinned = $ }",
    "host.cover{ utilities = state.rows, costs = state.vector, capacity = @, load = state.vector, horizon = @, search = 'exact' }",
    "host.cover{ utilities = $, costs = $, capacity = @, search = 'swaps' }"};
static const char *const pieces[] = {
    "and", "or", "not", "==", "~=", "<", "<=", ">", "+", "-", "*", "/", "//", "%", "^", "..", "#", "&", "|", "~", "<<", ">>",
    "(", ")", "[", "]", "{", "}", ",", ";", ":", ".", "...", "=", "local", "function", "end", "if", "then", "else", "while", "do",
    "for", "in", "repeat", "until", "return", "break", "goto l", "::l::", "nil", "<close>", "<const>", "0x", "[[", "]]", "--"};
static const struct {
  const char *verb, *arguments;
} verbs[] = {
    {"route", "request, residents"}, {"learn", "outcome"},          {"used", "adapter, step, kind, units, bytes"},
    {"admit", "adapter, residents, step, units"}, {"victim", "adapter, residents, step"}, {"plan", "step, residents"},
    {"choose", "heads, now"},        {"send", "request, replicas"}};

/// "math.floor", "host.zeros"; and "Vector:dot" as kind and method.
static struct {
  char kind[32], name[32];
} methods[512];
static char functions[512][48];
static int64_t method_count, function_count;

void read_names(void) {
  static char offer[1 << 14];
  engine host = {.random = {1}, .kernel = pb_kernel_at(0)};
  lh_limits limits = {.memory_bytes = 64 << 20, .block_bytes = 32 << 20, .string_bytes = 256 << 10};
  lh_vm *vm = lh_create(limits, answer, &host);
  HOLDS(vm && lh_offer(vm, offer, sizeof offer) == LH_OK);
  lh_close(vm);
  for (char *name = strtok(offer, "\n"); name; name = strtok(NULL, "\n")) {
    char *colon = strchr(name, ':');
    if (colon && method_count < COUNT(methods)) {
      snprintf(methods[method_count].kind, sizeof methods->kind, "%.*s", (int)(colon - name), name);
      snprintf(methods[method_count++].name, sizeof methods->name, "%s", colon + 1);
    } else if (!colon && function_count < COUNT(functions)) {
      snprintf(functions[function_count++], sizeof *functions, "%s", name);
    }
  }
  // The machine's table lists names in arbitrary order.
  qsort(methods, (size_t)method_count, sizeof *methods, (int (*)(const void *, const void *))strcmp);
  qsort(functions, (size_t)function_count, sizeof *functions, (int (*)(const void *, const void *))strcmp);
}

static void write_value(page *into, stream *random, int depth);

/// A list of a few items whose # is up to 2⁶³ − 1: Lua looks for its end by doubling, and finds an item each time.
static void write_lies(page *into, stream *random) {
  int64_t count = 1 + below(random, 8), doublings = below(random, 3) ? 62 : below(random, 62);
  char item[48];
  write_word(into, "{ ");
  for (int64_t i = 0; i < count; i++) write_word(into, "1, ");
  snprintf(item, sizeof item, "[%lld] = 1", (long long)(count + 1));
  write_word(into, item);
  for (int64_t key = 2 * count; doublings > 0; doublings--) {
    snprintf(item, sizeof item, ", [%lld] = 1", (long long)key);
    write_word(into, item);
    if (__builtin_mul_overflow(key, 2, &key)) break;
  }
  if (below(random, 4)) write_word(into, ", [math.maxinteger] = 1");
  write_word(into, " }");
}

static void write_form(page *into, stream *random, const char *form, int depth) {
  for (; *form; form++) {
    if (*form == '$') write_value(into, random, depth + 1);
    else if (*form == '@') write_word(into, PICK(numbers));
    else write_text(into, form, 1);
  }
}

static void write_arguments(page *into, stream *random, int depth) {
  write_word(into, "(");
  int64_t count = below(random, 5);
  for (int64_t i = 0; i < count; i++) {
    if (i > 0) write_word(into, ", ");
    write_value(into, random, depth + 1);
  }
  write_word(into, ")");
}

static void write_call(page *into, stream *random, int depth) {
  if (below(random, 3) == 0) {
    write_word(into, functions[below(random, function_count)]);
    write_arguments(into, random, depth);
    return;
  }
  int64_t method = below(random, method_count);
  const char *kind = methods[method].kind;
  char lower[40];
  snprintf(lower, sizeof lower, "state.%s", kind);
  lower[6] = (char)(lower[6] | 0x20);
  static const char *const views[] = {"Residents", "Heads", "Replicas"};
  for (int i = 0; i < 3; i++) {
    if (strcmp(kind, views[i]) == 0) memmove(lower, lower + 6, strlen(lower + 6) + 1);
  }
  write_word(into, lower);
  write_word(into, ":");
  write_word(into, methods[method].name);
  write_arguments(into, random, depth);
}

static void write_value(page *into, stream *random, int depth) {
  static const char *const between[] = {" + ", " - ", " * ", " // ", " % ", " .. ", " < ", " == ", " or ", " << ", " ^ "};
  // Half of the arguments are plausible, so that more than the first check is reached.
  if (below(random, 2)) {
    if (below(random, 3)) {
      write_word(into, (const char *[]){"1", "2", "3", "4", "0", "adapter", "step", "0.5"}[below(random, 8)]);
    } else {
      write_word(into, "state.");
      write_word(into, makers[below(random, COUNT(makers))].kind);
    }
    return;
  }
  switch (below(random, depth > 2 ? 7 : 12)) {
    case 0: case 1: case 2: case 3: write_word(into, PICK(numbers)); break;
    case 4: case 5: case 6: {
      const char *value = PICK(values);
      if (value == lies) write_lies(into, random);
      else write_word(into, value);
      break;
    }
    case 7: write_form(into, random, makers[below(random, COUNT(makers))].any, depth); break;
    case 8: case 9: write_call(into, random, depth); break;
    case 10: write_form(into, random, PICK(covers), depth); break;
    default:
      write_value(into, random, depth + 1);
      write_word(into, PICK(between));
      write_value(into, random, depth + 1);
  }
}

static void write_statement(page *into, stream *random) {
  static const char *const heads[] = {"local x = ", "state.kept = ", "state[#state + 1] = ", "state[$] = ", "state.model = ",
                                      "state.vector = ", "for _ = 1, @ do local x = "};
  int64_t head = below(random, COUNT(heads) + 3);
  if (head >= COUNT(heads)) {
    write_call(into, random, 0);
  } else {
    write_form(into, random, heads[head], 0);
    write_value(into, random, 0);
    if (head == COUNT(heads) - 1) write_word(into, " end");
  }
  write_word(into, "\n");
}

void write_policy(page *into, stream *random) {
  write_word(into,
             "local P = { name = 'p', kind = 'joint', api = 1 }\n"
             "function P.start(setting)\nlocal state = { kept = 1 }\n");
  for (int i = 0; i < COUNT(makers); i++) {
    // The last one of a kind is kept; sometimes there is none.
    if (below(random, 3) == 0) continue;
    write_word(into, "state.");
    write_word(into, makers[i].kind);
    write_word(into, " = ");
    if (below(random, 24)) write_word(into, makers[i].good);
    else write_form(into, random, makers[i].any, 1);
    write_word(into, "\n");
  }
  if (below(random, 2)) write_word(into, "state.rows = host.rows(4) state.rows:append(host.vector({ 1, 2, 3, 4 }))\n");
  write_word(into, "return state, 0\nend\n");
  for (int verb = 0; verb < COUNT(verbs); verb++) {
    if (below(random, 3) == 0) continue;
    write_word(into, "function P.");
    write_word(into, verbs[verb].verb);
    write_word(into, "(state, ");
    write_word(into, verbs[verb].arguments);
    write_word(into, ")\n");
    for (int64_t i = below(random, 4); i > 0; i--) write_statement(into, random);
    static const char *const answers[] = {"1", "1", "residents[1]", "true", "{ 1 }, step + 1", "heads:first()", "replicas:first()", "nil"};
    write_word(into, "return ");
    if (below(random, 8)) write_word(into, PICK(answers));
    else write_value(into, random, 0);
    write_word(into, "\nend\n");
  }
  write_word(into, "return P\n");
}

/// The start of a random line; `end` is after it.
static size_t line_at(const char *text, size_t count, stream *random, size_t *end) {
  size_t at = count == 0 ? 0 : (size_t)below(random, (int64_t)count);
  while (at > 0 && text[at - 1] != '\n') at--;
  *end = at;
  while (*end < count && text[*end] != '\n') ++*end;
  *end += *end < count;
  return at;
}

/// The same for a word or a number, or one character.
static size_t word_at(const char *text, size_t count, stream *random, size_t *end) {
#define IS_WORD(c) (((c) | 0x20) >= 'a' && ((c) | 0x20) <= 'z') || ((c) >= '0' && (c) <= '9') || (c) == '_'
  size_t at = count == 0 ? 0 : (size_t)below(random, (int64_t)count);
  *end = at + (at < count);
  if (at == count || !(IS_WORD(text[at]))) return at;
  while (at > 0 && (IS_WORD(text[at - 1]))) at--;
  while (*end < count && (IS_WORD(text[*end]))) ++*end;
  return at;
#undef IS_WORD
}

void write_changed(page *into, const char *text, size_t count, stream *random) {
  size_t end, other_end;
  switch (below(random, 8)) {
    case 0: case 1: {  // a value for a word
      size_t at = word_at(text, count, random, &end);
      write_text(into, text, at);
      write_value(into, random, 1);
      write_text(into, text + end, count - end);
      break;
    }
    case 2: {  // a piece for a word, or beside it
      size_t at = word_at(text, count, random, &end);
      write_text(into, text, at);
      write_word(into, PICK(pieces));
      if (below(random, 2)) end = at;
      write_text(into, text + end, count - end);
      break;
    }
    case 3: {  // a word of the text for another
      size_t at = word_at(text, count, random, &end), other = word_at(text, count, random, &other_end);
      write_text(into, text, at);
      write_text(into, text + other, other_end - other);
      write_text(into, text + end, count - end);
      break;
    }
    case 4: case 5: {  // a statement more
      line_at(text, count, random, &end);
      write_text(into, text, end);
      write_statement(into, random);
      write_text(into, text + end, count - end);
      break;
    }
    case 6: {  // a line less
      size_t at = line_at(text, count, random, &end);
      write_text(into, text, at);
      write_text(into, text + end, count - end);
      break;
    }
    default: {  // a line in another's place
      size_t at = line_at(text, count, random, &end), other = line_at(text, count, random, &other_end);
      write_text(into, text, at);
      write_text(into, text + other, other_end - other);
      if (below(random, 2)) end = at;
      write_text(into, text + end, count - end);
      break;
    }
  }
}
