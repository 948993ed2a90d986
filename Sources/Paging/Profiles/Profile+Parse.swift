import Core

extension Profile {
  /// Reads a profile from a file.
  public init(file path: String) throws(Fault) {
    let bytes = try readWhole(path, limit: 1 << 20)
    guard let text = String(validating: bytes, as: UTF8.self) else { throw Messages.profileNotUTF8(path) }
    try self.init(text: text, file: path)
  }

  /// Reads a profile from its text; `file` names it in messages.
  public init(text: String, file: String) throws(Fault) {
    var reader = ProfileReader(file: file)
    let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    for (index, line) in lines.enumerated() {
      try reader.take(line, line: index + 1)
    }
    self = try reader.finish()
  }
}

/// Reads a profile line by line: a keyword, blanks, its value.
private struct ProfileReader {
  let file: String
  var profile: Profile?
  /// Keywords since the last `path` that may not be repeated.
  var seen: [String] = []
  var lastPathLine = 0

  static let headKeys = [
    "profile", "model", "engine", "gpu", "basis", "source", "note", "parameters-per-rank", "item-bytes",
    "link-bytes-per-second", "path",
  ]
  static let pathKeys = ["base-ms", "ms-per-rank", "ms-per-mb", "point", "path"]
  static let repeatable = ["source", "note", "point", "path"]

  init(file: String) { self.file = file }

  mutating func take(_ text: Substring, line: Int) throws(Fault) {
    guard let start = text.firstIndex(where: { !$0.isBlank }), text[start] != "#" else { return }
    let keyEnd = text[start...].firstIndex(where: \.isBlank) ?? text.endIndex
    let valueStart = text[keyEnd...].firstIndex { !$0.isBlank } ?? text.endIndex
    let column = text[..<valueStart].utf8.count + 1
    let place = Fault.Place(file: file, line: line, column: text[..<start].utf8.count + 1)
    let valuePlace = Fault.Place(file: file, line: line, column: column)
    let key = String(text[start..<keyEnd])
    var value = text[valueStart...]
    while let last = value.last, last.isBlank { value.removeLast() }

    guard profile != nil || key == "profile" else { throw Messages.noProfileLine(place) }
    let known = profile?.paths.isEmpty ?? true ? Self.headKeys : Self.pathKeys
    guard known.contains(key) else { throw Messages.unknownProfileKey(key, known, place) }
    if seen.contains(key), !Self.repeatable.contains(key) { throw Messages.repeatedProfileKey(key, place) }
    seen.append(key)
    guard !value.isEmpty else { throw Messages.badProfileValue(key, "", "a value", valuePlace) }
    let field = ProfileField(key: key, value: String(value), place: valuePlace)
    if key == "path" {
      if lastPathLine > 0 { try requireSlope() }
      seen = []
      lastPathLine = line
    }
    try set(field)
  }

  private mutating func set(_ field: ProfileField) throws(Fault) {
    let last = (profile?.paths.count ?? 0) - 1
    switch field.key {
    case "profile": profile = Profile(name: field.value)
    case "model": profile?.model = field.value
    case "engine": profile?.engine = field.value
    case "gpu": profile?.gpu = field.value
    case "source": profile?.sources.append(field.value)
    case "note": profile?.notes.append(field.value)
    case "basis":
      guard let basis = Profile.Basis(rawValue: field.value) else { throw field.bad("'measured' or 'inferred'") }
      profile?.basis = basis
    // Their product is below 2⁴⁶.
    case "parameters-per-rank": profile?.parametersPerRank = try field.count(1...(1 << 40))
    case "item-bytes": profile?.itemBytes = try field.count(1...64)
    case "link-bytes-per-second":
      profile?.linkBytesPerSecond = try field.number(1...Bounds.bandwidth.upperBound * 1e9)
    case "path":
      guard let route = Profile.Route(rawValue: field.value) else {
        throw field.bad(Profile.Route.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", "))
      }
      if profile?.path(route) != nil { throw Messages.repeatedProfileKey("path \(route.rawValue)", field.place) }
      profile?.paths.append(Profile.Path(route: route, measure: .rank, baseMillis: 0, slopeMillis: 0))
    case "base-ms":
      profile?.paths[last].baseMillis = try field.number(-Bounds.millis.upperBound...Bounds.millis.upperBound)
    case "ms-per-rank", "ms-per-mb":
      if seen.contains("ms-per-rank"), seen.contains("ms-per-mb") {
        throw Messages.twoMeasures(field.place)
      }
      profile?.paths[last].measure = field.key == "ms-per-rank" ? .rank : .megabytes
      profile?.paths[last].slopeMillis = try field.number(Bounds.millis)
    default: profile?.paths[last].points.append(try field.point())
    }
  }

  private func requireSlope() throws(Fault) {
    for keys in [["base-ms"], ["ms-per-rank", "ms-per-mb"]] where !keys.contains(where: seen.contains) {
      throw Messages.missingProfileKey(
        keys.joined(separator: "' or '"), "this path", Fault.Place(file: file, line: lastPathLine))
    }
  }

  func finish() throws(Fault) -> Profile {
    guard let profile else { throw Messages.noProfileLine(Fault.Place(file: file)) }
    if profile.paths.isEmpty { throw Messages.missingProfileKey("path", "the profile", Fault.Place(file: file)) }
    try requireSlope()
    return profile
  }
}

/// A keyword's value and its place.
private struct ProfileField {
  var key: String
  var value: String
  var place: Fault.Place

  func bad(_ expected: String) -> Fault { Messages.badProfileValue(key, value, expected, place) }

  func number(_ range: ClosedRange<Double>) throws(Fault) -> Double {
    guard let number = Self.number(value[...]), range.contains(number) else {
      throw bad("a finite number, \(shortest(range.lowerBound)) to \(shortest(range.upperBound))")
    }
    return number
  }

  func count(_ range: ClosedRange<Int>) throws(Fault) -> Int {
    var text = value
    guard let count = text.withUTF8({ strictInteger($0) }), range.contains(count) else {
      throw bad("a whole number, \(range.lowerBound) to \(range.upperBound)")
    }
    return count
  }

  /// `SIZE MS`, `SIZE LOW..HIGH`, either with `of EVENTS`.
  func point() throws(Fault) -> Profile.Point {
    let words = value.split(whereSeparator: \.isBlank)
    let expected = "a size and milliseconds, as in '8 9.5', '8 21..53' or '8 9.5 of 147', none above 1e9"
    guard words.count == 2 || words.count == 4 && words[2] == "of" else { throw bad(expected) }
    let separator = words[1].firstRange(of: "..")
    let low = separator.map { words[1][..<$0.lowerBound] } ?? words[1]
    let high = separator.map { words[1][$0.upperBound...] } ?? words[1]
    guard let size = Self.number(words[0]), let low = Self.number(low), let high = Self.number(high), size > 0,
      size <= Bounds.millis.upperBound, Bounds.millis.contains(low), Bounds.millis.contains(high), high >= low
    else { throw bad(expected) }
    guard words.count == 4 else { return Profile.Point(size: size, lowMillis: low, highMillis: high) }
    guard let events = Int(words[3]), 1...1_000_000_000 ~= events else { throw bad(expected) }
    return Profile.Point(size: size, lowMillis: low, highMillis: high, events: events)
  }

  private static func number(_ text: Substring) -> Double? {
    var text = String(text)
    return text.withUTF8 { strictNumber($0) }
  }
}

extension Character {
  fileprivate var isBlank: Bool { self == " " || self == "\t" }
}
