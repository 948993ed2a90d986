// A Lua 5.4 machine for policies: no Lua header, no raise that crosses into the caller.
#ifndef POLARBENCH_LUAHOST_H
#define POLARBENCH_LUAHOST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct lh_vm lh_vm;

/// How a call ended.
typedef enum __attribute__((enum_extensibility(closed))) lh_status {
  LH_OK __attribute__((swift_name("ok"))),
  /// The text is no Lua.
  LH_SYNTAX __attribute__((swift_name("syntax"))),
  /// The script raised.
  LH_ERROR __attribute__((swift_name("error"))),
  /// The memory cap was reached.
  LH_MEMORY __attribute__((swift_name("memory"))),
  /// The instruction budget was spent (strict mode).
  LH_BUDGET __attribute__((swift_name("budget"))),
  /// The CPU-time limit was passed.
  LH_CPU __attribute__((swift_name("cpu"))),
  /// The answer is of the wrong type.
  LH_WRONG __attribute__((swift_name("wrong"))),
} lh_status;

typedef struct lh_limits {
  /// Of the whole machine.
  size_t memory_bytes;
  /// Of one block, and of one string.
  size_t block_bytes;
  size_t string_bytes;
  /// For one call of a verb; 0: not counted (fast mode).
  int64_t budget_instructions;
  /// CPU time of one call of a verb; 0: no watchdog.
  int64_t cpu_nanos;
} lh_limits;

/// What a script asks of the host's engines.
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
  /// model = a new one: integer = (arms, dimension), number = (ridge, discount).
  LH_MODEL_NEW __attribute__((swift_name("modelNew"))),
  /// out[arms] = upper bounds of in[0] with α = number[0].
  LH_MODEL_SCORES __attribute__((swift_name("modelScores"))),
  /// out[arms] = scores of one draw, number[0] widths to a standard deviation.
  LH_MODEL_SAMPLE __attribute__((swift_name("modelSample"))),
  /// integer[0] = the best arm, 0-based; in[1] = costs or NULL.
  LH_MODEL_BEST __attribute__((swift_name("modelBest"))),
  /// number[0] = mean or width of arm integer[0] at in[0].
  LH_MODEL_MEAN __attribute__((swift_name("modelMean"))),
  LH_MODEL_WIDTH __attribute__((swift_name("modelWidth"))),
  /// Arm integer[0] learns number[0] at in[0].
  LH_MODEL_LEARN __attribute__((swift_name("modelLearn"))),
  /// integer[0] = what arm integer[0] has learnt.
  LH_MODEL_COUNT __attribute__((swift_name("modelCount"))),
  /// out[count[0] × arms] = upper bounds of each row of in[0] with α = number[0].
  LH_MODEL_UTILITIES __attribute__((swift_name("modelUtilities"))),
  /// ids[0 …] = the set, 0-based, and integer[0] its length; see lh_cover.
  LH_COVER __attribute__((swift_name("cover"))),
  /// text, count[0] bytes, goes to the cell's log.
  LH_LOG __attribute__((swift_name("log"))),
} lh_op;

/// One question to the engines, and its answer in place.
typedef struct lh_ask {
  lh_op op;
  int32_t model;
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
  /// What is wrong, where the answer is not 0.
  char error[256];
} lh_ask;

/// Answers 0, or another number with `error` filled in; never raises.
typedef int32_t (*lh_engine)(void *host, lh_ask *ask);

#endif
