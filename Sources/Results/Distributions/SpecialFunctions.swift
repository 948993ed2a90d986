import Core

// Incomplete beta and gamma functions, the basis of the distributions; no libm, see Core's elementary functions.

/// I_x(a, b) by Lentz's continued fraction [Press2007, 6.4].
func regularisedBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
  guard x > 0 else { return 0 }
  guard x < 1 else { return 1 }
  let front = exponential(
    logGamma(a + b) - logGamma(a) - logGamma(b) + a * naturalLog(x) + b * naturalLog(1 - x))
  return x < (a + 1) / (a + b + 2)
    ? front * betaFraction(x, a, b) / a
    : 1 - front * betaFraction(1 - x, b, a) / b
}

private func betaFraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
  var c = 1.0
  var d = 1 / awayFromZero(1 - (a + b) * x / (a + 1))
  var h = d
  for m in 1...10_000 {
    let m = Double(m)
    let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / awayFromZero(1 + even * d)
    c = awayFromZero(1 + even / c)
    h *= d * c
    let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / awayFromZero(1 + odd * d)
    c = awayFromZero(1 + odd / c)
    let factor = d * c
    h *= factor
    if abs(factor - 1) < 4e-16 { break }
  }
  return h
}

/// ln Γ(x) for x > 0: Stirling's series after shifting x above 10.
func logGamma(_ x: Double) -> Double {
  var x = x
  var shift = 0.0
  while x < 10 {
    shift += naturalLog(x)
    x += 1
  }
  let z = 1 / (x * x)
  let series = (((1.0 / 1188 * z - 1.0 / 1680) * z + 1.0 / 1260) * z - 1.0 / 360) * z + 1.0 / 12
  return (x - 0.5) * naturalLog(x) - x + 0.918938533204672741780 + series / x - shift
}

/// Q(a, x) = Γ(a, x) / Γ(a) for a > 0, x ≥ 0, the upper regularised incomplete gamma function: one minus its series
/// below a + 1, Lentz's continued fraction above [Press2007, 6.2].
func upperRegularisedGamma(_ a: Double, _ x: Double) -> Double {
  guard x > 0 else { return 1 }
  let front = exponential(a * naturalLog(x) - x - logGamma(a))
  return x < a + 1 ? 1 - front * gammaSeries(a, x) : front * gammaFraction(a, x)
}

/// Σ xⁿ / (a (a+1) … (a+n)).
private func gammaSeries(_ a: Double, _ x: Double) -> Double {
  var term = 1 / a
  var sum = term
  var n = a
  while term > sum * 1e-17 {
    n += 1
    term *= x / n
    sum += term
  }
  return sum
}

private func gammaFraction(_ a: Double, _ x: Double) -> Double {
  var b = x + 1 - a
  var c = 1e300
  var d = 1 / b
  var h = d
  for i in 1...10_000 {
    let i = Double(i)
    let factor = -i * (i - a)
    b += 2
    d = 1 / awayFromZero(factor * d + b)
    c = awayFromZero(b + factor / c)
    h *= d * c
    if abs(d * c - 1) < 4e-16 { break }
  }
  return h
}

/// Keeps Lentz's method from dividing by zero.
private func awayFromZero(_ value: Double) -> Double { abs(value) < 1e-300 ? 1e-300 : value }
