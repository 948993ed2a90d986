// `host.linucb`, `host.ridge`, `host.lints`: the bandit engine of the built-ins.

#include <string.h>

#include "vm.h"

/// Size limits of a model.
enum { MAX_ARMS = 1 << 20, MAX_DIMENSION = 4096, ALIGNMENT = 64 };

enum { LINUCB, RIDGE, LINTS };

/// The engine's arrays follow in the same userdata: Lua counts them, and frees them with the model.
typedef struct model {
  uint32_t tag;
  int kind;
  int64_t arms;
  int64_t dimension;
  /// α, or the spread.
  double alpha;
  void *engine;
} model;

static void open_model(lua_State *L, const model *made);

static lh_ask *ask_model(lua_State *L, const model *of, lh_op op) {
  lh_ask *question = lh_ask_for(L, op);
  question->model = of->engine;
  question->arms = of->arms;
  question->dimension = of->dimension;
  return question;
}

static int new_model(lua_State *L, int kind) {
  static const char *const functions[] = {"host.linucb", "host.ridge", "host.lints"};
  static const char *const options[][6] = {{"arms", "dim", "ridge", "alpha", "discount", NULL},
                                           {"dim", "ridge", "discount", NULL},
                                           {"arms", "dim", "ridge", "spread", "discount", NULL}};
  lh_check_options(L, functions[kind], options[kind]);
  int64_t dimension = lh_whole_option(L, "dim", 1, MAX_DIMENSION);
  int64_t arms = kind == RIDGE ? 1 : lh_whole_option(L, "arms", 1, MAX_ARMS);
  double ridge = lh_option(L, "ridge", 1, false);
  double discount = lh_option(L, "discount", 1, false);
  if (ridge < 1e-9 || ridge > 1e9) return luaL_error(L, "ridge is %f; expected a number from 1e-9 to 1e9", ridge);
  if (discount < 0.01 || discount > 1) {
    return luaL_error(L, "discount is %f; expected a number from 0.01 to 1", discount);
  }
  double alpha = kind == LINTS ? lh_option(L, "spread", 0.5, false) : lh_option(L, "alpha", 0.5, false);
  lh_ask *question = lh_ask_for(L, LH_MODEL_SIZE);
  question->integer[0] = arms;
  question->integer[1] = dimension;
  question->number[1] = discount;
  lh_consult(L, question);
  lh_vm *vm = lh_of(L);
  int64_t bytes = question->integer[0];
  if (bytes < 0 || (size_t)bytes > vm->limits.memory_bytes) {
    return luaL_error(
        L, "a model of %I arms and %I dimensions needs more memory than the policy may have", (LUAI_UACINT)arms,
        (LUAI_UACINT)dimension);
  }
  size_t size = sizeof(model) + ALIGNMENT + (size_t)bytes;
  vm->model_bytes = size;
  model *made = lh_push_object(L, size, LH_TAG_MODEL);
  vm->model_bytes = 0;
  made->kind = kind;
  made->arms = arms;
  made->dimension = dimension;
  made->alpha = alpha;
  uintptr_t behind = (uintptr_t)(made + 1);
  made->engine = (void *)((behind + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
  question = ask_model(L, made, LH_MODEL_NEW);
  question->integer[0] = arms;
  question->integer[1] = dimension;
  question->number[0] = ridge;
  question->number[1] = discount;
  lh_consult(L, question);
  // The vector that `scores` returns.
  lh_push_vector(L, arms);
  lua_setiuservalue(L, -2, 1);
  open_model(L, made);
  return 1;
}

static int host_linucb(lua_State *L) { return new_model(L, LINUCB); }
static int host_ridge(lua_State *L) { return new_model(L, RIDGE); }
static int host_lints(lua_State *L) { return new_model(L, LINTS); }

static model *self(lua_State *L) { return lh_check(L, 1, LH_TAG_MODEL, "a model"); }

/// NaN and infinities have an exponent of all ones. There is no branch inside the loop, so that it is vectorised.
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
    luaL_error(L, "%s is not an arm; expected 1 to %I", lh_describe(L, index), (LUAI_UACINT)of->arms);
  }
  return number - 1;
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
  double reward = lh_finite_number(L, at + 1, "the reward");
  lh_ask *question = ask_model(L, model, LH_MODEL_LEARN);
  question->in[0] = x;
  question->integer[0] = of;
  question->number[0] = reward;
  lh_consult(L, question);
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
  double alpha = lua_isnoneornil(L, 3) ? model->alpha : lh_finite_number(L, 3, "alpha");
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
  return 1;
}

static const luaL_Reg model_methods[] = {{"scores", model_scores}, {"best", model_best},
                                         {"mean", model_mean},     {"width", model_width},
                                         {"learn", model_learn},   {"count", model_count},
                                         {"utilities", model_utilities}, {NULL, NULL}};

/// The name of α in the options.
static const char *width_name(const model *of) { return of->kind == LINTS ? "spread" : "alpha"; }

static int model_newindex(lua_State *L) {
  model *model = self(L);
  const char *name = width_name(model);
  if (lua_type(L, 2) != LUA_TSTRING || strcmp(lua_tostring(L, 2), name) != 0) {
    return luaL_error(L, "of a model only %s can be set", name);
  }
  model->alpha = lh_finite_number(L, 3, name);
  lua_pushvalue(L, 3);
  lua_setfield(L, lua_upvalueindex(1), name);
  return 0;
}

/// Gives the model at the top its own metatable, whose `__index` is a table of its methods and fields: look-ups need no
/// call.
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

void lh_open_model(lua_State *L) {
  static const luaL_Reg functions[] = {
      {"linucb", host_linucb}, {"ridge", host_ridge}, {"lints", host_lints}, {NULL, NULL}};
  luaL_setfuncs(L, functions, 0);
}
