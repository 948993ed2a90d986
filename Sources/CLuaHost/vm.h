// Shared by the C files of the Lua API: the machine behind a `lua_State`, its limits, and the objects of scripts.
//
// Rules: code here calls Lua functions that may raise only while a script's call is running, so that the raise ends in
// lh_call's protected call. Swift is called only through `engine`, which never raises: it returns a code.
#ifndef POLARBENCH_VM_H
#define POLARBENCH_VM_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lua_api.h"
#include "luahost.h"
#include "sizes.h"

/// Fixed indices of the machine's stack.
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

/// Memory for a machine's first small blocks: arena.c.
enum { LH_GRAIN = 16, LH_CLASSES = 16, LH_ARENA_BYTES = 48 << 10 };
typedef struct lh_arena {
  size_t used;
  /// Freed blocks, by size; each begins with a pointer to the next.
  void *free[LH_CLASSES];
  _Alignas(LH_GRAIN) unsigned char bytes[LH_ARENA_BYTES];
} lh_arena;

/// As malloc, free and realloc; the freed size must be the allocated one.
void *lh_take(lh_arena *arena, size_t size);
void lh_give(lh_arena *arena, void *block, size_t size);
void *lh_resize(lh_arena *arena, void *block, size_t old_size, size_t size);

struct lh_vm {
  lua_State *L;
  lh_limits limits;
  /// Bytes in use.
  size_t used;
  /// Bytes of a model that is being made: its block may exceed the limit of blocks.
  size_t model_bytes;
  /// Instructions, and work counted as instructions, of the current call; strict mode only.
  int64_t spent;
  /// Bytes of the longest text so far: one instruction can compare that many.
  size_t longest_text;
  /// Bytes of the largest hash part of a table so far: a search for keys may scan that many, all empty.
  size_t longest_hash;
  /// Why the machine stopped; LH_OK if it has not.
  lh_status stop;
  /// Set by the watchdog: ticks of CPU time in this call, and whether they were too many.
  volatile sig_atomic_t ticks;
  volatile sig_atomic_t barked;
  bool is_loaded;
  lh_engine engine;
  void *host;
  lh_ask ask;
  /// The data of the views; pointers are NULL outside the calls that have them.
  const lh_request *request;
  const lh_outcome *outcome;
  const lh_residents *residents;
  const lh_heads *heads;
  const lh_replicas *replicas;
  lh_vector *context;
  /// The residents in rising order, made at its first use in a call.
  int64_t *order;
  int64_t order_capacity;
  bool is_ordered;
  uint32_t verbs;
  int32_t verb_lines[LH_VERB_COUNT];
  /// The number of arguments that each verb declares, including the state; all of them if it takes `...`.
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

/// Counts work that the instruction count cannot see, in steps of about an instruction; raises an error when the budget
/// is used up or the watchdog has fired. Every C function whose work grows with its arguments must call it.
void lh_charge(lua_State *L, size_t work);

/// Charges a loop while it runs, so that the watchdog is checked: `work` per round, charged every 256 rounds.
static inline void lh_charge_round(lua_State *L, size_t round, size_t work) {
  if (__builtin_expect(round % 256 == 255, 0)) lh_charge(L, lh_multiply_sizes(256, work));
}

/// Begins and ends a limited section: one call of a verb, or the loading of a file.
void lh_begin(lh_vm *vm);
void lh_end(lh_vm *vm);

/// Whether Lua's parser would take at most about `most` steps for a text, estimated from its tokens; else sets the line
/// where it exceeds them. O(count).
bool lh_measure(const char *text, size_t count, int64_t most, int32_t *line);

/// Records the text at the top of the stack as the last error, without a call stack.
void lh_note(lh_vm *vm);

/// Calls the function below `arguments` values at the top of the stack, under the limits and the handler.
lh_status lh_protected(lh_vm *vm, int arguments, int results);

/// Records why a call failed, and stops the machine.
lh_status lh_status_of(lh_vm *vm, int result);

/// Multiplications of the engines that count as one instruction.
enum { LH_WORK_OF_INSTRUCTION = 64 };

/// Calls the engines and charges their work; raises their error.
void lh_consult(lua_State *L, lh_ask *ask);

/// The request to fill in for them.
static inline lh_ask *lh_ask_for(lua_State *L, lh_op op) {
  lh_ask *ask = &lh_of(L)->ask;
  ask->op = op;
  return ask;
}

/// The number at a stack index, or a fault about `what`: "ridge is nil; expected a finite number".
double lh_finite_number(lua_State *L, int index, const char *what);

/// An option of the table at index 1: a number; `standard` if it is optional and left out.
double lh_option(lua_State *L, const char *name, double standard, bool is_required);

/// A required option that is a whole number within bounds.
int64_t lh_whole_option(lua_State *L, const char *name, int64_t low, int64_t high);

/// Raises an error if the table at index 1 has an option that is not in `names`, which ends with NULL; of several, the
/// lowest is named, in the order of `pairs`.
void lh_check_options(lua_State *L, const char *function, const char *const *names);

/// Stops the machine: raises an error, and every later call returns `why`. The format is Lua's (%s %d %I %f).
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

/// The object at a stack index, or NULL if it is not such an object.
static inline void *lh_test(lua_State *L, int index, lh_tag tag) {
  void *object = lua_touserdata(L, index);
  return object != NULL && *(uint32_t *)object == (uint32_t)tag ? object : NULL;
}

/// Raises "bad argument: …" about the argument at a stack index: `expected` is "a vector".
_Noreturn void lh_bad(lua_State *L, int index, const char *expected);

/// Like lh_bad; if the first argument of a method is not such an object, the message is about a missing colon.
_Noreturn void lh_bad_object(lua_State *L, int index, const char *expected);

/// The object at a stack index, or a fault with the expected kind: `what` is "a vector".
static inline void *lh_check(lua_State *L, int index, lh_tag tag, const char *what) {
  void *object = lh_test(L, index, tag);
  if (__builtin_expect(object == NULL, 0)) lh_bad_object(L, index, what);
  return object;
}

/// The number at a stack index, or a fault; strings are not converted.
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

/// The residents at a stack index, or a fault, also if no call with residents is running.
const lh_residents *lh_check_residents(lua_State *L, int index);

/// Whether an adapter, 0-based, is resident; false if the adapter does not exist.
static inline bool lh_is_resident(const lh_residents *view, int64_t at) {
  return at < view->adapters && (view->resident[at >> 6] >> (at & 63) & 1);
}

/// Whether an adapter, 0-based, may be a victim.
static inline bool lh_may_leave(const lh_residents *view, int64_t at) {
  return lh_is_resident(view, at) && !(view->held && (view->held[at >> 6] >> (at & 63) & 1));
}

/// Raises an error: a view was used outside its call.
int lh_not_now(lua_State *L, const char *view);

/// Returns nil: one value, while `return 0` would be no value.
static inline int lh_nil(lua_State *L) {
  lua_pushnil(L);
  return 1;
}

/// Pushes names, ", " between them; the last is followed by NULL.
const char *lh_push_names(lua_State *L, const char *const *names);

/// Pushes the description of a value, for a message: "nil", "3.5", "'text'", "a table", "a vector".
const char *lh_describe(lua_State *L, int index);

/// Bytes of a text that are whole characters and no more than `most`; if the text is not UTF-8, up to three less.
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

/// A table of rows that grows. Its block has space for `capacity` rows from `base` on; `data` is after the trimmed
/// rows.
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

/// Pushes userdata of `size` zero bytes with the tag set and the metatable registered for it, if any. It has one user
/// value, for an object that it must keep alive.
void *lh_push_object(lua_State *L, size_t size, lh_tag tag);

/// A block of `size` bytes for the object at `index`, beginning with the first `used` bytes of `old`; the rest is not
/// set. Lua owns it, as the object's user value: nothing must be freed, and the machine has no finalisers. The old
/// block may be invalid afterwards.
void *lh_grow(lua_State *L, int index, const void *old, size_t used, size_t size);

/// Registers the metatable of a tag: `methods` for `__index`, overridden by `meta` (may be NULL). Leaves the stack
/// unchanged. The table of methods is the first upvalue of all of `meta`: an `__index` there must end in
/// lh_push_method.
void lh_register(lua_State *L, lh_tag tag, const char *name, const luaL_Reg *methods, const luaL_Reg *meta);

/// Within such an `__index`: pushes the method of the name at index 2, or raises with the nearest name. Returns 1.
int lh_push_method(lua_State *L);

/// Raises an error if scripts may not change the table at a stack index: the globals, `math` and the other libraries.
void lh_check_own_table(lua_State *L, int index);

/// Raises an error if a metatable may not have the key at a stack index.
void lh_check_raw_key(lua_State *L, int index);

/// Makes reads and writes of unknown fields of the table at the top a fault; `what` is "math".
void lh_guard(lua_State *L, const char *what);

/// Makes reads of unknown fields of the table at the top a fault, except for `optional` (or NULL).
void lh_guard_reads(lua_State *L, const char *what, const char *optional);

/// Pops the table at the top and makes it the globals of scripts: readable, but new globals are a fault.
void lh_seal_globals(lua_State *L);

/// Each adds its part to the table at the top of the stack: the globals, or `host`.
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

/// A text that is built in steps. Its functions leave the stack unchanged.
typedef struct lh_builder {
  lua_State *L;
  /// The stack index of the object that keeps `data` alive.
  int slot;
  size_t length;
  size_t capacity;
  char *data;
  char few[256];
} lh_builder;

/// Begins a text; uses one slot of the stack.
void lh_build(lua_State *L, lh_builder *b);

/// Space for more bytes at the end; they become part of the text when `length` includes them. Raises an error if the
/// text is too long.
char *lh_reserve(lh_builder *b, size_t size);

void lh_add(lh_builder *b, const char *text, size_t length);

/// Leaves the text in the builder's slot, as the top of the stack.
void lh_push_built(lh_builder *b);

/// Pushes the `tostring` of the value at a stack index, without addresses.
void lh_push_text(lua_State *L, int index);

/// Pushes residents, context, request, outcome, heads and replicas, in this order.
void lh_push_views(lua_State *L);

#endif
