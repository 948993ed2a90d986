// A⁻¹ and θ̂ from the sums, by Cholesky; part of ridge_kernel.h. O(d³).
//
// All inner loops add multiples of one row to another, which compilers vectorise without reordering sums.

static void PB_NAME(rebuild)(pb_ridge *ridge, int64_t arm, double keep) {
  int64_t n = ridge->width, d = ridge->dimension;
  const double *sums = ridge->sums + arm * ridge->record;
  double *restrict factor = ridge->factor, *restrict triangle = ridge->triangle;

  // The upper triangle of A = ρI + keep·Σ x xᵀ.
  for (int64_t i = 0; i < d; i++) {
    for (int64_t j = i; j < d; j++) {
      int64_t k = j - i;
      factor[i * n + j] = keep * (k <= n / 2 ? sums[k * n + i] : sums[(n - k) * n + j]);
    }
    factor[i * n + i] += ridge->ridge;
  }
  // A = UᵀU. The rest of the sums at a pivot is never negative, and if it is zero so is its row: if only rounding
  // errors are left, the ridge alone is used.
  for (int64_t k = 0; k < d; k++) {
    double *pivot_row = factor + k * n;
    double whole = keep * sums[k] + ridge->ridge;
    bool alone = pivot_row[k] <= ridge->ridge + (double)d * 0x1p-52 * whole;
    double root = __builtin_elementwise_sqrt(alone ? ridge->ridge : pivot_row[k]);
    pivot_row[k] = root;
    for (int64_t j = k + 1; j < d; j++) pivot_row[j] = alone ? 0 : pivot_row[j] / root;
    for (int64_t i = k + 1; i < d; i++) {
      double share = pivot_row[i];
      double *row = factor + i * n;
      for (int64_t j = i; j < d; j++) row[j] -= share * pivot_row[j];
    }
  }
  // The lower triangle V = U⁻ᵀ, row by row, from the identity.
  for (int64_t i = 0; i < d; i++) {
    for (int64_t j = 0; j < i; j++) triangle[i * n + j] = 0;
    triangle[i * n + i] = 1;
  }
  for (int64_t k = 0; k < d; k++) {
    double *done = triangle + k * n;
    double root = factor[k * n + k];
    for (int64_t j = 0; j <= k; j++) done[j] /= root;
    for (int64_t i = k + 1; i < d; i++) {
      double share = factor[k * n + i];
      double *row = triangle + i * n;
      for (int64_t j = 0; j <= k; j++) row[j] -= share * done[j];
    }
  }
  // A⁻¹ = VᵀV, overwriting the factor, lower triangle; and θ̂ = Vᵀ(V b).
  double *theta = ridge->thetas + arm * n;
  const double *rewards = ridge->rewards + arm * n;
  for (int64_t i = 0; i < d; i++) {
    for (int64_t j = 0; j <= i; j++) factor[i * n + j] = 0;
    theta[i] = 0;
  }
  for (int64_t k = 0; k < d; k++) {
    const double *from = triangle + k * n;
    double share = 0;
    for (int64_t j = 0; j <= k; j++) share += from[j] * (keep * rewards[j]);
    for (int64_t j = 0; j <= k; j++) theta[j] += share * from[j];
    for (int64_t i = 0; i <= k; i++) {
      double multiple = from[i];
      double *row = factor + i * n;
      for (int64_t j = 0; j <= i; j++) row[j] += multiple * from[j];
    }
  }
  double *inverse = ridge->inverses + arm * ridge->record;
  for (int64_t k = 0; k <= n / 2; k++) {
    for (int64_t i = 0; i < n; i++) {
      int64_t j = i + k < n ? i + k : i + k - n;
      int64_t low = i < j ? i : j, high = i < j ? j : i;
      inverse[k * n + i] = high < d ? factor[high * n + low] : 0;
    }
  }
  PB_NAME(draw_outline)(ridge, arm);
}
