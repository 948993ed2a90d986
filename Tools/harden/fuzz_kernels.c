// libFuzzer over the ridge engine: bytes choose a model's size, then its updates and queries.
//
// Every path of this processor gets the same calls; their answers and their whole state must be the same bits.

#include <math.h>
#include <string.h>

#include "harden.h"

enum { MOST_ARMS = 9, MOST_PATHS = 3, WIDEST = 300, MOST_ASKED = 40 };

typedef struct bytes {
  const uint8_t *at, *end;
} bytes;

static uint8_t next(bytes *from) { return from->at < from->end ? *from->at++ : 0; }

/// A finite number: small, extreme, or with any bits.
static double number(bytes *from) {
  static const double extremes[] = {0, -0.0, 1, -1, 1e-9, 1e9, 1e15, -1e150, 1e154, 1e300, 5e-324, 1.7976931348623157e308};
  uint8_t first = next(from);
  if (first < 128) return (first - 64) / 16.0;
  if (first < 192) return extremes[first % (sizeof extremes / sizeof *extremes)];
  uint64_t bits = 0;
  for (int i = 0; i < 8; i++) bits = bits << 8 | next(from);
  double any;
  memcpy(&any, &bits, sizeof any);
  return isfinite(any) ? any : 0;
}

static bool is_same(const double *a, const double *b, int64_t count) {
  for (int64_t i = 0; i < count; i++) {
    if (memcmp(&a[i], &b[i], sizeof *a) != 0 && !(isnan(a[i]) && isnan(b[i]))) return false;
  }
  return true;
}

typedef struct answers {
  double scores[MOST_ARMS], sample[MOST_ARMS], means[MOST_ARMS], widths[MOST_ARMS], mean, width;
  int64_t best, work;
} answers;

static void ask(pb_ridge *ridge, int64_t arms, const double *x, double alpha, const double *costs, const double *normals,
                int64_t arm, answers *into) {
  into->work = pb_ridge_work(ridge, -1, 1, true);
  HOLDS(into->work >= 0 && pb_ridge_work(ridge, arm, 3, false) >= 0 && pb_ridge_learn_work(ridge) >= 0);
  into->mean = pb_ridge_mean(ridge, arm, x);
  into->width = pb_ridge_width(ridge, arm, x);
  pb_ridge_score(ridge, x, alpha, costs, into->scores);
  pb_ridge_sample(ridge, x, alpha, normals, costs, into->sample);
  pb_ridge_evaluate(ridge, x, into->means, into->widths);
  into->best = pb_ridge_select(ridge, x, alpha, costs);
  HOLDS(into->best >= 0 && into->best < arms);
  HOLDS(pb_ridge_count(ridge, arm) >= 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static const double discounts[] = {1, 1, 0.99, 0.9, 0.5, 0.01, 0.999999};
  bytes from = {data, data + size};
  int64_t arms = 1 + next(&from) % MOST_ARMS;
  uint8_t kind = next(&from);
  // Inverses; factors of aged models, from 33 on; factors, from 257 on.
  int64_t dimension = kind < 160 ? kind % 34 : kind < 240 ? 28 + kind % 16 : kind < 250 ? 250 + kind % 12 : WIDEST;
  double discount = discounts[next(&from) % 7], ridge = (const double[]){1, 1e-9, 1e9, 0.1}[next(&from) % 4];
  pb_ridge *models[MOST_PATHS];
  int paths = 0;
  for (; paths < MOST_PATHS && pb_kernel_at(paths); paths++) {
    models[paths] = pb_ridge_create(arms, dimension, ridge, discount, 1 + kind % 7, pb_kernel_at(paths));
    HOLDS(models[paths]);
  }
  // Exactly the needed length.
  double *x = malloc((size_t)dimension * sizeof *x + !dimension), costs[MOST_ARMS], normals[MOST_ARMS];
  for (int asked = 0; from.at < from.end && asked < MOST_ASKED; asked++) {
    uint8_t action = next(&from);
    int64_t arm = next(&from) % arms;
    // Long contexts repeat a few bytes.
    int64_t written = 1 + next(&from) % 8;
    for (int64_t i = 0; i < dimension; i++) x[i] = i < written ? number(&from) : x[i % written] * (double)(i % 5);
    for (int64_t i = 0; i < dimension; i++) x[i] = isfinite(x[i]) ? x[i] : 1;
    double value = number(&from);
    if (action % 2 == 0) {
      int64_t work = pb_ridge_learn(models[0], arm, x, value);
      for (int path = 1; path < paths; path++) HOLDS(pb_ridge_learn(models[path], arm, x, value) == work);
      continue;
    }
    for (int64_t a = 0; a < arms; a++) {
      costs[a] = (double)(a % 3);
      normals[a] = (double)(a % 5) - 2;
    }
    answers first, other;
    ask(models[0], arms, x, value, action % 4 == 1 ? costs : NULL, normals, arm, &first);
    for (int path = 1; path < paths; path++) {
      ask(models[path], arms, x, value, action % 4 == 1 ? costs : NULL, normals, arm, &other);
      HOLDS(is_same(first.scores, other.scores, arms) && is_same(first.sample, other.sample, arms));
      HOLDS(is_same(first.means, other.means, arms) && is_same(first.widths, other.widths, arms));
      HOLDS(is_same(&first.mean, &other.mean, 1) && is_same(&first.width, &other.width, 1));
      HOLDS(first.best == other.best && first.work == other.work);
    }
  }
  free(x);
  for (int path = 0; path < paths; path++) pb_ridge_destroy(models[path]);
  return 0;
}
