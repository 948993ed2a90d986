#include "include/ckernels.h"

#pragma clang fp contract(off)

// x = 2ᵏ·m with m in [√½, √2); log m = 2·artanh(s), s = (m−1)/(m+1), by its odd Taylor series to s²³.
double pb_log(double x) {
  if (x == 0) return -__builtin_inf();
  if (!(x > 0)) return __builtin_nan("");
  if (x == __builtin_inf()) return x;
  int exponent;
  double m = 2 * __builtin_frexp(x, &exponent);
  double k = exponent - 1;
  if (m > 1.4142135623730951) {
    m *= 0.5;
    k += 1;
  }
  double f = m - 1, s = f / (2 + f), z = s * s, series = 1.0 / 23;
  for (double n = 21; n >= 3; n -= 2) series = series * z + 1 / n;
  // ln 2 in two parts: the high one has 32 trailing zero bits, so that k times it is exact.
  return k * 0x1.62e42feep-1 + (2 * s + (2 * s * z * series + k * 0x1.a39ef35793c76p-33));
}
