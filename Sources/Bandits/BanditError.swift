/// An invalid argument; the model was not changed.
public enum BanditError: Error, Equatable, CustomStringConvertible {
  /// Too little memory for a model of that size.
  case memory(arms: Int, dimension: Int)
  /// A number or an arm out of its range.
  case value(String, String, expected: String)
  /// A list whose length does not match the model.
  case length(String, Int, expected: Int)

  public var description: String {
    switch self {
    case .memory(let arms, let dimension): "there is no memory for \(arms) arms of dimension \(dimension)"
    case .value(let name, let value, let expected): "\(name) is \(value); expected \(expected)"
    case .length(let name, let length, let expected): "\(name) has \(length) numbers; expected \(expected)"
    }
  }
}

/// Throws if a list does not have the expected length.
func check(_ name: String, _ length: Int, is expected: Int) throws(BanditError) {
  guard length == expected else { throw .length(name, length, expected: expected) }
}
