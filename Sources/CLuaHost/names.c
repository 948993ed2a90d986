// Unknown names: a fault that suggests the nearest one, or an alternative.
#include <string.h>

#include "vm.h"

enum { longest_name = 32 };

/// Why well-known names are absent, and what to use.
static const struct {
  const char *table, *name, *advice;
} absent[] = {
    {"globals", "print", "policies print nothing; host.log(...) keeps a line with the cell"},
    {"globals", "pcall", "an error ends the run; look at values before they are used"},
    {"globals", "xpcall", "an error ends the run; look at values before they are used"},
    {"globals", "require", "a policy is one file"},
    {"globals", "load", "a policy is one file, of text"},
    {"globals", "loadstring", "a policy is one file, of text"},
    {"globals", "loadfile", "a policy is one file, of text"},
    {"globals", "dofile", "a policy is one file, of text"},
    {"globals", "package", "a policy is one file"},
    {"globals", "io", "policies read and write no files; host.log(...) keeps a line with the cell"},
    {"globals", "os", "policies see neither files nor the clock; request.time is the trace's"},
    {"globals", "debug", "host.log(...) keeps a line with the cell"},
    {"globals", "coroutine", "there are no coroutines; keep what is to go on in the state"},
    {"globals", "collectgarbage", "the host manages the memory"},
    {"globals", "next", "pairs(t) visits a table in a fixed order"},
    {"globals", "unpack", "it is table.unpack"},
    {"globals", "utf8", "string.byte and string.char work with bytes"},
    {"globals", "_G", "globals may not be made; keep what is to last in the state"},
    {"string", "find", "there are no patterns; compare whole strings, or parts by string.sub"},
    {"string", "match", "there are no patterns; compare whole strings, or parts by string.sub"},
    {"string", "gmatch", "there are no patterns; take strings apart by string.sub"},
    {"string", "gsub", "there are no patterns; take strings apart by string.sub"},
    {"string", "dump", "policies are text"},
    {"string", "pack", "host.vector(list) holds numbers"},
    {"string", "unpack", "host.vector(list) holds numbers"},
    {"math", "randomseed", "the cell's seed is set by the host"},
    {"math", "sin", "its bits differ between machines"},
    {"math", "cos", "its bits differ between machines"},
    {"math", "tan", "its bits differ between machines"},
    {"math", "log10", "it is math.log(x, 10)"},
    {"table", "getn", "it is #t"},
    {"table", "maxn", "it is #t"},
};

static int least(int a, int b) { return a < b ? a : b; }

/// Edit distance with insertions, deletions, substitutions and neighbour swaps; names are at most `longest_name` long.
static int distance(const char *a, int a_length, const char *b, int b_length) {
  int rows[3][longest_name + 1];
  int *older = rows[0], *previous = rows[1], *row = rows[2];
  for (int j = 0; j <= b_length; j++) older[j] = previous[j] = j;
  for (int i = 1; i <= a_length; i++) {
    row[0] = i;
    for (int j = 1; j <= b_length; j++) {
      int change = previous[j - 1] + (a[i - 1] != b[j - 1]);
      row[j] = least(change, least(previous[j], row[j - 1]) + 1);
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = least(row[j], older[j - 2] + 1);
    }
    int *free_row = older;
    older = previous;
    previous = row;
    row = free_row;
  }
  return previous[b_length];
}

typedef struct nearest {
  const char *typed;
  int typed_length;
  const char *name;
  int distance;
} nearest;

/// Keeps a candidate that is nearer than the best so far; ties go to the lower bytes, as tables have no order.
static void consider(nearest *best, const char *name) {
  int length = (int)strnlen(name, longest_name + 1);
  if (length > longest_name) return;
  int far = distance(best->typed, best->typed_length, name, length);
  int longer = best->typed_length > length ? best->typed_length : length;
  if (far > (longer < 6 ? 1 : longer / 3)) return;
  if (best->name == NULL || far < best->distance || (far == best->distance && strcmp(name, best->name) < 0)) {
    best->name = name;
    best->distance = far;
  }
}

static const char *advice_for(const char *table, const char *name) {
  for (size_t i = 0; i < sizeof absent / sizeof absent[0]; i++) {
    if (strcmp(absent[i].table, table) == 0 && strcmp(absent[i].name, name) == 0) return absent[i].advice;
  }
  return NULL;
}

/// Raises the message at the top with the place in the script: that of the innermost Lua function, because an unknown
/// method is detected two calls deeper.
static int raise_at_script(lua_State *L) {
  lua_Debug call;
  for (int level = 0; lua_getstack(L, level, &call); level++) {
    lua_getinfo(L, "Sl", &call);
    if (call.currentline <= 0) continue;
    lua_pushfstring(L, "%s:%d: ", call.short_src, call.currentline);
    lua_insert(L, -2);
    lua_concat(L, 2);
    break;
  }
  return lua_error(L);
}

/// Pushes the message for a name that the table at `index` does not have.
static const char *describe_unknown(lua_State *L, int index, const char *table, int key) {
  bool is_global = strcmp(table, "globals") == 0;
  if (lua_type(L, key) != LUA_TSTRING) {
    return lua_pushfstring(L, "bad argument: expected a name in %s, got %s", table, lh_describe(L, key));
  }
  size_t length;
  const char *typed = lua_tolstring(L, key, &length);
  const char *where = is_global ? "global '" : lua_pushfstring(L, "name '%s.", table);
  const char *shown = lh_describe(L, key) + 1;  // past its opening quote
  const char *advice = advice_for(table, typed);
  if (advice != NULL) return lua_pushfstring(L, "unknown %s%s: %s", where, shown, advice);
  if (length > longest_name) return lua_pushfstring(L, "unknown %s%s", where, shown);

  nearest best = {.typed = typed, .typed_length = (int)length};
  for (lua_pushnil(L); lua_next(L, index) != 0; lua_pop(L, 1)) {
    if (lua_type(L, -2) == LUA_TSTRING) consider(&best, lua_tostring(L, -2));
  }
  if (is_global) consider(&best, "print");
  if (best.name == NULL) {
    bool is_parameter = strcmp(table, "setting.parameters") == 0;
    return lua_pushfstring(L, "unknown %s%s%s", where, shown, is_parameter ? ": the card declares no such parameter" : "");
  }
  advice = advice_for(table, best.name);
  if (advice == NULL) return lua_pushfstring(L, "unknown %s%s; did you mean '%s'?", where, shown, best.name);
  return lua_pushfstring(L, "unknown %s%s; did you mean '%s'? %s", where, shown, best.name, advice);
}

/// `__index` of a guarded table; upvalues: its name, and the one field that may be absent, or nil.
static int read_absent(lua_State *L) {
  if (lua_rawequal(L, 2, lua_upvalueindex(2))) return lh_nil(L);
  describe_unknown(L, 1, lua_tostring(L, lua_upvalueindex(1)), 2);
  return raise_at_script(L);
}

static int write_guarded(lua_State *L) {
  const char *name = lh_describe(L, 2);
  return luaL_error(L, "%s takes no new names, as here %s; keep it in a local or in the state",
                    lua_tostring(L, lua_upvalueindex(1)), name);
}

static int write_global(lua_State *L) {
  const char *name = lh_describe(L, 2);
  return luaL_error(L, "assignment to the global %s; make it local", name);
}

static void set_guard(lua_State *L, const char *what, const char *optional, lua_CFunction write) {
  lua_createtable(L, 0, 3);
  lua_pushstring(L, what);
  lua_pushstring(L, optional);
  lua_pushcclosure(L, read_absent, 2);
  lua_setfield(L, -2, "__index");
  if (write != NULL) {
    lua_pushstring(L, what);
    lua_pushcclosure(L, write, 1);
    lua_setfield(L, -2, "__newindex");
  }
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
  lua_setmetatable(L, -2);
}

void lh_guard(lua_State *L, const char *what) { set_guard(L, what, NULL, write_guarded); }

void lh_guard_reads(lua_State *L, const char *what, const char *optional) { set_guard(L, what, optional, NULL); }

// The globals table stays empty, so that every write is a new name; reads go to the table of known names.
void lh_seal_globals(lua_State *L) {
  set_guard(L, "globals", NULL, write_global);
  lua_newtable(L);
  lua_createtable(L, 0, 3);
  lua_pushvalue(L, -3);
  lua_setfield(L, -2, "__index");
  lua_pushcfunction(L, write_global);
  lua_setfield(L, -2, "__newindex");
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
  lua_setmetatable(L, -2);
  lua_rawseti(L, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
  lua_pop(L, 1);
}
