import ArgumentParser
import Core

// Ranges of flags. Out of them is a usage error that names the flag, the value and the range.

/// Refuses a whole number outside of its range; a flag that was not given holds.
func requireFlag(_ flag: String, _ value: Int?, in range: ClosedRange<Int>) throws {
  guard let value, !range.contains(value) else { return }
  throw ValidationError("\(flag) is \(value); expected \(range.lowerBound) to \(range.upperBound).")
}

/// Refuses a number outside of its range, infinite ones and `nan` too; a flag that was not given holds.
func requireFlag(_ flag: String, _ value: Double?, in range: ClosedRange<Double>) throws {
  guard let value, !range.contains(value) else { return }
  throw ValidationError(
    "\(flag) is \(value); expected a number, "
      + "\(shortest(range.lowerBound)) to \(shortest(range.upperBound)).")
}
