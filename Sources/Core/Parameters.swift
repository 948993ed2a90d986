/// The parameters of one policy after defaults, in card order.
///
/// Values keep their spelling, so that a manifest repeats the input.
public struct Parameters: Sendable, Equatable {
  /// (name, value as written), in card order.
  public private(set) var entries: [(name: String, value: String)]

  public static func == (a: Parameters, b: Parameters) -> Bool {
    a.entries.count == b.entries.count && zip(a.entries, b.entries).allSatisfy { $0 == $1 }
  }

  /// No parameters at all.
  public init() { entries = [] }

  /// Starts with the defaults of `card` and overrides them with `given`.
  ///
  /// - Throws: a `Fault` that names an unknown parameter (with the nearest known name), a repeated one, or a value
  ///   outside its range.
  public init(card: Card, given: [(name: String, value: String)]) throws(Fault) {
    try self.init(of: card.name, known: card.parameters, given: given)
  }

  /// Starts with the defaults of `known` and overrides them with `given`; faults name `owner`.
  ///
  /// - Throws: as `init(card:given:)`.
  public init(of owner: String, known: [Parameter], given: [(name: String, value: String)]) throws(Fault) {
    entries = known.map { ($0.name, $0.standard) }
    var seen: [String] = []
    for (name, value) in given {
      guard let index = known.firstIndex(where: { $0.name == name }) else {
        throw Messages.unknownParameter(name, of: owner, known: known.map(\.name))
      }
      if seen.contains(name) { throw Messages.repeatedParameter(name, of: owner) }
      seen.append(name)
      guard known[index].range.holds(value) else {
        throw Messages.parameterOutOfRange(known[index], value: value, of: owner)
      }
      entries[index].value = value
    }
  }

  /// The value as written, or nil if the card has no such parameter.
  public func word(_ name: String) -> String? {
    entries.first { $0.name == name }?.value
  }

  /// A number; traps if the card has no such parameter or it is not a number (a programming error).
  public func number(_ name: String) -> Double { Double(word(name)!)! }

  /// A number, or nil if the value is a word.
  public func numberIfAny(_ name: String) -> Double? { word(name).flatMap { Double($0) } }

  /// A whole number, or nil if the value is a word.
  public func integerIfAny(_ name: String) -> Int? { word(name).flatMap { Int($0) } }

  /// A whole number; traps like `number`.
  public func integer(_ name: String) -> Int { Int(word(name)!)! }

  /// A flag; traps like `number`.
  public func flag(_ name: String) -> Bool { word(name)! == "true" }
}

extension Parameter.Range {
  /// Whether a value, as written, lies in the range.
  public func holds(_ value: String) -> Bool {
    switch self {
    case .number(let bounds): Double(value).map { $0.isFinite && bounds.contains($0) } ?? false
    case .integer(let bounds): Int(value).map(bounds.contains) ?? false
    case .flag: value == "true" || value == "false"
    case .choice(let words): words.contains(value)
    case .numberOrChoice(let bounds, let words):
      words.contains(value) || (Double(value).map { $0.isFinite && bounds.contains($0) } ?? false)
    case .integerOrChoice(let bounds, let words):
      words.contains(value) || (Int(value).map(bounds.contains) ?? false)
    case .text: !value.isEmpty
    }
  }

  /// The range in words: "a number from 0 to 10".
  public var described: String {
    switch self {
    case .number(let bounds): "a number \(Self.span(bounds))"
    case .integer(let bounds): Self.wholeSpan(bounds)
    case .flag: "true or false"
    case .choice(let words): Self.quoted(words)
    case .numberOrChoice(let bounds, let words):
      "a number \(Self.span(bounds)), or \(Self.quoted(words))"
    case .integerOrChoice(let bounds, let words): "\(Self.wholeSpan(bounds)), or \(Self.quoted(words))"
    case .text(let meaning): meaning
    }
  }

  private static func quoted(_ words: [String]) -> String {
    words.map { "'\($0)'" }.joined(separator: " or ")
  }

  private static func wholeSpan(_ bounds: ClosedRange<Int>) -> String {
    if bounds == Int.min...Int.max { return "a whole number of 64 bits" }
    return bounds.upperBound == Int.max
      ? "a whole number, \(bounds.lowerBound) or more"
      : "a whole number from \(bounds.lowerBound) to \(bounds.upperBound)"
  }

  private static func span(_ bounds: ClosedRange<Double>) -> String {
    bounds.upperBound == .infinity || bounds.upperBound == .greatestFiniteMagnitude
      ? "of \(shortest(bounds.lowerBound)) or more"
      : "from \(shortest(bounds.lowerBound)) to \(shortest(bounds.upperBound))"
  }
}
