// A Lua 5.4 machine for policies, without Lua headers; no Lua error reaches the caller.
#ifndef POLARBENCH_LUAHOST_H
#define POLARBENCH_LUAHOST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct lh_vm lh_vm;

/// The result of a call.
typedef enum __attribute__((enum_extensibility(closed))) lh_status {
  LH_OK __attribute__((swift_name("ok"))),
  /// The text is not valid Lua.
  LH_SYNTAX __attribute__((swift_name("syntax"))),
  /// The script raised an error.
  LH_ERROR __attribute__((swift_name("error"))),
  /// The memory cap was reached.
  LH_MEMORY __attribute__((swift_name("memory"))),
  /// The instruction budget was spent (strict mode).
  LH_BUDGET __attribute__((swift_name("budget"))),
  /// The CPU-time limit was exceeded.
  LH_CPU __attribute__((swift_name("cpu"))),
  /// The answer is of the wrong type.
  LH_WRONG __attribute__((swift_name("wrong"))),
} lh_status;

typedef struct lh_limits {
  /// Limit of the whole machine.
  size_t memory_bytes;
  /// Limits of one block and of one string.
  size_t block_bytes;
  size_t string_bytes;
  /// For one call of a verb; 0: not counted (fast mode).
  int64_t budget_instructions;
  /// CPU time of one call of a verb; 0: no watchdog.
  int64_t cpu_nanos;
} lh_limits;

/// An operation of the host's engines, for scripts.
typedef enum __attribute__((enum_extensibility(closed))) lh_op {
  /// out[0] = a number in [0, 1).
  LH_UNIFORM __attribute__((swift_name("uniform"))),
  /// integer[0] = a whole number in 0 … integer[0]−1.
  LH_INTEGER __attribute__((swift_name("integer"))),
  /// number[0] = a standard normal.
  LH_NORMAL __attribute__((swift_name("normal"))),
  /// number[0] = e^number[0]; ln; number[0]^number[1].
  LH_EXP __attribute__((swift_name("exp"))),
  LH_LN __attribute__((swift_name("ln"))),
  LH_POW __attribute__((swift_name("pow"))),
  /// integer[0] = bytes of a model of integer = (arms, dimension) and number[1] = discount; −1: too many.
  LH_MODEL_SIZE __attribute__((swift_name("modelSize"))),
  /// Makes a model in `model`, that many zero bytes aligned to 64: integer = (arms, dimension), number = (ridge,
  /// discount).
  LH_MODEL_NEW __attribute__((swift_name("modelNew"))),
  /// out[arms] = upper bounds of in[0] with α = number[0].
  LH_MODEL_SCORES __attribute__((swift_name("modelScores"))),
  /// out[arms] = scores of one draw, number[0] widths per standard deviation.
  LH_MODEL_SAMPLE __attribute__((swift_name("modelSample"))),
  /// integer[0] = the best arm, 0-based; in[1] = costs or NULL.
  LH_MODEL_BEST __attribute__((swift_name("modelBest"))),
  /// number[0] = mean or width of arm integer[0] at in[0].
  LH_MODEL_MEAN __attribute__((swift_name("modelMean"))),
  LH_MODEL_WIDTH __attribute__((swift_name("modelWidth"))),
  /// Arm integer[0] learns number[0] at in[0].
  LH_MODEL_LEARN __attribute__((swift_name("modelLearn"))),
  /// integer[0] = the observations of arm integer[0].
  LH_MODEL_COUNT __attribute__((swift_name("modelCount"))),
  /// out[count[0] × arms] = upper bounds of each row of in[0] with α = number[0].
  LH_MODEL_UTILITIES __attribute__((swift_name("modelUtilities"))),
  /// ids[0 …] = the set, 0-based, and integer[0] its length; see lh_cover.
  LH_COVER __attribute__((swift_name("cover"))),
  /// text, count[0] bytes, goes to the cell's log.
  LH_LOG __attribute__((swift_name("log"))),
} lh_op;

/// One request to the engines, and its results.
typedef struct lh_ask {
  lh_op op;
  /// Address and size of a model.
  void *model;
  int64_t arms;
  int64_t dimension;
  /// The multiplications allowed, and those used or needed.
  int64_t allowance;
  int64_t work;
  int64_t integer[4];
  double number[4];
  const double *in[3];
  int64_t count[3];
  /// 0-based adapters: previous, pinned; footprints.
  const int64_t *ids[3];
  int64_t id_count[3];
  double *out;
  int64_t *out_ids;
  const char *text;
  /// The error, if the result is not 0.
  char error[256];
} lh_ask;

/// Returns 0; or 1, with `error` set, if `work` exceeds `allowance` and nothing was done. Never raises.
typedef int32_t (*lh_engine)(void *host, lh_ask *ask);

/// The verbs, as bits of `lh_verbs`.
typedef enum lh_verb {
  LH_START,
  LH_ROUTE,
  LH_LEARN,
  LH_USED,
  LH_ADMIT,
  LH_VICTIM,
  LH_PLAN,
  LH_CHOOSE,
  LH_SEND,
  LH_VERB_COUNT
} lh_verb;

/// The kind of a use of an adapter.
typedef enum lh_use { LH_HIT, LH_PAGE_IN, LH_BYPASS, LH_PLACED, LH_USE_COUNT } lh_use;

/// A parameter's value: a text if there is one, else a number, a whole number or a flag (0 or 1).
typedef struct lh_parameter {
  const char *name;
  const char *text;
  double number;
  int64_t whole;
  bool is_whole;
  bool is_flag;
} lh_parameter;

/// The setting for `start`. The host owns the lists; they are valid during the call.
typedef struct lh_setting {
  int64_t adapters;
  int64_t dimension;
  int64_t capacity;
  const char *unit;
  /// −1 if unknown.
  int64_t horizon;
  /// N costs, or NULL: 1 each.
  const double *costs;
  /// Each N long, or NULL.
  const int64_t *units;
  const int64_t *bytes;
  const int64_t *ranks;
  const char *const *names;
  const int64_t *pinned;
  int64_t pinned_count;
  /// 0 if the policy is not a replica-router.
  int64_t replicas;
  const lh_parameter *parameters;
  int64_t parameter_count;
} lh_setting;

/// The resident set during a call.
typedef struct lh_residents {
  const uint64_t *resident;
  /// NULL if no adapter is held, or if every page-in costs 1.
  const uint64_t *held;
  const double *costs;
  int64_t adapters;
  int64_t count;
  int64_t used;
  int64_t capacity;
} lh_residents;

/// A request during a call; `asked` is −1 if the trace names no adapter.
typedef struct lh_request {
  int64_t step;
  double time;
  int64_t asked;
  int64_t prompt_tokens;
  int64_t output_tokens;
  const double *context;
  int64_t dimension;
} lh_request;

/// The result of a service.
typedef struct lh_outcome {
  lh_request request;
  int64_t adapter;
  double reward;
  double cost;
  bool hit;
} lh_outcome;

/// A use of an adapter, or a miss.
typedef struct lh_usage {
  int64_t adapter;
  int64_t step;
  int64_t units;
  int64_t bytes;
} lh_usage;

/// The first waiting request of an adapter.
typedef struct lh_head {
  int64_t adapter;
  /// Lower is earlier in the queue.
  int64_t place;
  int64_t waiting;
  int64_t running;
  int64_t tokens;
  double arrival;
  bool is_resident;
} lh_head;

/// The choices of a scheduler, in rising adapter order; `adapters` is N.
typedef struct lh_heads {
  const lh_head *heads;
  int64_t count;
  int64_t adapters;
} lh_heads;

/// A replica; bit a of word a / 64 of `resident` is set if adapter a is on its GPU.
typedef struct lh_replica {
  int64_t running;
  int64_t waiting;
  double kv;
  const uint64_t *resident;
} lh_replica;

typedef struct lh_replicas {
  const lh_replica *replicas;
  int64_t count;
  int64_t adapters;
} lh_replicas;

/// The interpreter's version: "5.4.4".
const char *lh_lua_version(void);

/// A machine without a script; NULL if there is not enough memory. `host` is passed to `engine`.
lh_vm *lh_create(lh_limits limits, lh_engine engine, void *host);
void lh_close(lh_vm *vm);

/// Compiles and runs a file's text, which must return the policy's table. Once per machine.
lh_status lh_load(lh_vm *vm, const char *text, size_t count);

/// The policy's table as JSON (functions as {"function": line}), valid until the next call or `lh_close`.
lh_status lh_card(lh_vm *vm, const char **json, size_t *count);

/// All names that scripts can use, one per line, unordered: "assert", "math.floor", "host.zeros", "Vector:dot" (a
/// method), "Request.step" (a field). LH_MEMORY if they need more than `capacity` bytes.
lh_status lh_offer(lh_vm *vm, char *text, size_t capacity);

/// The defined verbs, one bit each, and the line of a verb's definition (0 if it is not defined).
uint32_t lh_verbs(const lh_vm *vm);
int32_t lh_verb_line(const lh_vm *vm, lh_verb verb);

/// The last error: text without position, the line (0 if unknown), and the call stack, one call per line.
const char *lh_message(const lh_vm *vm);
int32_t lh_line(const lh_vm *vm);
const char *lh_traceback(const lh_vm *vm);

/// Bytes in use, and the instructions of the last call (strict mode).
size_t lh_memory(const lh_vm *vm);
int64_t lh_spent(const lh_vm *vm);

/// The verbs. Adapters are 0-based here and 1-based in scripts. After a status other than LH_OK and LH_WRONG the
/// machine is stopped: later calls return the same status.
lh_status lh_start(lh_vm *vm, const lh_setting *setting, int64_t *next_plan);
lh_status lh_route(lh_vm *vm, const lh_request *request, const lh_residents *residents, int64_t *adapter);
lh_status lh_learn(lh_vm *vm, const lh_outcome *outcome);
lh_status lh_used(lh_vm *vm, const lh_usage *usage, lh_use use);
lh_status lh_admit(lh_vm *vm, const lh_usage *usage, const lh_residents *residents, bool *answer);
/// `victim` is −1 for nil.
lh_status lh_victim(lh_vm *vm, const lh_usage *usage, const lh_residents *residents, int64_t *victim);
/// `set` has space for every adapter; `count` is −1 for nil; `next` is −1 for nil.
lh_status lh_plan(
    lh_vm *vm, int64_t step, const lh_residents *residents, int64_t *set, int64_t *count, int64_t *next);

/// `adapter` is −1 for nil; it need not be a head.
lh_status lh_choose(lh_vm *vm, const lh_heads *heads, double now, int64_t *adapter);
lh_status lh_send(lh_vm *vm, const lh_request *request, const lh_replicas *replicas, int64_t *replica);

/// A miss that replaced one resident.
typedef struct lh_trade {
  int32_t newcomer;
  int32_t leaver;
} lh_trade;

/// A batch of an id trace with unit slots, all in use, and its results.
typedef struct lh_batch {
  const int32_t *ids;
  int64_t count;
  int64_t first_step;
  /// The resident set, kept up to date; one bit for each of `adapters`.
  uint64_t *resident;
  int64_t adapters;
  int64_t capacity;
  /// Space for one per request.
  lh_trade *trades;
  int64_t trade_count;
  int64_t bypasses;
  /// The current request, 0 … count.
  int64_t at;
  /// A victim that is not resident; −1 if there was none.
  int64_t stranger;
} lh_batch;

/// Replays a batch: the verbs for each request as above, in one protected call. LH_WRONG also if `stranger` is set. Not
/// for strict mode, whose budget is for one verb.
lh_status lh_replay(lh_vm *vm, lh_batch *batch);

/// From now on the process exits with `status` if one instruction of a script takes far longer than the CPU-time limit:
/// for a process that runs one script. Without a timer it never exits this way.
void lh_end_stuck(int status);

/// Whether this thread's watchdog is a timer; else the clock is read at fixed numbers of instructions.
bool lh_has_timer(void);

#endif
