/// What a caller handed over that cannot be worked with; nothing was changed.
public enum BanditError: Error, Equatable, CustomStringConvertible {
  /// There is no memory for a model of that size.
  case memory(arms: Int, dimension: Int)
  /// A number or an arm that is out of its range.
  case value(String, String, expected: String)
  /// A list of another length than the model's.
  case length(String, Int, expected: Int)

  public var description: String {
    switch self {
    case .memory(let arms, let dimension): "there is no memory for \(arms) arms of dimension \(dimension)"
    case .value(let name, let value, let expected): "\(name) is \(value); expected \(expected)"
    case .length(let name, let length, let expected): "\(name) has \(length) numbers; expected \(expected)"
    }
  }
}

/// Throws where a list has another length than it should.
func check(_ name: String, _ length: Int, is expected: Int) throws(BanditError) {
  guard length == expected else { throw .length(name, length, expected: expected) }
}
