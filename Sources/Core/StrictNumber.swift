// Strict parsing of numbers in files: no blanks, no plus sign, no hexadecimal, no words.

/// A whole number of the form `-?[0-9]+`; nil for other bytes and for numbers that do not fit into 64 bits.
public func strictInteger(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
  guard let first = bytes.first else { return nil }
  let isNegative = first == UInt8(ascii: "-")
  let start = isNegative ? 1 : 0
  guard bytes.count > start else { return nil }
  var value = 0
  for i in start..<bytes.count {
    let digit = bytes[i] &- UInt8(ascii: "0")
    guard digit <= 9 else { return nil }
    let (shifted, overflowed) = value.multipliedReportingOverflow(by: 10)
    // Summed as a negative number, so that the smallest integer fits too.
    let (sum, overflowedToo) = shifted.subtractingReportingOverflow(Int(digit))
    if overflowed || overflowedToo { return nil }
    value = sum
  }
  if isNegative { return value }
  return value == .min ? nil : -value
}

/// A decimal number of the form `-?[0-9]*.?[0-9]*([eE][+-]?[0-9]+)?` with a digit before the exponent, rounded to the
/// nearest double; nil for other bytes (`nan` and `inf` too) and for numbers that are too large.
///
/// Up to 15 digits and a power of ten up to 22 both are exact doubles, so that one operation rounds once [Clinger1990];
/// the rest goes through Swift's own exact conversion.
public func strictNumber(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
  var i = 0
  let isNegative = bytes.first == UInt8(ascii: "-")
  if isNegative { i += 1 }
  var mantissa: UInt64 = 0
  var digits = 0
  var decimals = 0
  var seenPoint = false
  while i < bytes.count {
    let digit = bytes[i] &- UInt8(ascii: "0")
    if digit <= 9 {
      digits += 1
      mantissa = mantissa &* 10 &+ UInt64(digit)
      if seenPoint { decimals += 1 }
    } else if bytes[i] == UInt8(ascii: "."), !seenPoint {
      seenPoint = true
    } else {
      break
    }
    i += 1
  }
  guard digits > 0 else { return nil }
  var exponent = 0
  if i < bytes.count {
    guard bytes[i] | 0x20 == UInt8(ascii: "e") else { return nil }
    let hasPlus = i + 1 < bytes.count && bytes[i + 1] == UInt8(ascii: "+")
    let tail = UnsafeBufferPointer(rebasing: bytes[(i + (hasPlus ? 2 : 1))...])
    if hasPlus, tail.first == UInt8(ascii: "-") { return nil }
    guard let written = strictInteger(tail) else { return isDigits(tail) ? slowNumber(bytes) : nil }
    exponent = written
  }
  let scale = exponent.subtractingReportingOverflow(decimals)
  guard digits <= 15, !scale.overflow, scale.partialValue >= -22, scale.partialValue <= 22 else {
    return slowNumber(bytes)
  }
  let ten = powersOfTen[Int(scale.partialValue.magnitude)]
  let value = scale.partialValue < 0 ? Double(mantissa) / ten : Double(mantissa) * ten
  return isNegative ? -value : value
}

/// Swift's exact conversion of a text whose form was checked; nil if it is too large for a double.
private func slowNumber(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
  guard let value = Double(String(decoding: bytes, as: UTF8.self)), value.isFinite else { return nil }
  return value
}

private func isDigits(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
  let rest = bytes.first == UInt8(ascii: "-") ? UnsafeBufferPointer(rebasing: bytes[1...]) : bytes
  return !rest.isEmpty && rest.allSatisfy { $0 &- UInt8(ascii: "0") <= 9 }
}

private let powersOfTen: [Double] = [
  1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
  1e21, 1e22,
]
