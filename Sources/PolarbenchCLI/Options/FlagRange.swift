import ArgumentParser
import Core

// Ranges of flags. A value out of range is a usage error that names the flag, the value and the range.

/// Throws for a whole number out of its range; a missing flag is valid.
func requireFlag(_ flag: String, _ value: Int?, in range: ClosedRange<Int>) throws {
  guard let value, !range.contains(value) else { return }
  throw ValidationError("\(flag) is \(value); expected \(range.lowerBound) to \(range.upperBound).")
}

/// Throws for a number out of its range, and for infinite ones and `nan`; a missing flag is valid.
func requireFlag(_ flag: String, _ value: Double?, in range: ClosedRange<Double>) throws {
  guard let value, !range.contains(value) else { return }
  throw ValidationError(
    "\(flag) is \(value); expected a number, "
      + "\(shortest(range.lowerBound)) to \(shortest(range.upperBound)).")
}
