// The arm with the highest score, without reading every A⁻¹; part of ridge_kernel.h.
//
// Reading the matrices dominates the cost of a choice. So each has an outline in single precision, half as long, that
// gives q = xᵀA⁻¹x to within a proven slack. A score then lies between a floor and a ceiling, and only the arms whose
// ceiling reaches the highest floor are scored in full. The choice always equals that of the full scores: floor and
// ceiling take the same roundings as a score, roundings keep order, and so floor ≤ score ≤ ceiling to the last bit.

/// Below 2⁶⁰ for trace and ‖x‖², nothing of an outline overflows.
static const double PB_NAME(outline_limit) = 0x1p60;

static void PB_NAME(draw_outline)(pb_ridge *ridge, int64_t arm) {
  const pb_lanes *matrix = (const pb_lanes *)(ridge->inverses + arm * ridge->record);
  pb_rounded_lanes *rounded = (pb_rounded_lanes *)(ridge->outlines + arm * ridge->outline);
  for (int64_t v = 0; v < ridge->record / pb_lane_count; v++) {
    rounded[v] = __builtin_convertvector(matrix[v], pb_rounded_lanes);
  }
  ridge->traces[arm] = PB_NAME(trace)(ridge, arm);
}

static inline float PB_NAME(single_total)(pb_single_lanes l) {
  __auto_type eight = __builtin_shufflevector(l, l, 0, 1, 2, 3, 4, 5, 6, 7) +
                      __builtin_shufflevector(l, l, 8, 9, 10, 11, 12, 13, 14, 15);
  __auto_type four = __builtin_shufflevector(eight, eight, 0, 1, 2, 3) +
                     __builtin_shufflevector(eight, eight, 4, 5, 6, 7);
  __auto_type two = __builtin_shufflevector(four, four, 0, 1) + __builtin_shufflevector(four, four, 2, 3);
  return two[0] + two[1];
}

/// About xᵀA⁻¹x of every arm, from the outlines.
static void PB_NAME(outline_squares)(const pb_ridge *ridge, double *squares) {
  int64_t size = ridge->outline / pb_single_lane_count;
  const pb_single_lanes *products = (const pb_single_lanes *)ridge->outline_products;
  const pb_single_lanes *a = (const pb_single_lanes *)ridge->outlines;
  for (int64_t arm = 0; arm < ridge->arms; arm += 2) {
    bool pair = arm + 1 < ridge->arms;
    const pb_single_lanes *b = pair ? a + size : a;
    pb_single_lanes even_a = {0}, odd_a = {0}, even_b = {0}, odd_b = {0};
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
    squares[arm] = PB_NAME(single_total)(even_a + odd_a);
    if (pair) squares[arm + 1] = PB_NAME(single_total)(even_b + odd_b);
    a += 2 * size;
  }
}

static int64_t PB_NAME(choose)(pb_ridge *ridge, double alpha, const double *penalties) {
  int64_t arms = ridge->arms, rows = ridge->width / pb_lane_count;
  const pb_lanes *own = (const pb_lanes *)ridge->context;
  const double *means = ridge->means, *traces = ridge->traces;
  double *squares = ridge->squares, *ceilings = ridge->ceilings, *floors = ridge->scores;
  PB_NAME(outline_squares)(ridge, squares);

  // The elements' and products' own roundings are three, and a number goes through half as many sums as there are
  // vectors, and six more; each errs by at most 2⁻²⁴ of Σ|A⁻¹_ij x_i x_j| ≤ trace·‖x‖². Twice that also covers what
  // double precision rounds. The second term is for numbers too small for single precision.
  double length = PB_NAME(dot)(own, own, rows);
  double share = (double)(ridge->outline / pb_single_lane_count / 2 + 10) * 0x1p-23 * length;
  double tiny = (double)ridge->outline * 0x1p-148;
  bool fits = length < PB_NAME(outline_limit);
  for (int64_t arm = 0; arm < arms; arm++) {
    double slack = share * traces[arm] + tiny * (traces[arm] + length + 1);
    // An arm that is certainly below zero has drifted: it is scored in full, which rebuilds it.
    bool known = fits & (traces[arm] < PB_NAME(outline_limit)) & (squares[arm] + slack >= 0);
    double high = known ? squares[arm] + slack : __builtin_inf(), low = known ? squares[arm] - slack : 0;
    ceilings[arm] = means[arm] + alpha * __builtin_elementwise_sqrt(high > 0 ? high : 0);
    floors[arm] = means[arm] + alpha * __builtin_elementwise_sqrt(low > 0 ? low : 0);
  }
  if (penalties) {
    for (int64_t arm = 0; arm < arms; arm++) {
      ceilings[arm] -= penalties[arm];
      floors[arm] -= penalties[arm];
    }
  }
  double highest = -__builtin_inf();
  for (int64_t arm = 0; arm < arms; arm++) highest = floors[arm] > highest ? floors[arm] : highest;
  int64_t candidates = 0, best = 0;
  for (int64_t arm = 0; arm < arms; arm++) {
    if (!(ceilings[arm] >= highest)) continue;
    candidates++;
    best = arm;
  }
  if (candidates == 1 && ceilings[best] < __builtin_inf()) return best;

  double best_score = -__builtin_inf();
  best = 0;
  for (int64_t arm = 0; arm < arms; arm++) {
    if (!(ceilings[arm] >= highest)) continue;
    PB_NAME(squares)(ridge, arm, 1, squares + arm);
    if (squares[arm] < 0 && ridge->discount == 1) {
      ridge->kernel->rebuild(ridge, arm, 1);
      PB_NAME(squares)(ridge, arm, 1, squares + arm);
      PB_NAME(means)(ridge, arm, 1, ridge->means + arm);
    }
    double score = means[arm] + alpha * __builtin_elementwise_sqrt(squares[arm] > 0 ? squares[arm] : 0);
    if (penalties) score -= penalties[arm];
    if (score > best_score) {
      best_score = score;
      best = arm;
    }
  }
  return best;
}
