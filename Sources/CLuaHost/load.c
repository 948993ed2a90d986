// Runs a policy's file and finds its verbs.

#include <string.h>

#include "call.h"

/// Runs protected: the file's function is at index 1; finds the verbs in the table that it returns.
static int run_file(lua_State *L) {
  lh_vm *vm = lh_of(L);
  lua_call(L, 0, 1);
  if (!lua_istable(L, -1)) {
    luaL_error(L, "the file answered %s; expected a table (does it end in 'return P'?)", lh_describe(L, -1));
  }
  for (int verb = 0; verb < LH_VERB_COUNT; verb++) {
    lua_pushstring(L, lh_verb_names[verb]);
    lua_rawget(L, 1);
    if (lua_isnil(L, -1)) {
      lua_pop(L, 1);
      lua_pushnil(L);
      continue;
    }
    if (!lua_isfunction(L, -1)) luaL_error(L, "'%s' is a %s; expected a function", lh_verb_names[verb], luaL_typename(L, -1));
    lua_Debug info;
    lua_pushvalue(L, -1);
    lua_getinfo(L, ">Su", &info);
    const char *first = lua_getlocal(L, NULL, 1);
    const char *second = lua_getlocal(L, NULL, 2);
    if (first && second && strcmp(first, "self") == 0 && strcmp(second, "state") == 0) {
      luaL_error(
          L, "policy:%d: %s() is declared with a colon, which puts 'self' before the state: write function P.%s(state, …)",
          info.linedefined, lh_verb_names[verb], lh_verb_names[verb]);
    }
    vm->verbs |= 1u << verb;
    vm->verb_arguments[verb] = info.isvararg ? INT32_MAX : info.nparams;
    vm->verb_lines[verb] = info.linedefined > 0 ? info.linedefined : 0;
  }
  for (int use = 0; use < LH_USE_COUNT; use++) {
    static const char *const names[LH_USE_COUNT] = {"hit", "page-in", "bypass", "placed"};
    lua_pushstring(L, names[use]);
  }
  return 1 + LH_VERB_COUNT + LH_USE_COUNT;
}

/// Bytes of a byte order mark and of a first line that begins with '#', without its end: as in Lua's reader of files.
static size_t skipped_at_start(const char *text, size_t count) {
  size_t at = count >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
  if (at < count && text[at] == '#') {
    while (at < count && text[at] != '\n') at++;
  }
  return at;
}

/// A text that is passed to Lua in pieces; between them the watchdog is checked.
typedef struct source {
  const char *text;
  size_t left;
} source;

static const char *read_piece(lua_State *L, void *data, size_t *size) {
  enum { piece_bytes = 64 };
  source *from = data;
  lh_charge(L, 1);
  *size = from->left < piece_bytes ? from->left : piece_bytes;
  const char *piece = from->text;
  from->text += *size;
  from->left -= *size;
  return *size > 0 ? piece : NULL;
}

lh_status lh_load(lh_vm *vm, const char *text, size_t count) {
  if (vm->stop != LH_OK) return vm->stop;
  lua_State *L = vm->L;
  size_t skipped = skipped_at_start(text, count);
  text += skipped;
  count -= skipped;
  // About 50 ms of the parser.
  static const int64_t most_steps = 20000000;
  if (!lh_measure(text, count, most_steps, &vm->line)) {
    snprintf(
        vm->message, sizeof vm->message,
        "takes too long to parse: a name is looked for in each function around it, a chain of 'and', 'or' or 'elseif' is "
        "walked at each link");
    return vm->stop = LH_SYNTAX;
  }
  lua_pushcfunction(L, run_file);
  source from = {.text = text, .left = count};
  lh_begin(vm);
  int result = lua_load(L, read_piece, &from, "=policy", "t");
  lh_end(vm);
  if (vm->stop != LH_OK) {
    lh_note(vm);
    return vm->stop;
  }
  // Nesting beyond the parser's limit is a runtime error in Lua; here it is a syntax error.
  if (result == LUA_ERRRUN) result = LUA_ERRSYNTAX;
  if (result != LUA_OK) return lh_status_of(vm, result);
  lh_status status = lh_protected(vm, 1, 1 + LH_VERB_COUNT + LH_USE_COUNT);
  if (status != LH_OK) return status;
  for (int use = LH_USE_COUNT - 1; use >= 0; use--) lua_replace(L, LH_AT_USES + use);
  for (int verb = LH_VERB_COUNT - 1; verb >= 0; verb--) lua_replace(L, LH_AT_VERBS + verb);
  lua_replace(L, LH_AT_POLICY);
  vm->is_loaded = true;
  return LH_OK;
}
