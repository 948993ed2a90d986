// The hot loops of the ridge engine, compiled once for each instruction set: define PB_PATH, then include.
//
// The bits are the same everywhere, because the order of every sum is written down here (eight lanes, a fixed number of
// running sums, a fixed tree over the lanes) and products are never fused with sums.
#include "ridge.h"

#pragma clang fp contract(off)

#define PB_JOIN_(a, b) a##_##b
#define PB_JOIN(a, b) PB_JOIN_(a, b)
#define PB_NAME(name) PB_JOIN(name, PB_PATH)
#define PB_TEXT_(a) #a
#define PB_TEXT(a) PB_TEXT_(a)

/// The eight numbers from p on, at any address.
static inline pb_lanes PB_NAME(at)(const double *p) { return *(const pb_lanes_anywhere *)p; }

/// ((l0 + l4) + (l2 + l6)) + ((l1 + l5) + (l3 + l7)).
static inline double PB_NAME(total)(pb_lanes l) {
  __auto_type four = __builtin_shufflevector(l, l, 0, 1, 2, 3) + __builtin_shufflevector(l, l, 4, 5, 6, 7);
  __auto_type two = __builtin_shufflevector(four, four, 0, 1) + __builtin_shufflevector(four, four, 2, 3);
  return two[0] + two[1];
}

/// The dot product of two aligned rows of `count` vectors: even and odd vectors apart, then the lanes.
static inline double PB_NAME(dot)(const pb_lanes *a, const pb_lanes *b, int64_t count) {
  pb_lanes even = {0}, odd = {0};
  int64_t v = 0;
  for (; v + 2 <= count; v += 2) {
    even += a[v] * b[v];
    odd += a[v + 1] * b[v + 1];
  }
  if (v < count) even += a[v] * b[v];
  return PB_NAME(total)(even + odd);
}

static void PB_NAME(expand)(pb_ridge *ridge, const double *x, bool products) {
  int64_t n = ridge->width, rows = n / pb_lane_count;
  double *context = ridge->context;
  for (int64_t i = 0; i < ridge->dimension; i++) context[i] = context[n + i] = x[i];
  if (!products) return;
  const pb_lanes *own = (const pb_lanes *)context;
  pb_lanes *out = (pb_lanes *)ridge->products;
  pb_rounded_lanes *rounded = (pb_rounded_lanes *)ridge->outline_products;
  for (int64_t k = 0; k <= n / 2; k++) {
    double weight = k == 0 || k == n / 2 ? 1 : 2;
    for (int64_t v = 0; v < rows; v++) {
      pb_lanes product = weight * own[v] * PB_NAME(at)(context + v * pb_lane_count + k);
      *out++ = product;
      *rounded++ = __builtin_convertvector(product, pb_rounded_lanes);
    }
  }
}

static void PB_NAME(squares)(const pb_ridge *ridge, int64_t first, int64_t count, double *squares) {
  int64_t size = ridge->record / pb_lane_count;
  const pb_lanes *products = (const pb_lanes *)ridge->products;
  const pb_lanes *a = (const pb_lanes *)(ridge->inverses + first * ridge->record);
  int64_t arm = 0;
  // Two arms at once share the loads of the products; each arm's sums are those of `dot`.
  for (; arm + 2 <= count; arm += 2, a += 2 * size) {
    const pb_lanes *b = a + size;
    pb_lanes even_a = {0}, odd_a = {0}, even_b = {0}, odd_b = {0};
    int64_t v = 0;
    for (; v + 2 <= size; v += 2) {
      even_a += a[v] * products[v];
      even_b += b[v] * products[v];
      odd_a += a[v + 1] * products[v + 1];
      odd_b += b[v + 1] * products[v + 1];
    }
    if (v < size) {
      even_a += a[v] * products[v];
      even_b += b[v] * products[v];
    }
    squares[arm] = PB_NAME(total)(even_a + odd_a);
    squares[arm + 1] = PB_NAME(total)(even_b + odd_b);
  }
  if (arm < count) squares[arm] = PB_NAME(dot)(a, products, size);
}

static void PB_NAME(means)(const pb_ridge *ridge, int64_t first, int64_t count, double *means) {
  int64_t rows = ridge->width / pb_lane_count;
  const pb_lanes *theta = (const pb_lanes *)(ridge->thetas + first * ridge->width);
  const pb_lanes *context = (const pb_lanes *)ridge->context;
  for (int64_t arm = 0; arm < count; arm++) means[arm] = PB_NAME(dot)(theta + arm * rows, context, rows);
}

static void PB_NAME(combine)(const pb_ridge *ridge, double alpha, const double *penalties, double *scores) {
  int64_t arms = ridge->arms;
  const double *means = ridge->means, *squares = ridge->squares;
  for (int64_t arm = 0; arm < arms; arm++) {
    double score = means[arm];
    if (alpha != 0) score += alpha * __builtin_elementwise_sqrt(squares[arm] > 0 ? squares[arm] : 0);
    scores[arm] = score;
  }
  if (penalties) {
    for (int64_t arm = 0; arm < arms; arm++) scores[arm] -= penalties[arm];
  }
}

static void PB_NAME(accumulate)(pb_ridge *ridge, int64_t arm, double reward, double keep) {
  int64_t n = ridge->width, rows = n / pb_lane_count;
  const pb_lanes *own = (const pb_lanes *)ridge->context;
  pb_lanes *sums = (pb_lanes *)(ridge->sums + arm * ridge->record);
  pb_lanes *rewards = (pb_lanes *)(ridge->rewards + arm * n);
  if (keep != 1) {
    for (int64_t v = 0; v < ridge->record / pb_lane_count; v++) sums[v] *= keep;
    for (int64_t v = 0; v < rows; v++) rewards[v] *= keep;
  }
  for (int64_t k = 0; k <= n / 2; k++) {
    for (int64_t v = 0; v < rows; v++) *sums++ += own[v] * PB_NAME(at)(ridge->context + v * pb_lane_count + k);
  }
  for (int64_t v = 0; v < rows; v++) rewards[v] += reward * own[v];
}

/// gain = A⁻¹x, twice in a row.
///
/// An element (i, i + k) serves twice. For row i it meets x at i + k, a shifted load. For row i + k it meets x at i, and
/// the products must move k places on: those of equal k mod 8 are first summed in step, as whole vectors, and the eight
/// sums are then read with a shift.
static inline __attribute__((always_inline)) void PB_NAME(multiply_rows)(const pb_ridge *ridge, const double *inverse,
                                                                         int64_t rows) {
  int64_t half = rows * pb_lane_count / 2;
  const pb_lanes *matrix = (const pb_lanes *)inverse, *own = (const pb_lanes *)ridge->context;
  int64_t stride = rows + 1;
  for (int64_t shift = 0; shift < pb_lane_count; shift++) {
    pb_lanes *turned = (pb_lanes *)ridge->turned + shift * stride;
    for (int64_t v = 0; v < rows; v++) {
      pb_lanes sum = {0};
      int64_t from = v;
      for (int64_t k = shift; k < half; k += pb_lane_count) {
        if (k > 0) sum += matrix[k * rows + from] * own[from];
        from = from == 0 ? rows - 1 : from - 1;
      }
      turned[v + 1] = sum;
    }
    turned[0] = turned[rows];
  }
  for (int64_t v = 0; v < rows; v++) {
    pb_lanes even = {0}, odd = {0};
    const double *shifted = ridge->context + v * pb_lane_count;
    int64_t k = 0;
    for (; k + 2 <= half; k += 2) {
      even += matrix[k * rows + v] * PB_NAME(at)(shifted + k);
      odd += matrix[(k + 1) * rows + v] * PB_NAME(at)(shifted + k + 1);
    }
    even += matrix[half * rows + v] * PB_NAME(at)(shifted + half);
    for (int64_t shift = 0; shift < pb_lane_count; shift++) {
      odd += PB_NAME(at)(ridge->turned + (shift * stride + v + 1) * pb_lane_count - shift);
    }
    pb_lanes *gain = (pb_lanes *)ridge->gain;
    gain[v] = gain[v + rows] = even + odd;
  }
}

// The usual dimensions have copies of their own, in which the compiler unrolls all but the outer loops.
static void PB_NAME(multiply)(pb_ridge *ridge, const double *inverse) {
  switch (ridge->width / pb_lane_count) {
    case 2: PB_NAME(multiply_rows)(ridge, inverse, 2); break;
    case 4: PB_NAME(multiply_rows)(ridge, inverse, 4); break;
    case 8: PB_NAME(multiply_rows)(ridge, inverse, 8); break;
    default: PB_NAME(multiply_rows)(ridge, inverse, ridge->width / pb_lane_count);
  }
}

/// The trace of A⁻¹: its first wrapped diagonal.
static double PB_NAME(trace)(const pb_ridge *ridge, int64_t arm) {
  const pb_lanes *diagonal = (const pb_lanes *)(ridge->inverses + arm * ridge->record);
  pb_lanes sum = diagonal[0];
  for (int64_t v = 1; v < ridge->width / pb_lane_count; v++) sum += diagonal[v];
  return PB_NAME(total)(sum);
}

static bool PB_NAME(refine)(pb_ridge *ridge, int64_t arm, double reward) {
  int64_t n = ridge->width, rows = n / pb_lane_count;
  double *inverse = ridge->inverses + arm * ridge->record;
  pb_lanes *theta = (pb_lanes *)(ridge->thetas + arm * n), *gain = (pb_lanes *)ridge->gain;
  const pb_lanes *own = (const pb_lanes *)ridge->context;
  PB_NAME(multiply)(ridge, inverse);
  double square = PB_NAME(dot)(gain, own, rows);
  // Below zero A⁻¹ has drifted; far above, the subtraction would lose the digits that q has more than 1 + q.
  if (!(square >= 0 && square <= 1e4)) return false;

  double surprise = (reward - PB_NAME(dot)(theta, own, rows)) / (1 + square);
  for (int64_t v = 0; v < rows; v++) theta[v] += surprise * gain[v];
  // Both sides are scaled by the root, so that an element and its mirror image stay equal to the last bit.
  double root = 1 / __builtin_elementwise_sqrt(1 + square);
  for (int64_t v = 0; v < 2 * rows; v++) gain[v] *= root;
  pb_lanes *matrix = (pb_lanes *)inverse;
  pb_rounded_lanes *rounded = (pb_rounded_lanes *)(ridge->outlines + arm * ridge->outline);
  for (int64_t k = 0; k <= n / 2; k++) {
    for (int64_t v = 0; v < rows; v++) {
      pb_lanes element = *matrix - gain[v] * PB_NAME(at)(ridge->gain + v * pb_lane_count + k);
      *matrix++ = element;
      *rounded++ = __builtin_convertvector(element, pb_rounded_lanes);
    }
  }
  ridge->traces[arm] = PB_NAME(trace)(ridge, arm);
  return true;
}

#include "ridge_choose.h"
#include "ridge_factor.h"
#include "ridge_rebuild.h"

const pb_kernel PB_NAME(pb_kernel) = {
    .name = PB_TEXT(PB_PATH),
    .expand = PB_NAME(expand),
    .squares = PB_NAME(squares),
    .means = PB_NAME(means),
    .combine = PB_NAME(combine),
    .choose = PB_NAME(choose),
    .accumulate = PB_NAME(accumulate),
    .refine = PB_NAME(refine),
    .rebuild = PB_NAME(rebuild),
    .draw_outline = PB_NAME(draw_outline),
    .factor_theta = PB_NAME(factor_theta),
    .factor_squares = PB_NAME(factor_squares),
    .factor_learn = PB_NAME(factor_learn),
};
