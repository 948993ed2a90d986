/// A value for a profile, rounded to a number of significant digits.
func rounded(_ value: Double, digits: Int = 4) -> Double {
  // Scaling up smaller values would overflow.
  guard value > 1e-200, value.isFinite else { return value }
  let most = (0..<digits).reduce(1.0) { power, _ in power * 10 }
  var scale = 1.0
  while value * scale < most / 10 { scale *= 10 }
  // Dividing by a whole power of ten gives the nearest double to the digits; multiplying by 0.1 would not.
  var shrink = 1.0
  while value / shrink >= most { shrink *= 10 }
  return (value * scale / shrink).rounded() * shrink / scale
}
