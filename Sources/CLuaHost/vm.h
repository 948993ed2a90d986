// What the C files of the Lua door share: the machine behind a `lua_State`, its limits, and the objects scripts hold.
//
// Rules: nothing here calls the Lua API where it may raise, unless a script's call is running (so that the raise ends in
// lh_call's protected call). Swift is reached through `engine` alone, which never raises: it answers a code.
#ifndef POLARBENCH_VM_H
#define POLARBENCH_VM_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lua_api.h"
#include "luahost.h"
#include "sizes.h"

/// Where things lie on the machine's stack, for as long as it lives.
enum {
  LH_AT_HANDLER = 1,
  LH_AT_POLICY,
  LH_AT_STATE,
  LH_AT_RESIDENTS,
  LH_AT_REQUEST,
  LH_AT_OUTCOME,
  LH_AT_CONTEXT,
  LH_AT_HEADS,
  LH_AT_REPLICAS,
  LH_AT_USES,
  LH_AT_VERBS = LH_AT_USES + LH_USE_COUNT,
  LH_AT_TOP = LH_AT_VERBS + LH_VERB_COUNT - 1,
};

typedef struct lh_vector lh_vector;

/// Where a machine's first small blocks lie: arena.c.
enum { LH_GRAIN = 16, LH_CLASSES = 16, LH_ARENA_BYTES = 48 << 10 };
typedef struct lh_arena {
  size_t used;
  /// Freed blocks, by size; each begins with the next.
  void *free[LH_CLASSES];
  _Alignas(LH_GRAIN) unsigned char bytes[LH_ARENA_BYTES];
} lh_arena;

/// As malloc, free and realloc; the size that is freed is the one that was asked for.
void *lh_take(lh_arena *arena, size_t size);
void lh_give(lh_arena *arena, void *block, size_t size);
void *lh_resize(lh_arena *arena, void *block, size_t old_size, size_t size);

struct lh_vm {
  lua_State *L;
  lh_limits limits;
  /// Bytes in use.
  size_t used;
  /// Of a model that is being made: a block of that size may be larger than others.
  size_t model_bytes;
  /// Instructions, and work worth as many, of the call that runs; strict mode only.
  int64_t spent;
  /// Bytes of the longest text so far: one instruction can compare as many.
  size_t longest_text;
  /// Bytes of the largest hash part of a table so far: a look for keys may go through as many, all empty.
  size_t longest_hash;
  /// Why the machine stopped; LH_OK while it has not.
  lh_status stop;
  /// Set by the watchdog: ticks of CPU time in this call, and whether they were too many.
  volatile sig_atomic_t ticks;
  volatile sig_atomic_t barked;
  bool is_loaded;
  lh_engine engine;
  void *host;
  lh_ask ask;
  /// What the views show; pointers are NULL outside the calls that are given them.
  const lh_request *request;
  const lh_outcome *outcome;
  const lh_residents *residents;
  const lh_heads *heads;
  const lh_replicas *replicas;
  lh_vector *context;
  /// The residents in rising order, made when a script first asks in a call.
  int64_t *order;
  int64_t order_capacity;
  bool is_ordered;
  uint32_t verbs;
  int32_t verb_lines[LH_VERB_COUNT];
  /// Arguments that each verb names, the state included; all of them where it takes `...`.
  int32_t verb_arguments[LH_VERB_COUNT];
  /// The last error.
  int32_t line;
  char message[1024];
  char traceback[2048];
  /// The card's text.
  char *card;
  size_t card_count;
  size_t card_capacity;
  /// The last member.
  lh_arena arena;
};

/// The machine of a state.
static inline lh_vm *lh_of(lua_State *L) { return *(lh_vm **)lua_getextraspace(L); }

/// Counts work that the instruction count cannot see, in steps of about an instruction; raises when the budget is gone
/// or the watchdog has barked. To be called by every C function whose work grows with its arguments.
void lh_charge(lua_State *L, size_t work);

/// Charges a loop as it goes, so that the watchdog is heard: `work` for a round, told every 256 rounds.
static inline void lh_charge_round(lua_State *L, size_t round, size_t work) {
  if (__builtin_expect(round % 256 == 255, 0)) lh_charge(L, lh_multiply_sizes(256, work));
}

/// Begins and ends what the limits hold for: one call of a verb, or the loading of a file.
void lh_begin(lh_vm *vm);
void lh_end(lh_vm *vm);

/// Whether Lua's parser would take at most about `most` steps for a text, worked out from its tokens; else the line where
/// they pass it. O(count).
bool lh_measure(const char *text, size_t count, int64_t most, int32_t *line);

/// Notes the text at the top of the stack as the last error, without calls that led there.
void lh_note(lh_vm *vm);

/// Calls the function below `arguments` values at the top of the stack, under the limits and the handler.
lh_status lh_protected(lh_vm *vm, int arguments, int results);

/// Notes why a call ended otherwise than well, and stops the machine.
lh_status lh_status_of(lh_vm *vm, int result);

/// Multiplications of the engines that count as one instruction.
enum { LH_WORK_OF_INSTRUCTION = 64 };

/// Asks the engines, and charges their work; raises their error.
void lh_consult(lua_State *L, lh_ask *ask);

/// The question to fill in for them.
static inline lh_ask *lh_ask_for(lua_State *L, lh_op op) {
  lh_ask *ask = &lh_of(L)->ask;
  ask->op = op;
  return ask;
}

/// The number at a stack index, or a fault about `what`: "ridge is nil; expected a finite number".
double lh_finite_number(lua_State *L, int index, const char *what);

/// An option of the table at index 1: a number; `standard` where it is left out and need not be there.
double lh_option(lua_State *L, const char *name, double standard, bool is_required);

/// Likewise a whole number within bounds, which must be there.
int64_t lh_whole_option(lua_State *L, const char *name, int64_t low, int64_t high);

/// Raises where the table at index 1 holds more than the options `names`, of which the last is followed by NULL; of
/// several, the lowest is named, as `pairs` orders keys.
void lh_check_options(lua_State *L, const char *function, const char *const *names);

/// Stops the machine: raises, and every later call answers `why`. The format is Lua's (%s %d %I %f).
_Noreturn void lh_stop(lua_State *L, lh_status why, const char *format, ...);

/// Every userdata that scripts can hold begins with its tag; there are no others, and no light ones.
typedef enum lh_tag {
  LH_TAG_VECTOR = 0x6c683031,
  LH_TAG_ROWS,
  LH_TAG_HEAP,
  LH_TAG_LIST,
  LH_TAG_RING,
  LH_TAG_SKETCH,
  LH_TAG_EWMA,
  LH_TAG_RNG,
  LH_TAG_MODEL,
  LH_TAG_REQUEST,
  LH_TAG_OUTCOME,
  LH_TAG_RESIDENTS,
  LH_TAG_HEADS,
  LH_TAG_REPLICAS,
  LH_TAG_END,
} lh_tag;

/// The object at a stack index, or NULL where it is no such object.
static inline void *lh_test(lua_State *L, int index, lh_tag tag) {
  void *object = lua_touserdata(L, index);
  return object != NULL && *(uint32_t *)object == (uint32_t)tag ? object : NULL;
}

/// Raises "bad argument: …" about the argument at a stack index: `expected` is "a vector".
_Noreturn void lh_bad(lua_State *L, int index, const char *expected);

/// As lh_bad; where the first argument of a method is none of its objects, the colon was forgotten.
_Noreturn void lh_bad_object(lua_State *L, int index, const char *expected);

/// The object at a stack index, or a fault that says what was expected: `what` is "a vector".
static inline void *lh_check(lua_State *L, int index, lh_tag tag, const char *what) {
  void *object = lh_test(L, index, tag);
  if (__builtin_expect(object == NULL, 0)) lh_bad_object(L, index, what);
  return object;
}

/// The number at a stack index, or a fault; strings are no numbers.
static inline double lh_number(lua_State *L, int index, const char *expected) {
  if (__builtin_expect(lua_type(L, index) != LUA_TNUMBER, 0)) lh_bad(L, index, expected);
  return lua_tonumber(L, index);
}

/// The whole number at a stack index, within bounds, or a fault; 3.0 is whole.
static inline lua_Integer lh_integer(lua_State *L, int index, lua_Integer low, lua_Integer high, const char *expected) {
  int whole = 0;
  lua_Integer value = lua_type(L, index) == LUA_TNUMBER ? lua_tointegerx(L, index, &whole) : 0;
  if (__builtin_expect(!whole || value < low || value > high, 0)) lh_bad(L, index, expected);
  return value;
}

/// Ids that heaps, lists and sketches take.
enum { LH_LAST_ID = 0x7fffffff };
static inline uint32_t lh_id(lua_State *L, int index) {
  return (uint32_t)lh_integer(L, index, 1, LH_LAST_ID, "an id in 1 … 2147483647");
}

/// The residents at a stack index, or a fault; also where no call is running that was given them.
const lh_residents *lh_check_residents(lua_State *L, int index);

/// Whether an adapter, 0-based, is resident; no where there is no such adapter.
static inline bool lh_is_resident(const lh_residents *view, int64_t at) {
  return at < view->adapters && (view->resident[at >> 6] >> (at & 63) & 1);
}

/// Whether an adapter, 0-based, may be a victim.
static inline bool lh_may_leave(const lh_residents *view, int64_t at) {
  return lh_is_resident(view, at) && !(view->held && (view->held[at >> 6] >> (at & 63) & 1));
}

/// Raises: a view was used outside the call that was given it.
int lh_not_now(lua_State *L, const char *view);

/// Answers nil: one value, where `return 0` would be none.
static inline int lh_nil(lua_State *L) {
  lua_pushnil(L);
  return 1;
}

/// Pushes names, ", " between them; the last is followed by NULL.
const char *lh_push_names(lua_State *L, const char *const *names);

/// Pushes what a value is, for a message: "nil", "3.5", "'text'", "a table", "a vector".
const char *lh_describe(lua_State *L, int index);

/// Bytes of a text that are whole characters and no more than `most`; where the text is no UTF-8, up to three less.
size_t lh_whole_bytes(const char *text, size_t length, size_t most);

/// Doubles: owned (in the userdata itself, `data` = `own`) or the host's (a view).
struct lh_vector {
  uint32_t tag;
  bool is_view;
  int64_t count;
  double *data;
  double own[];
};

/// Pushes a vector of zeros.
lh_vector *lh_push_vector(lua_State *L, int64_t count);

/// A table of rows that grows. Its block has room for `capacity` rows from `base` on; `data` lies past those that were
/// trimmed.
typedef struct lh_rows {
  uint32_t tag;
  int64_t width;
  int64_t count;
  int64_t capacity;
  double *base;
  double *data;
} lh_rows;

/// Pushes `count` rows of `width` numbers, zeros.
lh_rows *lh_push_rows(lua_State *L, int64_t width, int64_t count);

/// Pushes userdata of `size` zero bytes with the tag set and the metatable that was registered for it, if one was. It has
/// one user value, for what it must keep alive.
void *lh_push_object(lua_State *L, size_t size, lh_tag tag);

/// A block of `size` bytes for the object at `index`, beginning with the first `used` bytes of `old`; the rest is not
/// set. Lua owns it, as the object's user value: nothing is to be freed, and there are no finalisers in the machine.
/// The old block may be gone afterwards.
void *lh_grow(lua_State *L, int index, const void *old, size_t used, size_t size);

/// Registers the metatable of a tag: `methods` reached through `__index`, `meta` (may be NULL) laid over it. Leaves the
/// stack as it was. The table of methods is the first upvalue of all of `meta`: an own `__index` there ends in
/// lh_push_method.
void lh_register(lua_State *L, lh_tag tag, const char *name, const luaL_Reg *methods, const luaL_Reg *meta);

/// Within an own `__index`: pushes the method of the name at index 2, or raises with the nearest name. Returns 1.
int lh_push_method(lua_State *L);

/// Raises where the value at a stack index is no table that scripts may change: the globals, `math` and its like.
void lh_check_own_table(lua_State *L, int index);

/// Raises where the key at a stack index is none that a metatable may have.
void lh_check_raw_key(lua_State *L, int index);

/// Makes a fault of reading or writing fields that the table at the top does not have; `what` is "math".
void lh_guard(lua_State *L, const char *what);

/// Makes a fault of reading fields that the table at the top does not have, but for `optional` (or NULL).
void lh_guard_reads(lua_State *L, const char *what, const char *optional);

/// Pops the table at the top and makes it what scripts see as globals: they can be read, and not one be made.
void lh_seal_globals(lua_State *L);

/// Each adds its part to the table at the top of the stack: globals, or `host`.
void lh_open_base(lua_State *L);
void lh_open_pairs(lua_State *L);
void lh_open_metatable(lua_State *L);
void lh_open_table(lua_State *L);
void lh_open_string(lua_State *L);
void lh_open_math(lua_State *L);
void lh_open_vector(lua_State *L);
void lh_open_rows(lua_State *L);
void lh_open_heap(lua_State *L);
void lh_open_list(lua_State *L);
void lh_open_ring(lua_State *L);
void lh_open_sketch(lua_State *L);
void lh_open_ewma(lua_State *L);
void lh_open_rng(lua_State *L);
void lh_open_model(lua_State *L);
void lh_open_cover(lua_State *L);
void lh_open_log(lua_State *L);
void lh_open_heads(lua_State *L);
void lh_open_replicas(lua_State *L);

/// table.sort and string.format.
int lh_sort(lua_State *L);
int lh_format(lua_State *L);

/// A text as it is put together. What its functions push in between is theirs: the stack is as it was after each.
typedef struct lh_builder {
  lua_State *L;
  /// Where what keeps `data` alive lies on the stack.
  int slot;
  size_t length;
  size_t capacity;
  char *data;
  char few[256];
} lh_builder;

/// Begins a text; takes a slot of the stack.
void lh_build(lua_State *L, lh_builder *b);

/// Room for more bytes at the end, which are part of the text once `length` says so; raises where the text is too long.
char *lh_room(lh_builder *b, size_t size);

void lh_add(lh_builder *b, const char *text, size_t length);

/// Leaves the text in the builder's slot, as the top of the stack.
void lh_push_built(lh_builder *b);

/// Pushes what `tostring` answers for the value at a stack index: no addresses.
void lh_push_text(lua_State *L, int index);

/// Pushes residents, context, request, outcome, heads and replicas, in this order: what the host shows in place.
void lh_push_views(lua_State *L);

#endif
