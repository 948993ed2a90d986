#ifndef POLARBENCH_CKERNELS_H
#define POLARBENCH_CKERNELS_H

#include <stdbool.h>
#include <stdint.h>

/// The hot loops, compiled for one instruction set. All of them give the same bits.
typedef struct pb_kernel pb_kernel;

/// The paths this processor can run, plainest first; null past the last one.
const pb_kernel *pb_kernel_at(int64_t index);
/// The path of that name, or null where this processor cannot run it.
const pb_kernel *pb_kernel_named(const char *name);
/// The path that POLARBENCH_KERNEL names where it can run, else the widest one.
const pb_kernel *pb_kernel_current(void);
/// "sse2", "avx2", "avx512"; "plain" where the processor is not an x86-64.
const char *pb_kernel_name(const pb_kernel *kernel);

/// N disjoint ridge regressions of dimension d; docs/explanation/bandit-engine.md has the algebra.
typedef struct pb_ridge pb_ridge;

/// Bytes of a model; it never needs more: about 10 N d² for narrow ones, which keep A_a⁻¹, and 4 N d² for wide ones,
/// which keep a factor of A_a (ridge_factor.h). −1 if that is more than any machine has.
int64_t pb_ridge_bytes(int64_t arms, int64_t dimension, double discount);
/// A model of N arms without observations, A_a = ridge·I, in that many zero bytes, aligned to 64. Free only the bytes.
pb_ridge *pb_ridge_place(void *zeros, int64_t arms, int64_t dimension, double ridge, double discount,
                         int64_t rebuild_every, const pb_kernel *kernel);
/// The same in its own memory; null if memory is short. Free with pb_ridge_destroy.
pb_ridge *pb_ridge_create(int64_t arms, int64_t dimension, double ridge, double discount, int64_t rebuild_every,
                          const pb_kernel *kernel);
void pb_ridge_destroy(pb_ridge *ridge);

/// scores[a] = θ̂_aᵀx + alpha·sqrt(xᵀA_a⁻¹x) − penalties[a], N long; penalties may be null; no widths where alpha is 0.
void pb_ridge_score(pb_ridge *ridge, const double *x, double alpha, const double *penalties, double *scores);
/// The arm with the highest score, the lowest one of equals.
int64_t pb_ridge_select(pb_ridge *ridge, const double *x, double alpha, const double *penalties);
/// scores[a] = θ̂_aᵀx + spread·sqrt(xᵀA_a⁻¹x)·normals[a] − penalties[a], N long; penalties may be null.
void pb_ridge_sample(pb_ridge *ridge, const double *x, double spread, const double *normals, const double *penalties,
                     double *scores);
/// means[a] = θ̂_aᵀx and widths[a] = sqrt(xᵀA_a⁻¹x), N long.
void pb_ridge_evaluate(pb_ridge *ridge, const double *x, double *means, double *widths);
double pb_ridge_mean(pb_ridge *ridge, int64_t arm, const double *x);
double pb_ridge_width(pb_ridge *ridge, int64_t arm, const double *x);
/// A_a += x xᵀ, b_a += reward·x; with a discount, every arm ages by one step first. Returns the multiplications of a
/// rebuild, O(d³); 0 if none was needed.
int64_t pb_ridge_learn(pb_ridge *ridge, int64_t arm, const double *x, double reward);
/// The number of observations of the arm.
int64_t pb_ridge_count(const pb_ridge *ridge, int64_t arm);
/// θ̂_a, d long.
void pb_ridge_theta(pb_ridge *ridge, int64_t arm, double *theta);
/// Estimated multiplications to score `rows` contexts with an arm, or with all of them (−1), with widths if `wide`.
/// Includes the updates that are due first. INT64_MAX if it is more.
int64_t pb_ridge_work(const pb_ridge *ridge, int64_t arm, int64_t rows, bool wide);
/// The same for an observation, without a rebuild.
int64_t pb_ridge_learn_work(const pb_ridge *ridge);
/// FNV-1a over the bits of every A_a⁻¹ (or its factor) and θ̂_a: equal on all paths.
uint64_t pb_ridge_hash(const pb_ridge *ridge);

/// The natural logarithm within 2 ulp, from sums and products alone; −∞ at 0, NaN below.
double pb_log(double x);

#endif
