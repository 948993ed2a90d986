/// An old file of keywords as the table that the new form writes: the same fields, the numbers as they are written.
public struct KeywordText: Sendable {
  public let table: LuaValue
  /// Comments above the first keyword, and behind the last, without their `#`.
  public let head: [String]
  public let tail: [String]

  /// - Throws: for a line that is none of the form, with its place. What values must be is checked with the table.
  public init(_ bytes: [UInt8], file: String, form: KeywordForm) throws(Fault) {
    guard let text = String(validating: bytes, as: UTF8.self) else { throw Messages.oldNotUTF8(file) }
    var reader = KeywordReader(file: file, form: form)
    let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    for (index, line) in lines.enumerated() { try reader.take(line, number: Int32(index + 1)) }
    table = try reader.finish()
    (head, tail) = (reader.head, reader.comments.filter { !$0.isEmpty })
  }

  /// The file in the new form, comments kept.
  public var converted: String {
    table.fileText(head: head) + tail.map { "-- \($0)\n" }.joined()
  }
}

/// Reads keywords line by line.
private struct KeywordReader {
  let file: String
  let form: KeywordForm
  var head: [String] = []
  /// Comments and empty lines since the last keyword.
  var comments: [String] = []
  private var root = TableBuilder()
  private var section: Section?
  private var trees: Trees?
  private var treeNames: Set<String> = []
  private var hasEnd = false
  private var lineCount: Int32 = 0

  /// The section at hand.
  private struct Section {
    var field: String
    var spot: LuaValue.Spot
    var comments: [String]
    /// Lines that it may have, and what they said.
    var lines: [KeywordForm.Line]
    var table = TableBuilder()
  }

  /// Trees that are still to come, and those that came.
  private struct Trees {
    var name: String
    var spot: LuaValue.Spot
    var missing: Int
    var read: [LuaValue.Entry] = []
  }

  init(file: String, form: KeywordForm) {
    self.file = file
    self.form = form
  }

  mutating func take(_ text: Substring, number: Int32) throws(Fault) {
    lineCount = number
    if let name = trees?.name, trees?.missing ?? 0 > 0 {
      // What ends in a line feed has an empty line behind it.
      if text.isEmpty { throw Messages.oldTorn("a tree of '\(name)'", file, number) }
      guard let tree = KeywordTree.read(text, number: number) else {
        throw Messages.oldTree((trees?.read.count ?? 0) + 1, name, Fault.Place(file: file, line: Int(number)))
      }
      trees?.read.append(LuaValue.Entry(nil, tree, at: tree.spot))
      trees?.missing -= 1
      return
    }
    let line = KeywordLine(text, number: number, splitsBrackets: form.splitsBrackets)
    guard let key = line.words.first else {
      // One empty line stands for many; none at the front.
      if !root.isEmpty, comments.last != "" { comments.append("") }
      return
    }
    if key.hasPrefix("#") {
      comments.append(line.comment)
      return
    }
    let spot = line.spot
    guard !root.isEmpty || key == form.first else { throw Messages.oldStart(form.first, spot.place(in: file)) }
    if hasEnd { throw Messages.oldAfterEnd(spot.place(in: file)) }
    if root.isEmpty { (head, comments) = (comments, []) }
    closeTrees()
    if String(key) == form.last {
      hasEnd = true
      return
    }
    let known = section.map { section in section.lines + form.lines.filter(\.opensSection) } ?? form.lines
    guard let match = known.first(where: { $0.key == key }) else {
      throw Messages.oldKeyword(String(key), known.map(\.key), spot.place(in: file))
    }
    try add(line, match)
    comments = []
  }

  private mutating func add(_ line: KeywordLine, _ form: KeywordForm.Line) throws(Fault) {
    switch form.shape {
    case .section(let lines):
      closeSection()
      guard let value = line.value else { throw bad(line, "a value") }
      section = Section(field: form.field, spot: line.spot, comments: comments, lines: lines)
      _ = section?.table.set(form.key, value, at: line.spot, comments: [])
    case .trees:
      guard line.words.count == 3, let count = Int(line.words[2]), 0...100_000 ~= count else {
        throw bad(line, "'trees NAME COUNT'")
      }
      let name = String(line.words[1])
      guard treeNames.insert(name).inserted else {
        throw Messages.oldTwice("trees \(shown(name))", line.spot.place(in: file))
      }
      trees = Trees(name: name, spot: line.spot, missing: count)
    case .text, .texts:
      guard let value = line.text else { throw bad(line, "a value") }
      try put(value, of: form, line)
    case .value:
      guard let value = line.value else { throw bad(line, "a value") }
      try put(value, of: form, line)
    case .words:
      let words = zip(line.words, line.spots).dropFirst().map { word, spot in
        LuaValue.Entry(nil, LuaValue(.text(String(word)), at: spot), at: spot)
      }
      try put(LuaValue(.table(words), at: line.spot), of: form, line)
    case .amount(let unit):
      guard let amount = line.fields(of: [.number(""), .words(unit)])?.first?.value else {
        throw bad(line, "'\(form.key) NUMBER \(unit)'")
      }
      try put(amount, of: form, line)
    case .fields(let parts):
      for field in try fields(parts, of: line) { try set(field.name ?? "", field.value, line) }
    case .record(let parts), .records(let parts):
      try put(LuaValue(.table(try fields(parts, of: line)), at: line.valueSpot), of: form, line)
    }
  }

  private func fields(_ parts: [KeywordForm.Part], of line: KeywordLine) throws(Fault) -> [LuaValue.Entry] {
    guard let fields = line.fields(of: parts) else {
      let words = parts.map(\.described).joined(separator: " ")
      throw bad(line, "'\(line.words[0]) \(words)'")
    }
    return fields
  }

  /// Puts a value into the table at hand: behind others where the line may stand again.
  private mutating func put(_ value: LuaValue, of form: KeywordForm.Line, _ line: KeywordLine) throws(Fault) {
    switch form.shape {
    case .texts, .records:
      let item = LuaValue.Entry(nil, value, at: line.valueSpot, comments: comments)
      if section == nil { root.append(item, to: form.field) } else { section?.table.append(item, to: form.field) }
    default: try set(form.field, value, line)
    }
  }

  private mutating func set(_ field: String, _ value: LuaValue, _ line: KeywordLine) throws(Fault) {
    let isNew =
      section == nil
      ? root.set(field, value, at: line.spot, comments: comments)
      : section!.table.set(field, value, at: line.spot, comments: comments)
    comments = []
    guard isNew else { throw Messages.oldTwice(String(line.words[0]), line.spot.place(in: file)) }
  }

  private mutating func closeSection() {
    guard let section else { return }
    root.append(
      LuaValue.Entry(nil, section.table.value(at: section.spot), at: section.spot, comments: section.comments),
      to: section.field)
    self.section = nil
  }

  private mutating func closeTrees() {
    guard let trees else { return }
    let name = trees.name.replacing("-", with: "_")
    root.append(LuaValue.Entry(name, LuaValue(.table(trees.read), at: trees.spot), at: trees.spot), to: "trees")
    self.trees = nil
  }

  mutating func finish() throws(Fault) -> LuaValue {
    if let trees, trees.missing > 0 { throw Messages.oldTorn("a tree of '\(trees.name)'", file, lineCount) }
    closeTrees()
    if root.isEmpty { throw Messages.oldStart(form.first, Fault.Place(file: file)) }
    if let last = form.last, !hasEnd { throw Messages.oldTorn("'\(last)'", file, lineCount) }
    closeSection()
    return root.value(at: .none)
  }

  private func bad(_ line: KeywordLine, _ expected: String) -> Fault {
    Messages.oldLine(
      String(line.words[0]), line.text?.text ?? "", expected, line.valueSpot.place(in: file))
  }
}

/// A table as it grows.
private struct TableBuilder {
  private var fields: [(entry: LuaValue.Entry, items: [LuaValue.Entry]?)] = []

  var isEmpty: Bool { fields.isEmpty }

  /// False where the field is there already.
  mutating func set(_ name: String, _ value: LuaValue, at spot: LuaValue.Spot, comments: [String]) -> Bool {
    guard !fields.contains(where: { $0.entry.name == name }) else { return false }
    fields.append((LuaValue.Entry(name, value, at: spot, comments: comments), nil))
    return true
  }

  /// Puts an item behind those of a list; the comments above a list's first item stand above the list.
  mutating func append(_ item: LuaValue.Entry, to list: String) {
    if let place = fields.firstIndex(where: { $0.entry.name == list }) {
      fields[place].items?.append(item)
    } else {
      var first = item
      first.comments = []
      let value = LuaValue(.table([]), at: item.spot)
      fields.append((LuaValue.Entry(list, value, at: item.spot, comments: item.comments), [first]))
    }
  }

  func value(at spot: LuaValue.Spot) -> LuaValue {
    LuaValue(
      .table(
        fields.map { field in
          var entry = field.entry
          if let items = field.items { entry.value.content = .table(items) }
          return entry
        }), at: spot)
  }
}
