import Core

/// The members of an object in a store's file, read by name; a missing member or a wrong type is a fault with its
/// place.
struct StoreFields {
  let value: JSONValue
  let place: Fault.Place

  /// Throws a fault if the value is not an object.
  init(_ value: JSONValue, at place: Fault.Place) throws(Fault) {
    guard value.members != nil else { throw Messages.wrongField("the line", value.kind, expected: "an object", place) }
    self.value = value
    self.place = place
  }

  func text(_ name: String) throws(Fault) -> String {
    try field(name, "a text", \.string)
  }

  func optionalText(_ name: String) throws(Fault) -> String? { try optional(name, "a text", \.string) }

  /// A whole number in `range`; counts are never below 0.
  func integer(_ name: String, in range: ClosedRange<Int> = 0...Int.max) throws(Fault) -> Int {
    try inRange(try field(name, "a whole number", \.integer), name, range)
  }

  func optionalInteger(_ name: String, in range: ClosedRange<Int> = 0...Int.max) throws(Fault) -> Int? {
    try optional(name, "a whole number", \.integer).map { (value) throws(Fault) in try inRange(value, name, range) }
  }

  /// A number in the range of sums over a trace; its square is finite.
  func number(_ name: String) throws(Fault) -> Double {
    try inRange(try field(name, "a number", \.number), name, Bounds.sum)
  }

  func optionalNumber(_ name: String) throws(Fault) -> Double? {
    try optional(name, "a number", \.number).map { (value) throws(Fault) in try inRange(value, name, Bounds.sum) }
  }

  func flag(_ name: String) throws(Fault) -> Bool { try field(name, "true or false", \.flag) }

  func optionalFlag(_ name: String) throws(Fault) -> Bool? { try optional(name, "true or false", \.flag) }

  func list(_ name: String) throws(Fault) -> [JSONValue] { try field(name, "a list", \.array) }

  func object(_ name: String) throws(Fault) -> StoreFields {
    try StoreFields(try field(name, "an object", { $0.members == nil ? nil : $0 }), at: place)
  }

  func objects(_ name: String) throws(Fault) -> [StoreFields] {
    var all: [StoreFields] = []
    for item in try list(name) { all.append(try StoreFields(item, at: place)) }
    return all
  }

  func texts(_ name: String) throws(Fault) -> [String] { try items(name, "texts", \.string) }

  func integers(_ name: String, in range: ClosedRange<Int> = 0...Int.max) throws(Fault) -> [Int] {
    let all = try items(name, "whole numbers", \.integer)
    for value in all { _ = try inRange(value, name, range) }
    return all
  }

  func numbers(_ name: String) throws(Fault) -> [Double] {
    let all = try items(name, "numbers", \.number)
    for value in all { _ = try inRange(value, name, Bounds.sum) }
    return all
  }

  private func inRange<Number: Comparable>(
    _ value: Number, _ name: String, _ range: ClosedRange<Number>
  ) throws(Fault) -> Number {
    guard range.contains(value) else {
      throw Messages.wrongField("'\(name)'", "\(value)", expected: "\(range.lowerBound) to \(range.upperBound)", place)
    }
    return value
  }

  private func items<Item>(
    _ name: String, _ kind: String, _ read: (JSONValue) -> Item?
  ) throws(Fault) -> [Item] {
    var all: [Item] = []
    for item in try list(name) {
      guard let read = read(item) else {
        throw Messages.wrongField("'\(name)'", "a list with \(item.kind)", expected: "a list of \(kind)", place)
      }
      all.append(read)
    }
    return all
  }

  private func field<Item>(
    _ name: String, _ kind: String, _ read: (JSONValue) -> Item?
  ) throws(Fault) -> Item {
    guard let found = value[name] else { throw Messages.missingField(name, place) }
    guard let item = read(found) else { throw Messages.wrongField("'\(name)'", found.kind, expected: kind, place) }
    return item
  }

  private func optional<Item>(
    _ name: String, _ kind: String, _ read: (JSONValue) -> Item?
  ) throws(Fault) -> Item? {
    if value[name] == .null { return nil }
    return try field(name, kind, read)
  }
}

extension JSONValue {
  fileprivate var flag: Bool? { if case .flag(let value) = self { value } else { nil } }
}
