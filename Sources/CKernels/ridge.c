// The ridge engine: memory layout and control flow; the loops are in ridge_kernel.h.
#include "ridge.h"

#include <stdlib.h>
#include <string.h>

#pragma clang fp contract(off)

/// Above these dimensions a model keeps factors. Rebuilding an inverse is O(d³): without a discount every 4 096
/// observations of an arm, with a discount at each use. From about d = 32 on, a few steps of O(d²) cost less.
enum { widest_inverse = 256, widest_aged_inverse = 32 };

/// Memory for `count` numbers after the `used` ones, aligned to 64 bytes; null if only the size is computed.
static double *take(double *start, int64_t *used, int64_t count) {
  double *taken = start ? start + *used : 0;
  *used += (count + pb_lane_count - 1) / pb_lane_count * pb_lane_count;
  return taken;
}

/// Lays out the arrays from `start` on; returns the number of doubles.
static int64_t lay_out(pb_ridge *ridge, double *start) {
  int64_t arms = ridge->arms, n = ridge->width;
  int64_t used = 0;
  ridge->context = take(start, &used, 2 * n);
  ridge->squares = take(start, &used, arms);
  ridge->means = take(start, &used, arms);
  ridge->scores = take(start, &used, arms);
  ridge->counts = (int64_t *)take(start, &used, arms);
  ridge->built = (int64_t *)take(start, &used, arms);
  ridge->thetas = take(start, &used, arms * n);
  ridge->rewards = take(start, &used, arms * n);
  if (ridge->is_wide) {
    ridge->ridges = take(start, &used, n);
    ridge->lacks = take(start, &used, n);
    ridge->scratch = take(start, &used, 6 * n);
    ridge->uppers = take(start, &used, arms * ridge->factor_record);
    return used;
  }
  ridge->gain = take(start, &used, 2 * n);
  ridge->products = take(start, &used, ridge->record);
  ridge->turned = take(start, &used, pb_lane_count * (n + pb_lane_count));
  ridge->ceilings = take(start, &used, arms);
  ridge->traces = take(start, &used, arms);
  ridge->outline_products = (float *)take(start, &used, ridge->outline / 2);
  ridge->learnt = (int64_t *)take(start, &used, arms);
  ridge->outlines = (float *)take(start, &used, arms * ridge->outline / 2);
  ridge->inverses = take(start, &used, arms * ridge->record);
  ridge->sums = take(start, &used, arms * ridge->record);
  ridge->factor = take(start, &used, n * n);
  ridge->triangle = take(start, &used, n * n);
  return used;
}

/// The fields that need no memory.
static pb_ridge shape(int64_t arms, int64_t dimension, double discount) {
  int64_t lanes = dimension == 0 ? 1 : (dimension + pb_lane_count - 1) / pb_lane_count;
  int64_t width = lanes * pb_lane_count;
  return (pb_ridge){
      .arms = arms,
      .dimension = dimension,
      .width = width,
      .record = (width / 2 + 1) * width,
      .outline = ((width / 2 + 1) * width + pb_single_lane_count - 1) / pb_single_lane_count * pb_single_lane_count,
      .is_wide = dimension > (discount == 1 ? widest_inverse : widest_aged_inverse),
      .factor_record = width * width / 2 + pb_lane_count / 2 * width,
      .discount = discount,
  };
}

/// The struct in front, then the arrays, each at a multiple of 64 bytes.
static int64_t head_bytes(void) { return ((int64_t)sizeof(pb_ridge) + 63) / 64 * 64; }

int64_t pb_ridge_bytes(int64_t arms, int64_t dimension, double discount) {
  // No sum below exceeds 2⁶²: an arm takes less than 4 d² + 64 d + 64 numbers, and the shared arrays together take less
  // than one arm.
  if (arms < 0 || dimension < 0 || dimension > INT64_C(1) << 24) return -1;
  int64_t of_arm = 4 * (dimension + 8) * (dimension + 8) + 64;
  if (arms >= (INT64_C(1) << 58) / of_arm) return -1;
  pb_ridge plan = shape(arms, dimension, discount);
  return head_bytes() + lay_out(&plan, 0) * (int64_t)sizeof(double);
}

pb_ridge *pb_ridge_place(void *zeros, int64_t arms, int64_t dimension, double ridge, double discount,
                         int64_t rebuild_every, const pb_kernel *kernel) {
  pb_ridge plan = shape(arms, dimension, discount);
  plan.kernel = kernel;
  plan.ridge = ridge;
  plan.rebuild_every = rebuild_every;
  plan.scale = 1;
  // Each coordinate has its turn before its ridge has aged to less than 1/1.2 of its value.
  plan.cycle = 1;
  for (double kept = discount * discount; discount != 1 && kept * 1.2 >= 1; kept *= discount) plan.cycle++;
  lay_out(&plan, (double *)((char *)zeros + head_bytes()));
  if (plan.is_wide) {
    for (int64_t i = 0; i < dimension; i++) plan.ridges[i] = ridge;
  } else {
    for (int64_t arm = 0; arm < arms; arm++) {
      for (int64_t i = 0; i < dimension; i++) plan.inverses[arm * plan.record + i] = 1 / ridge;
      kernel->draw_outline(&plan, arm);
    }
  }
  memcpy(zeros, &plan, sizeof plan);
  return zeros;
}

pb_ridge *pb_ridge_create(int64_t arms, int64_t dimension, double ridge, double discount, int64_t rebuild_every,
                          const pb_kernel *kernel) {
  int64_t bytes = pb_ridge_bytes(arms, dimension, discount);
  char *block = bytes > 0 ? aligned_alloc(64, (uint64_t)bytes) : 0;
  if (!block) return 0;
  memset(block, 0, (uint64_t)bytes);
  return pb_ridge_place(block, arms, dimension, ridge, discount, rebuild_every, kernel);
}

void pb_ridge_destroy(pb_ridge *ridge) { free(ridge); }

/// γ to the power of the observations since the arm's last update.
static double keep(const pb_ridge *ridge, int64_t arm) {
  double power = 1, square = ridge->discount;
  for (int64_t steps = ridge->clock - ridge->learnt[arm]; steps > 0; steps /= 2) {
    if (steps & 1) power *= square;
    square *= square;
  }
  return power;
}

/// Whether an arm's results are computed when first needed, and kept until an observation changes them.
static bool is_lazy(const pb_ridge *ridge) { return ridge->is_wide || ridge->discount != 1; }

/// Whether θ̂ of an arm, or the A⁻¹ of an aged one, must be computed before the arm is used. Never for an arm without
/// observations.
static bool is_stale(const pb_ridge *ridge, int64_t arm) {
  if (ridge->counts[arm] == 0) return false;
  // 0: it has new observations.
  return ridge->discount == 1 ? ridge->built[arm] == 0 : ridge->built[arm] != ridge->clock;
}

static void refresh(pb_ridge *ridge, int64_t arm) {
  if (!is_lazy(ridge) || !is_stale(ridge, arm)) return;
  if (ridge->is_wide) {
    ridge->kernel->factor_theta(ridge, arm);
  } else {
    ridge->kernel->rebuild(ridge, arm, keep(ridge, arm));
  }
  ridge->built[arm] = ridge->clock;
}

static void refresh_all(pb_ridge *ridge) {
  if (!is_lazy(ridge)) return;
  for (int64_t arm = 0; arm < ridge->arms; arm++) refresh(ridge, arm);
}

/// The squares of the arms from `first` on; an arm whose A⁻¹ is no longer positive is rebuilt.
static void squares(pb_ridge *ridge, int64_t first, int64_t count, double *out) {
  if (ridge->is_wide) {
    ridge->kernel->factor_squares(ridge, first, count, out);
    return;
  }
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
  ridge->kernel->expand(ridge, x, wide && !ridge->is_wide);
  if (wide) squares(ridge, 0, ridge->arms, ridge->squares);
  ridge->kernel->means(ridge, 0, ridge->arms, ridge->means);
}

void pb_ridge_score(pb_ridge *ridge, const double *x, double alpha, const double *penalties, double *scores) {
  take_in(ridge, x, alpha != 0);
  ridge->kernel->combine(ridge, alpha, penalties, scores);
}

int64_t pb_ridge_select(pb_ridge *ridge, const double *x, double alpha, const double *penalties) {
  if (alpha > 0 && !ridge->is_wide) {
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
  ridge->kernel->expand(ridge, x, !ridge->is_wide);
  squares(ridge, arm, 1, &square);
  return root(square);
}

int64_t pb_ridge_learn(pb_ridge *ridge, int64_t arm, const double *x, double reward) {
  ridge->kernel->expand(ridge, x, false);
  ridge->clock++;
  if (ridge->is_wide) {
    ridge->kernel->factor_learn(ridge, arm, reward);
    ridge->counts[arm]++;
    ridge->built[arm] = 0;
    return 0;
  }
  ridge->counts[arm]++;
  ridge->kernel->accumulate(ridge, arm, reward, ridge->discount == 1 ? 1 : keep(ridge, arm));
  ridge->learnt[arm] = ridge->clock;
  if (ridge->discount != 1) return 0;
  bool due = ridge->counts[arm] % ridge->rebuild_every == 0;
  if (!due && ridge->kernel->refine(ridge, arm, reward)) return 0;
  ridge->kernel->rebuild(ridge, arm, 1);
  return ridge->width * ridge->width * ridge->width;
}

int64_t pb_ridge_count(const pb_ridge *ridge, int64_t arm) { return ridge->counts[arm]; }

void pb_ridge_theta(pb_ridge *ridge, int64_t arm, double *theta) {
  refresh(ridge, arm);
  memcpy(theta, ridge->thetas + arm * ridge->width, (uint64_t)ridge->dimension * sizeof(double));
}

/// FNV-1a over the bits of an array, continued from `hash`.
static uint64_t hashed(uint64_t hash, const double *numbers, int64_t count) {
  for (int64_t i = 0; i < count; i++) {
    uint64_t word;
    memcpy(&word, numbers + i, sizeof word);
    hash = (hash ^ word) * 0x100000001b3;
  }
  return hash;
}

uint64_t pb_ridge_hash(const pb_ridge *ridge) {
  int64_t arms = ridge->arms;
  uint64_t hash = ridge->is_wide ? hashed(0xcbf29ce484222325, ridge->uppers, arms * ridge->factor_record)
                                 : hashed(0xcbf29ce484222325, ridge->inverses, arms * ridge->record);
  return hashed(hash, ridge->thetas, arms * ridge->width);
}

int64_t pb_ridge_work(const pb_ridge *ridge, int64_t arm, int64_t rows, bool wide) {
  int64_t n = ridge->width, square = n * n;
  int64_t first = arm < 0 ? 0 : arm, end = arm < 0 ? ridge->arms : arm + 1;
  bool ages = ridge->discount != 1;
  // Eleven steps of conjugate gradients update θ̂, four give a width.
  int64_t current = ridge->is_wide ? (ages ? 11 * square : square / 2) : square * n;
  int64_t each = !wide ? n : ridge->is_wide && ages ? 4 * square : square / 2;
  int64_t stale = 0;
  for (int64_t i = first; i < end && is_lazy(ridge); i++) stale += is_stale(ridge, i);
  __int128 work = (__int128)stale * current + (__int128)rows * (end - first) * each;
  return work > INT64_MAX ? INT64_MAX : (int64_t)work;
}

int64_t pb_ridge_learn_work(const pb_ridge *ridge) {
  int64_t n = ridge->width, square = n * n;
  if (!ridge->is_wide || ridge->discount == 1) return 2 * square;
  // A turn rotates a third of U on average.
  int64_t turns = (ridge->dimension + ridge->cycle - 1) / ridge->cycle;
  return 2 * square + ridge->arms * turns * (square / 4);
}
