// Definitions shared by the files of the ridge engine.
//
// A symmetric n × n matrix, n = d rounded up to eight, is kept as its wrapped diagonals: row k of n/2 + 1 rows holds
// the elements (i, (i + k) mod n), i = 0 … n−1. Each pair of elements is stored once, except in the last row, which has
// its pairs twice. Every loop over it runs over whole vectors of eight lanes, and a neighbour's number is a shifted
// load from a vector that is written twice in a row.
#ifndef POLARBENCH_RIDGE_H
#define POLARBENCH_RIDGE_H

#include "include/ckernels.h"

/// Eight lanes: one AVX-512 register, two of AVX2, four of SSE2; the arithmetic is the same on each.
typedef double pb_lanes __attribute__((vector_size(64), may_alias));
/// The same at any address.
typedef double pb_lanes_anywhere __attribute__((vector_size(64), aligned(8), may_alias));
/// Sixteen lanes of single precision, and eight: what eight of double precision round to.
typedef float pb_single_lanes __attribute__((vector_size(64), may_alias));
typedef float pb_rounded_lanes __attribute__((vector_size(32), may_alias));

enum { pb_lane_count = 8, pb_single_lane_count = 16 };

struct pb_ridge {
  const pb_kernel *kernel;
  int64_t arms, dimension;
  int64_t width;   // n: d rounded up to eight lanes, at least eight
  int64_t record;  // doubles of one matrix: (n/2 + 1)·n
  int64_t outline; // floats of one matrix: the same, rounded up to sixteen lanes
  bool is_wide;    // keeps factors (ridge_factor.h) instead of inverses, sums and outlines
  int64_t factor_record;  // doubles of one factor
  double ridge, discount;
  int64_t rebuild_every;
  int64_t clock;      // observations so far, over all arms
  int64_t *counts;    // [N] observations
  int64_t *learnt;    // [N] the clock of `sums` and `rewards`
  int64_t *built;     // [N] the clock of `inverses` and `thetas`; with a discount only
  double *inverses;   // [N × record] A⁻¹
  float *outlines;    // [N × outline] A⁻¹ in single precision
  double *traces;     // [N] the trace of A⁻¹
  double *thetas;     // [N × n] θ̂
  double *uppers;     // [N × factor_record] U, row by row; wide models only, as all to `cycle`
  double *ridges;     // [n] D
  double *lacks;      // [n] Δ / scale²
  double *scratch;    // [6 × n]
  double scale;       // square root of the scale of A and b
  bool is_lacking;    // whether Δ is not zero
  int64_t cycle;      // observations in which each coordinate has one turn
  double *sums;       // [N × record] Σ x xᵀ, without the ridge
  double *rewards;    // [N × n] b = Σ r x; of wide models c = U⁻ᵀb
  double *context;    // [2n] x twice
  double *products;   // [record] x xᵀ, pairs doubled: xᵀA⁻¹x is the dot product of A⁻¹ with it
  float *outline_products;  // [outline] the same in single precision
  double *gain;       // [2n] A⁻¹x twice
  double *turned;     // [8 × (n + 8)] scratch of A⁻¹x
  double *factor;     // [n × n] scratch of the rebuild
  double *triangle;   // [n × n] scratch of the rebuild
  double *squares;    // [N] xᵀA⁻¹x
  double *means;      // [N] θ̂ᵀx
  double *scores;     // [N]
  double *ceilings;   // [N] scratch of the choice
};

struct pb_kernel {
  const char *name;
  /// Takes in x: fills `context` and, if asked, `products`.
  void (*expand)(pb_ridge *ridge, const double *x, bool products);
  /// xᵀA⁻¹x of the arms from `first` on.
  void (*squares)(const pb_ridge *ridge, int64_t first, int64_t count, double *squares);
  /// θ̂ᵀx of the arms from `first` on.
  void (*means)(const pb_ridge *ridge, int64_t first, int64_t count, double *means);
  /// `scores` from `means` and `squares`.
  void (*combine)(const pb_ridge *ridge, double alpha, const double *penalties, double *scores);
  /// The arm with the highest score for the x and the means taken in, alpha above 0; most arms by their outlines alone.
  int64_t (*choose)(pb_ridge *ridge, double alpha, const double *penalties);
  /// sums = keep·sums + x xᵀ and rewards = keep·rewards + reward·x, for the x taken in.
  void (*accumulate)(pb_ridge *ridge, int64_t arm, double reward, double keep);
  /// Sherman–Morrison for the x taken in; false, with nothing changed, where a rebuild is due instead.
  bool (*refine)(pb_ridge *ridge, int64_t arm, double reward);
  /// A⁻¹ and θ̂ by Cholesky from A = ρI + keep·sums and keep·rewards.
  void (*rebuild)(pb_ridge *ridge, int64_t arm, double keep);
  /// `outlines` and `traces` of an arm from `inverses`.
  void (*draw_outline)(pb_ridge *ridge, int64_t arm);
  /// For wide models: θ̂ of an arm; xᵀA⁻¹x as `squares`; the whole update of an observation.
  void (*factor_theta)(pb_ridge *ridge, int64_t arm);
  void (*factor_squares)(pb_ridge *ridge, int64_t first, int64_t count, double *squares);
  void (*factor_learn)(pb_ridge *ridge, int64_t arm, double reward);
};

#if defined(__x86_64__)
extern const pb_kernel pb_kernel_sse2, pb_kernel_avx2, pb_kernel_avx512;
#else
extern const pb_kernel pb_kernel_plain;
#endif

#endif
