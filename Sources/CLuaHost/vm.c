// The machine: made, loaded, closed.

#include "vm.h"

#include <stdlib.h>
#include <string.h>

/// Lua's allocator, with limits on the total, on a block and on a string. `old_size` is the kind of a new object.
static void *allocate(void *data, void *block, size_t old_size, size_t size) {
  lh_vm *vm = data;
  size_t old = block ? old_size : 0;
  if (size == 0) {
    if (block) lh_give(&vm->arena, block, old);
    vm->used -= old;
    return NULL;
  }
  if (size > old) {
    bool is_string = !block && old_size == LUA_TSTRING;
    // A model's block includes Lua's header.
    bool is_model = vm->model_bytes > 0 && size >= vm->model_bytes && size - vm->model_bytes <= 128;
    if ((size > vm->limits.block_bytes && !is_model) || (is_string && size > vm->limits.string_bytes)) return NULL;
    if (vm->used - old + size > vm->limits.memory_bytes) return NULL;
    // Allocation is work that the instruction count does not include.
    vm->spent = lh_add_work(vm->spent, (size - old) / 32);
  }
  void *grown = block ? lh_resize(&vm->arena, block, old, size) : lh_take(&vm->arena, size);
  if (grown) vm->used = vm->used - old + size;
  if (grown && !block && old_size == LUA_TSTRING && size > vm->longest_text) vm->longest_text = size;
  // New large blocks without a kind are mostly hash parts of tables.
  if (grown && !block && old_size == 0 && size > vm->longest_hash) vm->longest_hash = size;
  // Shrinking a block must not fail.
  return grown ? grown : (size <= old ? block : NULL);
}

/// The position that Lua put in front of a message: `policy:14: `.
static const char *without_position(const char *message, int32_t *line) {
  static const char chunk[] = "policy:";
  if (strncmp(message, chunk, sizeof chunk - 1) != 0) return message;
  const char *digit = message + sizeof chunk - 1;
  int32_t at = 0;
  for (; *digit >= '0' && *digit <= '9'; digit++) {
    if (__builtin_mul_overflow(at, 10, &at) || __builtin_add_overflow(at, *digit - '0', &at)) return message;
  }
  if (at == 0 || digit[0] != ':' || digit[1] != ' ') return message;
  *line = at;
  return digit + 2;
}

static void copy_text(char *into, size_t capacity, const char *text) {
  size_t count = lh_whole_bytes(text, strlen(text), capacity - 1);
  memcpy(into, text, count);
  into[count] = 0;
}

static void note(lh_vm *vm, const char *message) {
  const char *text = without_position(message, &vm->line);
  copy_text(vm->message, sizeof vm->message, text[0] ? text : "error() was given an empty text");
}

/// The name of a frame. A name may be the text of any field; one that is not a word is left out.
static const char *name_of(lua_State *L, lua_Debug *frame) {
  if (strcmp(frame->what, "main") == 0) return "the file itself";
  lua_getinfo(L, "n", frame);
  if (frame->name == NULL) return "a function";
  for (const char *c = frame->name; *c; c++) {
    bool is_letter = (*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') || *c == '_';
    if (!is_letter && (c == frame->name || *c < '0' || *c > '9')) return "a function";
  }
  return frame->name;
}

void lh_note(lh_vm *vm) {
  vm->line = 0;
  vm->traceback[0] = 0;
  note(vm, lua_type(vm->L, -1) == LUA_TSTRING ? lua_tostring(vm->L, -1) : "is not valid Lua");
}

/// Records the script's call stack of an error, innermost first.
///
/// A function's name is derived from the current instruction of its caller. If an instruction raises without saving its
/// position, like `%` and `//` by zero in Lua 5.4.4, its function may have none yet: so the name of the function called
/// by the innermost frame, this handler, is not requested. Outer frames are in a call, and calls save the position.
static void trace(lh_vm *vm, lua_State *L) {
  size_t at = 0;
  lua_Debug frame;
  for (int level = 0; level < 12 && lua_getstack(L, level, &frame); level++) {
    lua_getinfo(L, "Sl", &frame);
    if (frame.currentline <= 0) continue;
    if (vm->line == 0) vm->line = frame.currentline;
    const char *kind = name_of(L, &frame);
    int count = snprintf(
        vm->traceback + at, sizeof vm->traceback - at, "%sline %d, in %.80s", at ? "\n" : "", frame.currentline, kind);
    if (count < 0 || (size_t)count >= sizeof vm->traceback - at) {
      vm->traceback[at] = 0;
      return;
    }
    at += (size_t)count;
  }
}

/// The error handler; runs before the stack unwinds.
static int handle(lua_State *L) {
  lh_vm *vm = lh_of(L);
  vm->line = 0;
  vm->traceback[0] = 0;
  if (lua_type(L, 1) == LUA_TSTRING) {
    note(vm, lua_tostring(L, 1));
  } else {
    snprintf(vm->message, sizeof vm->message, "error() was given a %s; expected a text", luaL_typename(L, 1));
  }
  trace(vm, L);
  return 1;
}

lh_status lh_status_of(lh_vm *vm, int result) {
  if (result == LUA_OK) return LH_OK;
  lh_status status = vm->stop != LH_OK ? vm->stop : LH_ERROR;
  if (vm->stop == LH_OK && result == LUA_ERRMEM) {
    status = LH_MEMORY;
    vm->line = 0;
    vm->traceback[0] = 0;
    snprintf(
        vm->message, sizeof vm->message, "needs more memory than the %zu KiB it may have (%zu KiB for one string)",
        vm->limits.memory_bytes >> 10, vm->limits.string_bytes >> 10);
  } else if (result == LUA_ERRERR) {
    snprintf(vm->message, sizeof vm->message, "failed again while an error was handled (a stack overflow, as a rule)");
  } else if (result == LUA_ERRSYNTAX) {
    status = LH_SYNTAX;
    lh_note(vm);
  }
  vm->stop = status;
  return status;
}

lh_status lh_protected(lh_vm *vm, int arguments, int results) {
  lh_begin(vm);
  int result = lua_pcall(vm->L, arguments, results, LH_AT_HANDLER);
  lh_end(vm);
  if (result == LUA_OK) return LH_OK;
  return lh_status_of(vm, result);
}

_Noreturn void lh_stop(lua_State *L, lh_status why, const char *format, ...) {
  lh_of(L)->stop = why;
  va_list arguments;
  va_start(arguments, format);
  // The handler finds the line of the running function, in a hook and in a host function.
  lua_pushvfstring(L, format, arguments);
  va_end(arguments);
  lua_error(L);
  abort();
}

void lh_consult(lua_State *L, lh_ask *ask) {
  // The most work of one call of the engines: about 50 ms, which cannot be interrupted.
  static const int64_t most_work = INT64_C(1) << 27;
  lh_vm *vm = lh_of(L);
  int64_t budget = vm->limits.budget_instructions;
  int64_t left = budget == 0 ? most_work : (budget > vm->spent ? budget - vm->spent : 0);
  ask->error[0] = 0;
  ask->work = 0;
  ask->allowance = left < most_work / LH_WORK_OF_INSTRUCTION ? left * LH_WORK_OF_INSTRUCTION : most_work;
  if (vm->engine(vm->host, ask) != 0 && ask->allowance == most_work) luaL_error(L, "%s", ask->error);
  // Raises an error if it was too much.
  if (ask->work > 0) lh_charge(L, (size_t)ask->work / LH_WORK_OF_INSTRUCTION + 1);
}

/// Opens the libraries for scripts; runs protected.
static int open_all(lua_State *L) {
  lua_pushglobaltable(L);
  lh_open_base(L);
  lh_open_table(L);
  lh_open_string(L);
  lh_open_math(L);
  lua_newtable(L);
  lh_open_vector(L);
  lh_open_rows(L);
  lh_open_heap(L);
  lh_open_list(L);
  lh_open_ring(L);
  lh_open_sketch(L);
  lh_open_ewma(L);
  lh_open_rng(L);
  lh_open_model(L);
  lh_open_cover(L);
  lh_open_log(L);
  lh_open_heads(L);
  lh_open_replicas(L);
  lh_guard(L, "host");
  lua_setfield(L, -2, "host");
  lh_seal_globals(L);
  lh_push_views(L);
  return 6;
}

lh_vm *lh_create(lh_limits limits, lh_engine engine, void *host) {
  lh_vm *vm = malloc(sizeof *vm);
  if (!vm) return NULL;
  // All except the arena's bytes, which are last.
  memset(vm, 0, offsetof(lh_vm, arena.bytes));
  vm->limits = limits;
  vm->engine = engine;
  vm->host = host;
  lua_State *L = lua_newstate(allocate, vm);
  if (!L) {
    free(vm);
    return NULL;
  }
  vm->L = L;
  *(lh_vm **)lua_getextraspace(L) = vm;
  // Nothing made here is garbage.
  lua_gc(L, LUA_GCSTOP);
  if (!lua_checkstack(L, LH_AT_TOP + 32)) {
    lh_close(vm);
    return NULL;
  }
  lua_pushcfunction(L, handle);
  lua_settop(L, LH_AT_TOP);
  lua_pushcfunction(L, open_all);
  if (lh_protected(vm, 0, 6) == LH_OK) {
    lua_replace(L, LH_AT_REPLICAS);
    lua_replace(L, LH_AT_HEADS);
    lua_replace(L, LH_AT_OUTCOME);
    lua_replace(L, LH_AT_REQUEST);
    lua_replace(L, LH_AT_CONTEXT);
    lua_replace(L, LH_AT_RESIDENTS);
  }
  lua_settop(L, LH_AT_TOP);
  lua_gc(L, LUA_GCRESTART);
  return vm;
}

void lh_close(lh_vm *vm) {
  lua_close(vm->L);
  free(vm->order);
  free(vm->card);
  free(vm);
}

const char *lh_message(const lh_vm *vm) { return vm->message; }
int32_t lh_line(const lh_vm *vm) { return vm->line; }
const char *lh_traceback(const lh_vm *vm) { return vm->traceback; }
size_t lh_memory(const lh_vm *vm) { return vm->used; }
int64_t lh_spent(const lh_vm *vm) { return vm->spent; }
uint32_t lh_verbs(const lh_vm *vm) { return vm->verbs; }
int32_t lh_verb_line(const lh_vm *vm, lh_verb verb) { return vm->verb_lines[verb]; }
