// Wide models, by the factor A = UᵀU of each arm instead of its inverse; part of ridge_kernel.h.
//
// An observation is a row that is rotated into U: O(d²), stable, and nothing is ever rebuilt [GolubVanLoan2013, §6.5.4].
// The rewards are one more column, c = U⁻ᵀb, so that θ̂ = U⁻¹c.
//
// A discount ages A by a factor that all arms share: A = scale²·UᵀU, b = scale²·Uᵀc. The ridge must not age, but
// restoring all of it is not a rotation. So the factor's own ridge is a diagonal D that ages too, and the coordinates
// take turns to be restored to ρ: D stays within [ρ/1.2, ρ]. The missing part, Δ = ρI − D, is added when an arm is
// used: A = Uᵀ(I + U⁻ᵀΔU⁻¹)U, and conjugate gradients solve the bracket, whose eigenvalues lie within [1, 1.2], in four
// to eleven steps of O(d²).
//
// Row k of U holds the elements from column 8⌊k/8⌋ on; those left of the diagonal are zeros. An arm that has not learnt
// has no factor yet.

/// The row, less its first column: element j of row k is at [j].
static inline double *PB_NAME(row)(const pb_ridge *ridge, int64_t arm, int64_t k) {
  int64_t n = ridge->width, block = k / pb_lane_count, first = block * pb_lane_count;
  int64_t rows_above = first * n - pb_lane_count * pb_lane_count * (block * (block - 1) / 2);
  return ridge->uppers + arm * ridge->factor_record + rows_above + (k - first) * (n - first) - first;
}

/// Rotates the row (extra | reward) into [U | c]; `extra` is zero left of `from`, and everywhere afterwards.
static void PB_NAME(rotate)(pb_ridge *ridge, int64_t arm, double *extra, double reward, int64_t from) {
  int64_t rows = ridge->width / pb_lane_count;
  double *tail = ridge->rewards + arm * ridge->width;
  pb_lanes *e = (pb_lanes *)extra;
  for (int64_t k = from; k < ridge->dimension; k++) {
    double x = extra[k];
    if (x == 0) continue;
    double *row = PB_NAME(row)(ridge, arm, k);
    pb_lanes *u = (pb_lanes *)(row + k / pb_lane_count * pb_lane_count);
    double root = __builtin_elementwise_sqrt(row[k] * row[k] + x * x);
    double cosine = row[k] / root, sine = x / root;
    for (int64_t v = k / pb_lane_count; v < rows; v++, u++) {
      pb_lanes old = *u;
      *u = cosine * old + sine * e[v];
      e[v] = cosine * e[v] - sine * old;
    }
    extra[k] = 0;
    double old = tail[k];
    tail[k] = cosine * old + sine * reward;
    reward = cosine * reward - sine * old;
  }
}

/// out = U⁻ᵀ in; `in` is overwritten.
static void PB_NAME(forward)(const pb_ridge *ridge, int64_t arm, double *in, double *out) {
  int64_t rows = ridge->width / pb_lane_count;
  pb_lanes *rest = (pb_lanes *)in;
  for (int64_t k = 0; k < ridge->dimension; k++) {
    const double *row = PB_NAME(row)(ridge, arm, k);
    double share = out[k] = in[k] / row[k];
    if (share == 0) continue;
    const pb_lanes *u = (const pb_lanes *)(row + k / pb_lane_count * pb_lane_count);
    for (int64_t v = k / pb_lane_count; v < rows; v++, u++) rest[v] -= share * *u;
  }
}

/// out = U⁻¹ in, `out` must not be `in`.
static void PB_NAME(backward)(const pb_ridge *ridge, int64_t arm, const double *in, double *out) {
  int64_t rows = ridge->width / pb_lane_count;
  pb_lanes *y = (pb_lanes *)out;
  for (int64_t v = 0; v < rows; v++) y[v] = (pb_lanes){0};
  for (int64_t k = ridge->dimension - 1; k >= 0; k--) {
    const double *row = PB_NAME(row)(ridge, arm, k);
    int64_t v = k / pb_lane_count;
    out[k] = (in[k] - PB_NAME(dot)((const pb_lanes *)(row + v * pb_lane_count), y + v, rows - v)) / row[k];
  }
}

/// solution = (I + U⁻ᵀΔU⁻¹)⁻¹ in, by conjugate gradients until the squared residual is the fraction `rest` of its first
/// value.
static void PB_NAME(settle)(pb_ridge *ridge, int64_t arm, const double *in, double *solution, double rest) {
  enum { most_steps = 40 };
  int64_t n = ridge->width, rows = n / pb_lane_count;
  const pb_lanes *from = (const pb_lanes *)in, *lacks = (const pb_lanes *)ridge->lacks;
  pb_lanes *q = (pb_lanes *)solution, *left = (pb_lanes *)ridge->scratch, *direction = left + rows;
  pb_lanes *image = direction + rows, *turned = image + rows;
  if (!ridge->is_lacking) {
    for (int64_t v = 0; v < rows; v++) q[v] = from[v];
    return;
  }
  for (int64_t v = 0; v < rows; v++) {
    q[v] = (pb_lanes){0};
    left[v] = direction[v] = from[v];
  }
  double square = PB_NAME(dot)(left, left, rows), enough = rest * square;
  for (int64_t step = 0; step < most_steps && square > enough; step++) {
    PB_NAME(backward)(ridge, arm, (const double *)direction, (double *)turned);
    for (int64_t v = 0; v < rows; v++) {
      turned[v] *= lacks[v];
      image[v] = (pb_lanes){0};
    }
    PB_NAME(forward)(ridge, arm, (double *)turned, (double *)image);
    for (int64_t v = 0; v < rows; v++) image[v] += direction[v];
    double length = square / PB_NAME(dot)(direction, image, rows);
    for (int64_t v = 0; v < rows; v++) {
      q[v] += length * direction[v];
      left[v] -= length * image[v];
    }
    double next = PB_NAME(dot)(left, left, rows), share = next / square;
    for (int64_t v = 0; v < rows; v++) direction[v] = left[v] + share * direction[v];
    square = next;
  }
}

/// θ̂ of an arm that has learnt. O(d²).
static void PB_NAME(factor_theta)(pb_ridge *ridge, int64_t arm) {
  int64_t n = ridge->width;
  double *solution = ridge->scratch + 4 * n;
  PB_NAME(settle)(ridge, arm, ridge->rewards + arm * n, solution, 1e-28);
  PB_NAME(backward)(ridge, arm, solution, ridge->thetas + arm * n);
}

/// xᵀA⁻¹x of the arms from `first` on, for the x taken in. An error of the solution counts by its square alone. O(d²) each.
static void PB_NAME(factor_squares)(pb_ridge *ridge, int64_t first, int64_t count, double *squares) {
  int64_t n = ridge->width, rows = n / pb_lane_count;
  const pb_lanes *own = (const pb_lanes *)ridge->context;
  pb_lanes *used = (pb_lanes *)ridge->scratch, *z = (pb_lanes *)(ridge->scratch + 5 * n);
  pb_lanes *solution = (pb_lanes *)(ridge->scratch + 4 * n);
  for (int64_t i = 0; i < count; i++) {
    int64_t arm = first + i;
    if (ridge->counts[arm] == 0) {
      squares[i] = PB_NAME(dot)(own, own, rows) / ridge->ridge;
      continue;
    }
    for (int64_t v = 0; v < rows; v++) {
      used[v] = own[v];
      z[v] = (pb_lanes){0};
    }
    PB_NAME(forward)(ridge, arm, (double *)used, (double *)z);
    PB_NAME(settle)(ridge, arm, (const double *)z, (double *)solution, 1e-10);
    squares[i] = PB_NAME(dot)(z, solution, rows) / (ridge->scale * ridge->scale);
  }
}

/// Ages all arms, makes up the ridge of the coordinates whose turn it is, and learns the x taken in.
static void PB_NAME(factor_learn)(pb_ridge *ridge, int64_t arm, double reward) {
  int64_t n = ridge->width, d = ridge->dimension, rows = n / pb_lane_count;
  double *extra = ridge->scratch;
  for (int64_t i = 0; i < n; i++) extra[i] = 0;
  if (ridge->discount != 1) {
    ridge->scale *= __builtin_elementwise_sqrt(ridge->discount);
    if (ridge->scale < 0x1p-20) {
      for (int64_t other = 0; other < ridge->arms; other++) {
        if (ridge->counts[other] == 0) continue;
        pb_lanes *u = (pb_lanes *)(ridge->uppers + other * ridge->factor_record);
        pb_lanes *c = (pb_lanes *)(ridge->rewards + other * n);
        for (int64_t v = 0; v < ridge->factor_record / pb_lane_count; v++) u[v] *= ridge->scale;
        for (int64_t v = 0; v < rows; v++) c[v] *= ridge->scale;
      }
      ridge->scale = 1;
    }
    for (int64_t i = 0; i < d; i++) ridge->ridges[i] *= ridge->discount;
    int64_t turn = ridge->clock % ridge->cycle;
    for (int64_t i = turn * d / ridge->cycle; i < (turn + 1) * d / ridge->cycle; i++) {
      double lack = __builtin_elementwise_sqrt(ridge->ridge - ridge->ridges[i]) / ridge->scale;
      for (int64_t other = 0; other < ridge->arms; other++) {
        if (ridge->counts[other] == 0) continue;
        extra[i] = lack;
        PB_NAME(rotate)(ridge, other, extra, 0, i);
      }
      ridge->ridges[i] = ridge->ridge;
    }
    ridge->is_lacking = false;
    for (int64_t i = 0; i < d; i++) {
      ridge->lacks[i] = (ridge->ridge - ridge->ridges[i]) / (ridge->scale * ridge->scale);
      ridge->is_lacking = ridge->is_lacking || ridge->lacks[i] > 0;
    }
  }
  if (ridge->counts[arm] == 0) {
    for (int64_t i = 0; i < d; i++) {
      PB_NAME(row)(ridge, arm, i)[i] = __builtin_elementwise_sqrt(ridge->ridges[i]) / ridge->scale;
    }
  }
  for (int64_t i = 0; i < d; i++) extra[i] = ridge->context[i] / ridge->scale;
  PB_NAME(rotate)(ridge, arm, extra, reward / ridge->scale, 0);
}
