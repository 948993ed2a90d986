// `host.rng`, `host.linucb`, `host.ridge`, `host.lints`, `host.cover`, `host.log`: the engines of the built-ins, asked through
// the host's one door.

#include <math.h>
#include <string.h>

#include "vm.h"

/// Room that a script may ask of a model or a search at once.
enum { MAX_ARMS = 1 << 20, MAX_DIMENSION = 4096, MAX_STATE = 1 << 26 };

static lh_ask *ask(lua_State *L, lh_op op) {
  lh_ask *ask = &lh_of(L)->ask;
  ask->op = op;
  return ask;
}

static double finite_number(lua_State *L, int index, const char *what) {
  int is_number;
  double number = lua_tonumberx(L, index, &is_number);
  if (!is_number || lua_type(L, index) != LUA_TNUMBER || !isfinite(number)) {
    luaL_error(L, "%s is %s; expected a finite number", what, lh_describe(L, index));
  }
  return number;
}

// rng

static int rng_uniform(lua_State *L) {
  lh_ask *question = ask(L, LH_UNIFORM);
  lh_consult(L, question);
  lua_pushnumber(L, question->number[0]);
  return 1;
}

static int64_t below(lua_State *L, int64_t bound) {
  lh_ask *question = ask(L, LH_INTEGER);
  question->integer[0] = bound;
  lh_consult(L, question);
  return question->integer[0];
}

static int rng_integer(lua_State *L) {
  int are_whole[2];
  lua_Integer low = lua_tointegerx(L, 2, &are_whole[0]);
  lua_Integer high = lua_tointegerx(L, 3, &are_whole[1]);
  if (!are_whole[0] || !are_whole[1] || high < low || (lua_Unsigned)high - (lua_Unsigned)low >= (lua_Unsigned)INT64_MAX) {
    return luaL_error(L, "rng:integer(a, b) expects whole numbers, a not above b");
  }
  lua_pushinteger(L, low + below(L, high - low + 1));
  return 1;
}

static int rng_normal(lua_State *L) {
  lh_ask *question = ask(L, LH_NORMAL);
  lh_consult(L, question);
  lua_pushnumber(L, question->number[0]);
  return 1;
}

static int rng_shuffle(lua_State *L) {
  luaL_checktype(L, 2, LUA_TTABLE);
  lua_Integer count = (lua_Integer)lua_rawlen(L, 2);
  for (lua_Integer i = count; i > 1; i--) {
    lua_Integer j = below(L, i) + 1;
    lua_rawgeti(L, 2, i);
    lua_rawgeti(L, 2, j);
    lua_rawseti(L, 2, i);
    lua_rawseti(L, 2, j);
    lh_charge(L, 8);
  }
  lua_settop(L, 2);
  return 1;
}

static int host_rng(lua_State *L) {
  lh_push_object(L, sizeof(uint32_t), LH_TAG_RNG);
  return 1;
}

static const luaL_Reg rng_methods[] = {
    {"uniform", rng_uniform}, {"integer", rng_integer}, {"normal", rng_normal}, {"shuffle", rng_shuffle}, {NULL, NULL}};

// models

enum { LINUCB, RIDGE, LINTS };

typedef struct model {
  uint32_t tag;
  int32_t number;
  int kind;
  int64_t arms;
  int64_t dimension;
  /// α, or the spread.
  double alpha;
} model;

static double option(lua_State *L, const char *name, double standard, bool is_required) {
  lua_pushstring(L, name);
  lua_rawget(L, 1);
  if (lua_isnil(L, -1) && !is_required) {
    lua_pop(L, 1);
    return standard;
  }
  double value = finite_number(L, -1, name);
  lua_pop(L, 1);
  return value;
}

static int64_t whole_option(lua_State *L, const char *name, int64_t limit) {
  double value = option(L, name, 0, true);
  if (value < 1 || value != floor(value) || value > (double)limit) {
    lua_getfield(L, 1, name);
    luaL_error(
        L, "%s is %s; expected a whole number from 1 to %I", name, lh_describe(L, -1), (LUAI_UACINT)limit);
  }
  return (int64_t)value;
}

static void open_model(lua_State *L, const model *made);

/// Raises where the table at index 1 holds more than the options `names`, of which the last is followed by NULL.
static void check_options(lua_State *L, const char *function, const char *const *names) {
  luaL_checktype(L, 1, LUA_TTABLE);
  for (lua_pushnil(L); lua_next(L, 1) != 0; lua_pop(L, 1)) {
    lua_pushvalue(L, -2);
    int known = 0;
    while (names[known] && !(lua_type(L, -1) == LUA_TSTRING && strcmp(lua_tostring(L, -1), names[known]) == 0)) known++;
    if (!names[known]) {
      luaL_error(L, "%s has no option %s; it has %s", function, lh_describe(L, -1), lh_push_names(L, names));
    }
    lua_pop(L, 1);
  }
}

static int new_model(lua_State *L, int kind) {
  static const char *const functions[] = {"host.linucb", "host.ridge", "host.lints"};
  static const char *const options[][6] = {{"arms", "dim", "ridge", "alpha", "discount", NULL},
                                           {"dim", "ridge", "discount", NULL},
                                           {"arms", "dim", "ridge", "spread", "discount", NULL}};
  check_options(L, functions[kind], options[kind]);
  int64_t dimension = whole_option(L, "dim", MAX_DIMENSION);
  int64_t arms = kind == RIDGE ? 1 : whole_option(L, "arms", MAX_ARMS);
  double ridge = option(L, "ridge", 1, false);
  double discount = option(L, "discount", 1, false);
  if (ridge < 1e-9 || ridge > 1e9) return luaL_error(L, "ridge is %f; expected a number from 1e-9 to 1e9", ridge);
  if (discount < 0.01 || discount > 1) {
    return luaL_error(L, "discount is %f; expected a number from 0.01 to 1", discount);
  }
  // The packed inverse of each arm; counted against the machine's memory, though the host holds it.
  int64_t state = arms * dimension * (dimension + 5) / 2;
  if (state > MAX_STATE || (size_t)state * sizeof(double) > lh_of(L)->limits.memory_bytes - lh_of(L)->used) {
    return luaL_error(
        L, "a model of %I arms and %I dimensions needs more memory than the policy may have", (LUAI_UACINT)arms,
        (LUAI_UACINT)dimension);
  }
  lh_charge(L, (size_t)state / 8);
  double alpha = kind == LINTS ? option(L, "spread", 0.5, false) : option(L, "alpha", 0.5, false);
  // `used` holds for as long as the machine lives: models are made in start() and kept.
  lh_of(L)->used += (size_t)state * sizeof(double);
  lh_ask *question = ask(L, LH_MODEL_NEW);
  question->integer[0] = arms;
  question->integer[1] = dimension;
  question->number[0] = ridge;
  question->number[1] = discount;
  lh_consult(L, question);
  int32_t number = question->model;
  model *made = lh_push_object(L, sizeof *made, LH_TAG_MODEL);
  made->number = number;
  made->kind = kind;
  made->arms = arms;
  made->dimension = dimension;
  made->alpha = alpha;
  // The vector that `scores` answers with.
  lh_push_vector(L, arms);
  lua_setiuservalue(L, -2, 1);
  open_model(L, made);
  return 1;
}

static int host_linucb(lua_State *L) { return new_model(L, LINUCB); }
static int host_ridge(lua_State *L) { return new_model(L, RIDGE); }
static int host_lints(lua_State *L) { return new_model(L, LINTS); }

static model *self(lua_State *L) { return lh_check(L, 1, LH_TAG_MODEL, "a model"); }

/// NaN and infinities are those whose exponent is all ones. No branch inside, so that it is done several at a time.
static bool all_finite(const double *numbers, int64_t count) {
  uint64_t bad = 0;
  for (int64_t i = 0; i < count; i++) {
    uint64_t bits;
    memcpy(&bits, &numbers[i], sizeof bits);
    bad |= (bits & UINT64_C(0x7ff0000000000000)) == UINT64_C(0x7ff0000000000000);
  }
  return bad == 0;
}

/// A context of the model's dimension whose numbers are all finite.
static const double *context(lua_State *L, int index, const model *of) {
  const lh_vector *vector = lh_check(L, index, LH_TAG_VECTOR, "a vector (request.context, or host.vector)");
  if (vector->count != of->dimension) {
    luaL_error(
        L, "the context has %I numbers; the model was made for %I", (LUAI_UACINT)vector->count,
        (LUAI_UACINT)of->dimension);
  }
  if (!all_finite(vector->data, vector->count)) luaL_error(L, "the context holds a number that is not finite");
  return vector->data;
}

static int64_t arm(lua_State *L, int index, const model *of) {
  if (of->kind == RIDGE) return 0;
  int is_whole;
  lua_Integer number = lua_tointegerx(L, index, &is_whole);
  if (!is_whole || number < 1 || number > of->arms) {
    luaL_error(L, "%s is no arm; expected 1 to %I", lh_describe(L, index), (LUAI_UACINT)of->arms);
  }
  return number - 1;
}

static lh_ask *ask_model(lua_State *L, const model *of, lh_op op) {
  lh_ask *question = ask(L, op);
  question->model = of->number;
  return question;
}

static int model_scores(lua_State *L) {
  model *model = self(L);
  const double *x = context(L, 2, model);
  lua_getiuservalue(L, 1, 1);
  lh_vector *scores = lua_touserdata(L, -1);
  lh_ask *question = ask_model(L, model, model->kind == LINTS ? LH_MODEL_SAMPLE : LH_MODEL_SCORES);
  question->in[0] = x;
  question->number[0] = model->alpha;
  question->out = scores->data;
  lh_consult(L, question);
  lh_charge(L, (size_t)(model->arms * model->dimension));
  return 1;
}

static int model_best(lua_State *L) {
  model *model = self(L);
  const double *x = context(L, 2, model);
  const double *costs = NULL;
  if (!lua_isnoneornil(L, 3)) {
    const lh_vector *vector = lh_check(L, 3, LH_TAG_VECTOR, "a vector of costs");
    if (vector->count != model->arms) {
      return luaL_error(
          L, "there are %I costs; expected one for each of the %I arms", (LUAI_UACINT)vector->count,
          (LUAI_UACINT)model->arms);
    }
    costs = vector->data;
  }
  if (model->kind == LINTS) return luaL_error(L, "lints has no best(); take scores(context):argmax()");
  lh_ask *question = ask_model(L, model, LH_MODEL_BEST);
  question->in[0] = x;
  question->in[1] = costs;
  question->number[0] = model->alpha;
  lh_consult(L, question);
  lh_charge(L, (size_t)(model->arms * model->dimension));
  lua_pushinteger(L, question->integer[0] + 1);
  return 1;
}

static int model_number(lua_State *L, lh_op op) {
  model *model = self(L);
  int at = model->kind == RIDGE ? 2 : 3;
  int64_t of = arm(L, 2, model);
  const double *x = context(L, at, model);
  lh_ask *question = ask_model(L, model, op);
  question->in[0] = x;
  question->integer[0] = of;
  lh_consult(L, question);
  lh_charge(L, (size_t)(model->dimension * 2));
  lua_pushnumber(L, question->number[0]);
  return 1;
}

static int model_mean(lua_State *L) { return model_number(L, LH_MODEL_MEAN); }
static int model_width(lua_State *L) { return model_number(L, LH_MODEL_WIDTH); }

static int model_learn(lua_State *L) {
  model *model = self(L);
  int at = model->kind == RIDGE ? 2 : 3;
  int64_t of = arm(L, 2, model);
  const double *x = context(L, at, model);
  double reward = finite_number(L, at + 1, "the reward");
  lh_ask *question = ask_model(L, model, LH_MODEL_LEARN);
  question->in[0] = x;
  question->integer[0] = of;
  question->number[0] = reward;
  lh_consult(L, question);
  lh_charge(L, (size_t)(model->dimension * 2));
  return 0;
}

static int model_count(lua_State *L) {
  model *model = self(L);
  int64_t of = arm(L, 2, model);
  lh_ask *question = ask_model(L, model, LH_MODEL_COUNT);
  question->integer[0] = of;
  lh_consult(L, question);
  lua_pushinteger(L, question->integer[0]);
  return 1;
}

static int model_utilities(lua_State *L) {
  model *model = self(L);
  lh_rows *rows = lh_check(L, 2, LH_TAG_ROWS, "rows of contexts (host.rows)");
  double alpha = lua_isnoneornil(L, 3) ? model->alpha : finite_number(L, 3, "alpha");
  if (rows->width != model->dimension) {
    return luaL_error(
        L, "the rows have %I numbers; the model was made for %I", (LUAI_UACINT)rows->width,
        (LUAI_UACINT)model->dimension);
  }
  if (!all_finite(rows->data, rows->count * rows->width)) {
    return luaL_error(L, "the rows hold a number that is not finite");
  }
  lh_rows *answer = lh_push_rows(L, model->arms, rows->count);
  if (rows->count == 0) return 1;
  lh_ask *question = ask_model(L, model, LH_MODEL_UTILITIES);
  question->in[0] = rows->data;
  question->count[0] = rows->count;
  question->number[0] = alpha;
  question->out = answer->data;
  lh_consult(L, question);
  lh_charge(L, (size_t)(rows->count * model->arms));
  return 1;
}

static const luaL_Reg model_methods[] = {{"scores", model_scores}, {"best", model_best},
                                         {"mean", model_mean},     {"width", model_width},
                                         {"learn", model_learn},   {"count", model_count},
                                         {"utilities", model_utilities}, {NULL, NULL}};

/// What α is called there.
static const char *width_name(const model *of) { return of->kind == LINTS ? "spread" : "alpha"; }

static int model_newindex(lua_State *L) {
  model *model = self(L);
  const char *name = width_name(model);
  if (lua_type(L, 2) != LUA_TSTRING || strcmp(lua_tostring(L, 2), name) != 0) {
    return luaL_error(L, "of a model only %s can be set", name);
  }
  model->alpha = finite_number(L, 3, name);
  lua_pushvalue(L, 3);
  lua_setfield(L, lua_upvalueindex(1), name);
  return 0;
}

/// Gives the model at the top a metatable of its own, whose `__index` is a table of its methods and fields: they are
/// found without a call.
static void open_model(lua_State *L, const model *made) {
  lua_newtable(L);  // the metatable
  lua_pushliteral(L, "model");
  lua_setfield(L, -2, "__name");
  lua_pushboolean(L, false);
  lua_setfield(L, -2, "__metatable");
  lua_newtable(L);
  luaL_setfuncs(L, model_methods, 0);
  lua_pushinteger(L, made->arms);
  lua_setfield(L, -2, "arms");
  lua_pushinteger(L, made->dimension);
  lua_setfield(L, -2, "dim");
  lua_pushnumber(L, made->alpha);
  lua_setfield(L, -2, width_name(made));
  lh_guard(L, "model");
  lua_pushvalue(L, -1);
  lua_setfield(L, -3, "__index");
  lua_pushcclosure(L, model_newindex, 1);
  lua_setfield(L, -2, "__newindex");
  lua_setmetatable(L, -2);
}

// cover

/// The whole numbers of a list in the table at index 1, less `base`, in a block of the script's own (left on the stack);
/// NULL where the option is left out.
static const int64_t *list(lua_State *L, const char *name, int64_t base, int64_t low, int64_t high, int64_t *count) {
  lua_pushstring(L, name);
  lua_rawget(L, 1);
  *count = 0;
  if (lua_isnil(L, -1)) return NULL;
  if (!lua_istable(L, -1)) luaL_error(L, "%s is a %s; expected a list", name, luaL_typename(L, -1));
  int at = lua_gettop(L);
  int64_t length = (int64_t)lua_rawlen(L, at);
  int64_t *values = lua_newuserdatauv(L, (size_t)(length + 1) * sizeof *values, 0);
  for (int64_t i = 0; i < length; i++) {
    int is_whole;
    lua_rawgeti(L, at, i + 1);
    lua_Integer value = lua_tointegerx(L, -1, &is_whole);
    if (!is_whole || value < low || value > high) {
      luaL_error(
          L, "%s holds %s; expected whole numbers from %I to %I", name, lh_describe(L, -1), (LUAI_UACINT)low,
          (LUAI_UACINT)high);
    }
    values[i] = value - base;
    lua_pop(L, 1);
  }
  lh_charge(L, (size_t)length);
  *count = length;
  return values;
}

/// The vector of an option, of N numbers; NULL where it is left out.
static const double *numbers(lua_State *L, const char *name, int64_t count) {
  lua_pushstring(L, name);
  lua_rawget(L, 1);
  if (lua_isnil(L, -1)) return NULL;
  const lh_vector *vector = lh_check(L, -1, LH_TAG_VECTOR, "a vector");
  if (vector->count != count) {
    luaL_error(
        L, "%s has %I numbers; expected one for each of the %I adapters", name, (LUAI_UACINT)vector->count,
        (LUAI_UACINT)count);
  }
  for (int64_t i = 0; i < count; i++) {
    if (!(vector->data[i] >= 0) || !isfinite(vector->data[i])) {
      luaL_error(L, "%s holds %f; expected finite numbers of 0 or more", name, vector->data[i]);
    }
  }
  return vector->data;
}

static int host_cover(lua_State *L) {
  static const char *const searches[] = {"greedy", "swaps", "exact", NULL};
  static const char *const options[] = {"utilities", "costs",   "capacity", "units",  "previous",
                                        "loads",     "horizon", "pinned",   "search", NULL};
  lua_settop(L, 1);
  check_options(L, "host.cover", options);
  lua_pushstring(L, "utilities");
  lua_rawget(L, 1);
  const lh_rows *rows = lh_check(L, -1, LH_TAG_ROWS, "rows of utilities (model:utilities)");
  int64_t count = rows->width;
  for (int64_t i = 0; i < rows->count * count; i++) {
    if (!isfinite(rows->data[i])) return luaL_error(L, "utilities hold a number that is not finite");
  }
  lua_pushstring(L, "search");
  lua_rawget(L, 1);
  int search = luaL_checkoption(L, -1, "greedy", searches);
  int64_t counts[3];
  const double *costs = numbers(L, "costs", count);
  const double *loads = numbers(L, "loads", count);
  const int64_t *units = list(L, "units", 0, 0, INT64_C(1) << 53, &counts[0]);
  if (units && counts[0] != count) return luaL_error(L, "units has %I numbers; expected one for each adapter", (LUAI_UACINT)counts[0]);
  const int64_t *previous = list(L, "previous", 1, 1, count, &counts[1]);
  const int64_t *pinned = list(L, "pinned", 1, 1, count, &counts[2]);
  double capacity = option(L, "capacity", 0, true);
  double horizon = option(L, "horizon", 1, false);
  if (capacity < 0 || capacity != floor(capacity) || capacity > 9007199254740992.0) {
    return luaL_error(L, "capacity is %f; expected a whole number of 0 or more", capacity);
  }
  if (horizon <= 0) return luaL_error(L, "horizon is %f; expected a number above 0", horizon);
  if (!costs) return luaL_error(L, "costs are missing; expected a vector of %I", (LUAI_UACINT)count);
  int64_t *set = lua_newuserdatauv(L, (size_t)(count + 1) * sizeof *set, 0);
  lh_ask *question = ask(L, LH_COVER);
  question->in[0] = rows->data;
  question->in[1] = costs;
  question->in[2] = loads ? loads : costs;
  question->count[0] = rows->count;
  question->count[1] = count;
  question->ids[0] = units;
  question->ids[1] = previous;
  question->ids[2] = pinned;
  for (int i = 0; i < 3; i++) question->id_count[i] = counts[i];
  question->integer[0] = (int64_t)capacity;
  question->integer[1] = search;
  question->number[0] = horizon;
  question->out_ids = set;
  lh_consult(L, question);
  int64_t size = question->integer[0];
  lua_createtable(L, (int)size, 0);
  for (int64_t i = 0; i < size; i++) {
    lua_pushinteger(L, set[i] + 1);
    lua_rawseti(L, -2, i + 1);
  }
  return 1;
}

// log

static int host_log(lua_State *L) {
  int count = lua_gettop(L);
  luaL_Buffer line;
  luaL_buffinit(L, &line);
  for (int i = 1; i <= count; i++) {
    if (i > 1) luaL_addchar(&line, ' ');
    lh_push_text(L, i);
    luaL_addvalue(&line);
  }
  luaL_pushresult(&line);
  size_t length;
  lh_ask *question = ask(L, LH_LOG);
  question->text = lua_tolstring(L, -1, &length);
  question->count[0] = (int64_t)length;
  lh_consult(L, question);
  return 0;
}

static const luaL_Reg functions[] = {{"rng", host_rng},     {"linucb", host_linucb}, {"ridge", host_ridge},
                                     {"lints", host_lints}, {"cover", host_cover},   {"log", host_log},
                                     {NULL, NULL}};

void lh_open_engine(lua_State *L) {
  lh_register(L, LH_TAG_RNG, "rng", rng_methods, NULL);
  luaL_setfuncs(L, functions, 0);
}
