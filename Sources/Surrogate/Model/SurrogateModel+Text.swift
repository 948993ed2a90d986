import Core

extension SurrogateModel {
  /// The file's text; reading it back gives the same model.
  public var text: String {
    var lines = [
      "# A surrogate of the twin. The form: docs/reference/surrogate-format.md", "surrogate   \(Self.version)",
      "profile     \(profile) \(profileHash)", "data        \(dataHash)", "duration    \(durationSeconds)",
    ]
    lines += notes.map { "note        \($0)" }
    lines.append("features    " + Feature.allCases.map(\.rawValue).joined(separator: " "))
    lines.append("calibration \(calibration.constant) \(calibration.margin) \(calibration.share)")
    lines += ["trees share \(share.treeCount)"] + share.lines
    lines += ["trees starved \(starved.treeCount)"] + starved.lines
    for target in OptimumTargets.Target.allCases {
      guard let trees = optimum[target] else { continue }
      lines += ["trees \(target.rawValue) \(trees.treeCount)"] + trees.lines
    }
    lines.append("end")
    return lines.joined(separator: "\n") + "\n"
  }

  /// Reads a model's text; `file` names it in messages.
  public init(text: String, file: String) throws(Fault) {
    var reader = ModelReader(file: file, lines: text.split(separator: "\n", omittingEmptySubsequences: false))
    try reader.skipRemarks()
    let version = try reader.words("surrogate", 1)[0]
    guard version == "\(Self.version)" else { throw Messages.otherVersion(version, Self.version, reader.place) }
    let profile = try reader.words("profile", 2)
    let data = try reader.words("data", 1)
    let duration = try reader.numbers("duration", 1)[0]
    guard 1...1e8 ~= duration else { throw Messages.badModelLine("duration", "seconds from 1 to 1e8", reader.place) }
    self.init(profile: profile[0], profileHash: profile[1], dataHash: data[0], durationSeconds: duration)
    while let note = reader.note() { notes.append(note) }
    let features = Feature.allCases.map(\.rawValue)
    let named = try reader.words("features", nil)
    guard named == features else { throw Messages.otherFeatures(named, features, reader.place) }
    let curve = try reader.numbers("calibration", 3)
    guard curve.allSatisfy({ abs($0) <= 1e6 }) else {
      throw Messages.badModelLine("calibration", "numbers from -1e6 to 1e6", reader.place)
    }
    (calibration.constant, calibration.margin, calibration.share) = (curve[0], curve[1], curve[2])
    share = try reader.trees("share", features: features.count)
    starved = try reader.trees("starved", features: features.count)
    for target in OptimumTargets.Target.allCases where reader.isNext("trees \(target.rawValue) ") {
      optimum[target] = try reader.trees(target.rawValue, features: OptimumTargets.features.count)
    }
    _ = try reader.words("end", 0)
    try reader.finish()
  }
}

/// Reads a model line by line.
private struct ModelReader {
  let file: String
  let lines: [Substring]
  private var next = 0

  init(file: String, lines: [Substring]) {
    self.file = file
    self.lines = lines
  }

  /// The place of the last line read.
  var place: Fault.Place { Fault.Place(file: file, line: max(1, next)) }

  mutating func skipRemarks() throws(Fault) {
    while next < lines.count, lines[next].hasPrefix("#") { next += 1 }
  }

  func isNext(_ start: String) -> Bool { next < lines.count && lines[next].hasPrefix(start) }

  private mutating func line(_ expected: String) throws(Fault) -> Substring {
    // A text that ends in a line feed has an empty last line.
    guard next < lines.count, next < lines.count - 1 || !lines[next].isEmpty else {
      throw Messages.tornModel(expected, Fault.Place(file: file, line: lines.count))
    }
    next += 1
    return lines[next - 1]
  }

  mutating func words(_ key: String, _ count: Int?) throws(Fault) -> [String] {
    let words = try line("'\(key)'").split(separator: " ").map(String.init)
    guard words.first == key, count == nil || words.count == count! + 1 else {
      throw Messages.badModelLine(key, "'\(key)'" + (count.map { $0 > 0 ? " and \($0) words" : "" } ?? ""), place)
    }
    return Array(words.dropFirst())
  }

  mutating func numbers(_ key: String, _ count: Int) throws(Fault) -> [Double] {
    let numbers = try words(key, count).compactMap(Double.init).filter(\.isFinite)
    guard numbers.count == count else { throw Messages.badModelLine(key, "finite numbers", place) }
    return numbers
  }

  mutating func note() -> String? {
    guard isNext("note ") else { return nil }
    next += 1
    return String(lines[next - 1].dropFirst(5).drop { $0 == " " })
  }

  mutating func trees(_ name: String, features: Int) throws(Fault) -> TreeEnsemble {
    let head = try words("trees", 2)
    guard head[0] == name, let count = Int(head[1]), 0...100_000 ~= count else {
      throw Messages.badModelLine("trees", "'trees \(name)' and how many", place)
    }
    var ensemble = TreeEnsemble()
    for number in 0..<count {
      let line = try line("tree \(number + 1) of '\(name)'")
      guard let tree = TreeEnsemble.tree(of: line, features: features) else {
        throw Messages.badTree(number + 1, name, place)
      }
      ensemble.append(tree)
    }
    return ensemble
  }

  func finish() throws(Fault) {
    guard lines[next...].allSatisfy(\.isEmpty) else {
      throw Messages.badModelLine("end", "nothing after 'end'", Fault.Place(file: file, line: next + 1))
    }
  }
}
