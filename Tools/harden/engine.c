// The host's engine in C, over the same kernels: the contract is that of `lh_op` in luahost.h and of ScriptEngines.swift.
//
// It reads all data of a request, so that AddressSanitizer detects a wrong count.

#include <math.h>
#include <string.h>

#include "harden.h"


static void check_finite(const double *numbers, int64_t count) {
  for (int64_t i = 0; i < count; i++) HOLDS(isfinite(numbers[i]));
}

static int32_t refuse(lh_ask *ask) {
  snprintf(ask->error, sizeof ask->error, "too much work");
  return 1;
}

static int32_t model(engine *host, lh_ask *ask) {
  pb_ridge *ridge = ask->model;
  int64_t arms = ask->arms, dimension = ask->dimension, arm = ask->integer[0];
  bool is_wide = ask->number[0] != 0;
  switch (ask->op) {
    case LH_MODEL_SCORES:
    case LH_MODEL_BEST: ask->work = pb_ridge_work(ridge, -1, 1, is_wide); break;
    case LH_MODEL_SAMPLE:
      if (__builtin_add_overflow(pb_ridge_work(ridge, -1, 1, true), 40 * arms, &ask->work)) ask->work = INT64_MAX;
      break;
    case LH_MODEL_MEAN:
    case LH_MODEL_WIDTH: ask->work = pb_ridge_work(ridge, arm, 1, ask->op == LH_MODEL_WIDTH); break;
    case LH_MODEL_LEARN: ask->work = pb_ridge_learn_work(ridge); break;
    case LH_MODEL_UTILITIES: ask->work = pb_ridge_work(ridge, -1, ask->count[0], is_wide); break;
    default: ask->work = 0;
  }
  if (ask->work > ask->allowance) return refuse(ask);
  if (ask->op != LH_MODEL_COUNT) check_finite(ask->in[0], ask->op == LH_MODEL_UTILITIES ? ask->count[0] * dimension : dimension);
  switch (ask->op) {
    case LH_MODEL_SCORES: pb_ridge_score(ridge, ask->in[0], ask->number[0], NULL, ask->out); break;
    case LH_MODEL_SAMPLE: {
      double *normals = malloc((size_t)arms * sizeof *normals);
      for (int64_t i = 0; i < arms; i++) normals[i] = 6 * uniform(&host->random) - 3;
      pb_ridge_sample(ridge, ask->in[0], ask->number[0], normals, NULL, ask->out);
      free(normals);
      break;
    }
    case LH_MODEL_BEST:
      ask->integer[0] = pb_ridge_select(ridge, ask->in[0], ask->number[0], ask->in[1]);
      HOLDS(ask->integer[0] >= 0 && ask->integer[0] < arms);
      break;
    case LH_MODEL_MEAN: HOLDS(arm >= 0 && arm < arms); ask->number[0] = pb_ridge_mean(ridge, arm, ask->in[0]); break;
    case LH_MODEL_WIDTH: HOLDS(arm >= 0 && arm < arms); ask->number[0] = pb_ridge_width(ridge, arm, ask->in[0]); break;
    case LH_MODEL_LEARN:
      HOLDS(arm >= 0 && arm < arms && isfinite(ask->number[0]));
      ask->work += pb_ridge_learn(ridge, arm, ask->in[0], ask->number[0]);
      break;
    case LH_MODEL_COUNT: HOLDS(arm >= 0 && arm < arms); ask->integer[0] = pb_ridge_count(ridge, arm); break;
    default:
      for (int64_t row = 0; row < ask->count[0]; row++) {
        pb_ridge_score(ridge, ask->in[0] + row * dimension, ask->number[0], NULL, ask->out + row * arms);
      }
  }
  return 0;
}

/// Not the search itself, which is in Swift: reads its whole input, and returns a set of an allowed size.
static int32_t cover(lh_ask *ask) {
  int64_t rows = ask->count[0], count = ask->count[1], capacity = ask->integer[0];
  HOLDS(rows >= 0 && count >= 0 && capacity >= 0 && ask->number[0] > 0);
  int64_t most = capacity < count ? capacity : count;
  if (__builtin_mul_overflow((rows + 8) * count, (most + 1) * (ask->ids[0] ? 2 : 1), &ask->work)) ask->work = INT64_MAX;
  if (ask->work > ask->allowance) return refuse(ask);
  check_finite(ask->in[0], rows * count);
  check_finite(ask->in[1], count);
  check_finite(ask->in[2], count);
  int64_t units = 0;
  for (int list = 0; list < 3; list++) {
    for (int64_t i = 0; i < ask->id_count[list]; i++) {
      int64_t id = ask->ids[list][i];
      if (list == 0) {
        HOLDS(id >= 0 && !__builtin_add_overflow(units, id, &units));
      } else {
        HOLDS(id >= 0 && id < count);
      }
    }
  }
  HOLDS(!ask->ids[0] || ask->id_count[0] == count);
  int64_t size = 0, used = 0;
  for (int64_t a = 0; a < count && size < most; a++) {
    if (ask->ids[0] && used + ask->ids[0][a] > capacity) continue;
    used += ask->ids[0] ? ask->ids[0][a] : 1;
    ask->out_ids[size++] = a;
  }
  ask->integer[0] = size;
  return 0;
}

int32_t answer(void *of, lh_ask *ask) {
  engine *host = of;
  HOLDS(ask->allowance >= 0);
  switch (ask->op) {
    case LH_UNIFORM: ask->number[0] = uniform(&host->random); return 0;
    case LH_INTEGER:
      HOLDS(ask->integer[0] > 0);
      ask->integer[0] = below(&host->random, ask->integer[0]);
      return 0;
    case LH_NORMAL: ask->number[0] = 6 * uniform(&host->random) - 3; return 0;
    case LH_EXP: ask->number[0] = exp(ask->number[0]); return 0;
    case LH_LN: ask->number[0] = pb_log(ask->number[0]); return 0;
    case LH_POW: ask->number[0] = pow(ask->number[0], ask->number[1]); return 0;
    case LH_MODEL_SIZE: ask->integer[0] = pb_ridge_bytes(ask->integer[0], ask->integer[1], ask->number[1]); return 0;
    case LH_MODEL_NEW: {
      int64_t bytes = pb_ridge_bytes(ask->integer[0], ask->integer[1], ask->number[1]);
      HOLDS(bytes > 0 && (uintptr_t)ask->model % 64 == 0);
      for (int64_t i = 0; i < bytes; i++) HOLDS(((const char *)ask->model)[i] == 0);
      pb_ridge_place(ask->model, ask->integer[0], ask->integer[1], ask->number[0], ask->number[1], 4096, host->kernel);
      return 0;
    }
    case LH_COVER: return cover(ask);
    case LH_LOG: {
      // Every byte is read.
      int64_t breaks = 0;
      for (int64_t i = 0; i < ask->count[0]; i++) breaks += ask->text[i] == '\n';
      HOLDS(breaks >= 0);
      return 0;
    }
    default: return model(host, ask);
  }
}
