// Our own elementary functions. glibc's give different bits on processors with and without FMA. These use sums and
// products that Swift never contracts, so that a run gives the same bits everywhere. `sqrt` is exact by IEEE 754.

/// The natural logarithm, within 2 ulp; −∞ at 0, NaN below, +∞ at +∞.
///
/// x = 2ᵏ·m with m in [√½, √2); log m = 2·artanh(s), s = (m−1)/(m+1), by its odd Taylor series to s²³.
public func naturalLog(_ x: Double) -> Double {
  if x == 0 { return -.infinity }
  guard x > 0 else { return .nan }
  guard x < .infinity else { return .infinity }
  var k = Double(x.exponent)
  var m = x.significand
  if m > 1.4142135623730951 {
    m *= 0.5
    k += 1
  }
  let f = m - 1
  let s = f / (2 + f)
  let z = s * s
  var series = 1.0 / 23
  for n in stride(from: 21.0, through: 3, by: -2) { series = series * z + 1 / n }
  // ln 2 in two parts: the high one has 32 trailing zero bits, so that k times it is exact.
  return k * 0x1.62e42feep-1 + (2 * s + (2 * s * z * series + k * 0x1.a39ef35793c76p-33))
}

/// eˣ, within 2 ulp; +∞ above 709.79, 0 below −745.2; NaN of NaN.
///
/// x = k·ln 2 + r with |r| ≤ ½ ln 2; eʳ by its Taylor series to r¹⁴.
public func exponential(_ x: Double) -> Double {
  guard x == x else { return .nan }
  if x > 709.782712893384 { return .infinity }
  if x < -745.2 { return 0 }
  let k = (x * 1.4426950408889634).rounded(.toNearestOrEven)
  let r = (x - k * 0x1.62e42feep-1) - k * 0x1.a39ef35793c76p-33
  var series = 1.0
  for n in stride(from: 14.0, through: 1, by: -1) { series = 1 + r / n * series }
  let half = Int(k) / 2
  return series * Double(sign: .plus, exponent: half, significand: 1)
    * Double(sign: .plus, exponent: Int(k) - half, significand: 1)
}

/// xʸ for x ≥ 0, as exp(y · log x); 1 where y is 0. Relative error about |y·log x| ulp.
public func power(_ x: Double, _ y: Double) -> Double {
  if y == 0 { return 1 }
  if x == 0 { return y > 0 ? 0 : .infinity }
  return exponential(y * naturalLog(x))
}

/// The standard normal quantile for 0 < p < 1: rational approximations good to about 1 part in 10¹⁶ [Wichura1988].
@inlinable
public func normalQuantile(_ p: Double) -> Double {
  let q = p - 0.5
  if abs(q) <= 0.425 {
    let r = 0.180625 - q * q
    return q * centralQuotient(r)
  }
  return tailQuantile(p, q)
}

@usableFromInline
func centralQuotient(_ r: Double) -> Double {
  let n0 = ((2509.0809287301226727 * r + 33430.575583588128105) * r + 67265.770927008700853) * r
  let n1 = ((n0 + 45921.953931549871457) * r + 13731.693765509461125) * r + 1971.5909503065514427
  let numerator = (n1 * r + 133.14166789178437745) * r + 3.387132872796366608
  let d0 = ((5226.495278852545925 * r + 28729.085735721942674) * r + 39307.89580009271061) * r
  let d1 = ((d0 + 21213.794301586595867) * r + 5394.1960214247511077) * r + 687.1870074920579083
  let denominator = (d1 * r + 42.313330701600911252) * r + 1
  return numerator / denominator
}

@usableFromInline
func tailQuantile(_ p: Double, _ q: Double) -> Double {
  let tail = q < 0 ? p : 1 - p
  var r = (-naturalLog(tail)).squareRoot()
  let value: Double
  if r <= 5 {
    r -= 1.6
    let n0 = ((7.7454501427834140764e-4 * r + 0.0227238449892691845833) * r + 0.24178072517745061177) * r
    let n1 = ((n0 + 1.27045825245236838258) * r + 3.64784832476320460504) * r + 5.7694972214606914055
    let numerator = (n1 * r + 4.6303378461565452959) * r + 1.42343711074968357734
    let d0 = ((1.05075007164441684324e-9 * r + 5.475938084995344946e-4) * r + 0.0151986665636164571966) * r
    let d1 = ((d0 + 0.14810397642748007459) * r + 0.68976733498510000455) * r + 1.6763848301838038494
    value = numerator / ((d1 * r + 2.05319162663775882187) * r + 1)
  } else {
    r -= 5
    let n0 = ((2.01033439929228813265e-7 * r + 2.71155556874348757815e-5) * r + 0.0012426609473880784386) * r
    let n1 = ((n0 + 0.026532189526576123093) * r + 0.29656057182850489123) * r + 1.7848265399172913358
    let numerator = (n1 * r + 5.4637849111641143699) * r + 6.6579046435011037772
    let d0 = ((2.04426310338993978564e-15 * r + 1.4215117583164458887e-7) * r + 1.8463183175100546818e-5) * r
    let d1 = ((d0 + 7.868691311456132591e-4) * r + 0.0148753612908506148525) * r + 0.13692988092273580531
    value = numerator / ((d1 * r + 0.59983220655588793769) * r + 1)
  }
  return q < 0 ? -value : value
}
