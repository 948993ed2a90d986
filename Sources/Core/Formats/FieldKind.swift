/// What a field must be: how it is read, and what a message says was expected.
public struct FieldKind<Value: Sendable>: Sendable {
  /// In words: "a whole number, 1 to 64".
  public var expected: String
  /// nil for a value of another kind, or out of its range.
  public var read: @Sendable (LuaValue) -> Value?

  public init(_ expected: String, _ read: @escaping @Sendable (LuaValue) -> Value?) {
    self.expected = expected
    self.read = read
  }
}

extension FieldKind where Value == String {
  /// A text that is not empty.
  public static var text: FieldKind {
    FieldKind("a text in quotes, not empty") { value in value.text.flatMap { $0.isEmpty ? nil : $0 } }
  }
}

extension FieldKind where Value == [String] {
  /// A list of texts; one text is a list of one.
  public static var texts: FieldKind {
    FieldKind("a list of texts in quotes") { value in
      if let text = value.text { return [text] }
      guard let entries = value.entries else { return nil }
      let texts = entries.compactMap { $0.name == nil ? $0.value.text : nil }
      return texts.count == entries.count ? texts : nil
    }
  }
}

extension FieldKind where Value == Bool {
  public static var flag: FieldKind {
    FieldKind("true or false") { value in if case .flag(let flag) = value.content { flag } else { nil } }
  }
}

extension FieldKind where Value == Int {
  /// A whole number of a range.
  public static func integer(_ range: ClosedRange<Int>) -> FieldKind {
    FieldKind(Messages.wholeNumber(range)) { value in value.integer.flatMap { range.contains($0) ? $0 : nil } }
  }
}

extension FieldKind where Value == Double {
  /// A finite number of a range.
  public static func number(_ range: ClosedRange<Double>) -> FieldKind {
    FieldKind(Messages.finiteNumber(range)) { value in value.number.flatMap { range.contains($0) ? $0 : nil } }
  }
}

extension FieldKind where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
  /// One of the words of an enumeration.
  public static var word: FieldKind {
    let words = Value.allCases.map { "'\($0.rawValue)'" }
    return FieldKind(words.dropLast().joined(separator: ", ") + " or " + words.suffix(1).joined()) { value in
      value.text.flatMap { Value(rawValue: $0) }
    }
  }
}
