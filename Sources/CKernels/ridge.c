// The ridge engine: memory, and when to do what; the loops are in ridge_kernel.h.
#include "ridge.h"

#include <stdlib.h>
#include <string.h>

#pragma clang fp contract(off)

/// Room for `count` numbers behind the `used` ones, on a 64-byte border; null while only sizes are asked.
static double *take(double *start, int64_t *used, int64_t count) {
  double *taken = start ? start + *used : 0;
  *used += (count + pb_lane_count - 1) / pb_lane_count * pb_lane_count;
  return taken;
}

/// Lays the arrays out from `start` on, and answers how many doubles they take.
static int64_t lay_out(pb_ridge *ridge, double *start) {
  int64_t arms = ridge->arms, n = ridge->width;
  int64_t used = 0;
  ridge->context = take(start, &used, 2 * n);
  ridge->gain = take(start, &used, 2 * n);
  ridge->products = take(start, &used, ridge->record);
  ridge->turned = take(start, &used, pb_lane_count * (n + pb_lane_count));
  ridge->squares = take(start, &used, arms);
  ridge->means = take(start, &used, arms);
  ridge->scores = take(start, &used, arms);
  ridge->ceilings = take(start, &used, arms);
  ridge->traces = take(start, &used, arms);
  ridge->outline_products = (float *)take(start, &used, ridge->outline / 2);
  ridge->counts = (int64_t *)take(start, &used, arms);
  ridge->learnt = (int64_t *)take(start, &used, arms);
  ridge->built = (int64_t *)take(start, &used, arms);
  ridge->thetas = take(start, &used, arms * n);
  ridge->outlines = (float *)take(start, &used, arms * ridge->outline / 2);
  ridge->inverses = take(start, &used, arms * ridge->record);
  ridge->rewards = take(start, &used, arms * n);
  ridge->sums = take(start, &used, arms * ridge->record);
  ridge->factor = take(start, &used, n * n);
  ridge->triangle = take(start, &used, n * n);
  return used;
}

pb_ridge *pb_ridge_create(int64_t arms, int64_t dimension, double ridge, double discount, int64_t rebuild_every,
                          const pb_kernel *kernel) {
  int64_t lanes = dimension == 0 ? 1 : (dimension + pb_lane_count - 1) / pb_lane_count;
  int64_t width = lanes * pb_lane_count;
  pb_ridge plan = {
      .kernel = kernel,
      .arms = arms,
      .dimension = dimension,
      .width = width,
      .record = (width / 2 + 1) * width,
      .outline = ((width / 2 + 1) * width + pb_single_lane_count - 1) / pb_single_lane_count * pb_single_lane_count,
      .ridge = ridge,
      .discount = discount,
      .rebuild_every = rebuild_every,
  };
  // One block: the struct in front, then the arrays, each at a multiple of 64 bytes.
  uint64_t head = (sizeof plan + 63) / 64 * 64;
  uint64_t body = (uint64_t)lay_out(&plan, 0) * sizeof(double);
  char *block = aligned_alloc(64, head + body);
  if (!block) return 0;
  memset(block, 0, head + body);
  lay_out(&plan, (double *)(block + head));
  for (int64_t arm = 0; arm < arms; arm++) {
    for (int64_t i = 0; i < dimension; i++) plan.inverses[arm * plan.record + i] = 1 / ridge;
    kernel->draw_outline(&plan, arm);
  }
  memcpy(block, &plan, sizeof plan);
  return (pb_ridge *)block;
}

void pb_ridge_destroy(pb_ridge *ridge) { free(ridge); }

/// γ to the number of observations since the arm's sums were touched.
static double keep(const pb_ridge *ridge, int64_t arm) {
  double power = 1, square = ridge->discount;
  for (int64_t steps = ridge->clock - ridge->learnt[arm]; steps > 0; steps /= 2) {
    if (steps & 1) power *= square;
    square *= square;
  }
  return power;
}

/// Brings A⁻¹ and θ̂ of an aged arm to the present. Nothing to do without a discount, or for a blank arm.
static void refresh(pb_ridge *ridge, int64_t arm) {
  if (ridge->discount == 1 || ridge->counts[arm] == 0 || ridge->built[arm] == ridge->clock) return;
  ridge->kernel->rebuild(ridge, arm, keep(ridge, arm));
  ridge->built[arm] = ridge->clock;
}

static void refresh_all(pb_ridge *ridge) {
  if (ridge->discount == 1) return;
  for (int64_t arm = 0; arm < ridge->arms; arm++) refresh(ridge, arm);
}

/// The squares of the arms from `first` on; an arm whose A⁻¹ is no longer positive is rebuilt.
static void squares(pb_ridge *ridge, int64_t first, int64_t count, double *out) {
  ridge->kernel->squares(ridge, first, count, out);
  for (int64_t i = 0; i < count; i++) {
    if (out[i] >= 0 || ridge->discount != 1) continue;
    ridge->kernel->rebuild(ridge, first + i, 1);
    ridge->kernel->squares(ridge, first + i, 1, out + i);
  }
}

/// Means of all arms for x, and squares if asked.
static void take_in(pb_ridge *ridge, const double *x, bool wide) {
  refresh_all(ridge);
  ridge->kernel->expand(ridge, x, wide);
  if (wide) squares(ridge, 0, ridge->arms, ridge->squares);
  ridge->kernel->means(ridge, 0, ridge->arms, ridge->means);
}

void pb_ridge_score(pb_ridge *ridge, const double *x, double alpha, const double *penalties, double *scores) {
  take_in(ridge, x, alpha != 0);
  ridge->kernel->combine(ridge, alpha, penalties, scores);
}

int64_t pb_ridge_select(pb_ridge *ridge, const double *x, double alpha, const double *penalties) {
  if (alpha > 0) {
    refresh_all(ridge);
    ridge->kernel->expand(ridge, x, true);
    ridge->kernel->means(ridge, 0, ridge->arms, ridge->means);
    return ridge->kernel->choose(ridge, alpha, penalties);
  }
  pb_ridge_score(ridge, x, alpha, penalties, ridge->scores);
  int64_t best = 0;
  for (int64_t arm = 1; arm < ridge->arms; arm++) {
    if (ridge->scores[arm] > ridge->scores[best]) best = arm;
  }
  return best;
}

static double root(double square) { return __builtin_elementwise_sqrt(square > 0 ? square : 0.0); }

void pb_ridge_evaluate(pb_ridge *ridge, const double *x, double *means, double *widths) {
  take_in(ridge, x, true);
  for (int64_t arm = 0; arm < ridge->arms; arm++) {
    means[arm] = ridge->means[arm];
    widths[arm] = root(ridge->squares[arm]);
  }
}

void pb_ridge_sample(pb_ridge *ridge, const double *x, double spread, const double *normals, const double *penalties,
                     double *scores) {
  take_in(ridge, x, true);
  for (int64_t arm = 0; arm < ridge->arms; arm++) {
    scores[arm] = ridge->means[arm] + spread * root(ridge->squares[arm]) * normals[arm];
    if (penalties) scores[arm] -= penalties[arm];
  }
}

double pb_ridge_mean(pb_ridge *ridge, int64_t arm, const double *x) {
  double mean;
  refresh(ridge, arm);
  ridge->kernel->expand(ridge, x, false);
  ridge->kernel->means(ridge, arm, 1, &mean);
  return mean;
}

double pb_ridge_width(pb_ridge *ridge, int64_t arm, const double *x) {
  double square;
  refresh(ridge, arm);
  ridge->kernel->expand(ridge, x, true);
  squares(ridge, arm, 1, &square);
  return root(square);
}

void pb_ridge_learn(pb_ridge *ridge, int64_t arm, const double *x, double reward) {
  ridge->kernel->expand(ridge, x, false);
  ridge->clock++;
  ridge->counts[arm]++;
  ridge->kernel->accumulate(ridge, arm, reward, ridge->discount == 1 ? 1 : keep(ridge, arm));
  ridge->learnt[arm] = ridge->clock;
  if (ridge->discount != 1) return;
  bool due = ridge->counts[arm] % ridge->rebuild_every == 0;
  if (due || !ridge->kernel->refine(ridge, arm, reward)) ridge->kernel->rebuild(ridge, arm, 1);
}

int64_t pb_ridge_count(const pb_ridge *ridge, int64_t arm) { return ridge->counts[arm]; }

void pb_ridge_theta(pb_ridge *ridge, int64_t arm, double *theta) {
  refresh(ridge, arm);
  memcpy(theta, ridge->thetas + arm * ridge->width, (uint64_t)ridge->dimension * sizeof(double));
}

uint64_t pb_ridge_hash(const pb_ridge *ridge) {
  uint64_t hash = 0xcbf29ce484222325, word;
  for (int64_t i = 0; i < ridge->arms * (ridge->record + ridge->width); i++) {
    int64_t inverses = ridge->arms * ridge->record;
    memcpy(&word, i < inverses ? ridge->inverses + i : ridge->thetas + (i - inverses), sizeof word);
    hash = (hash ^ word) * 0x100000001b3;
  }
  return hash;
}
