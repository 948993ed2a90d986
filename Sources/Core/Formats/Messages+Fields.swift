extension Messages {
  static func tableOf(_ known: [String]) -> String { "a table of " + known.joined(separator: ", ") }

  static func noTable(_ name: String, _ value: LuaValue, _ known: [String], _ place: Fault.Place) -> Fault {
    Fault(
      "\(name) is \(value.described); expected a table", place: place,
      fix: "write { \(known.first ?? "name") = …, }; the fields are \(known.joined(separator: ", "))")
  }

  static func bareValue(_ name: String, _ value: LuaValue, _ known: [String], _ place: Fault.Place) -> Fault {
    Fault(
      "\(name) holds \(value.described) without a name", place: place,
      fix: "write NAME = VALUE; the fields are \(known.joined(separator: ", "))")
  }

  static func unknownField(_ field: String, _ name: String, _ known: [String], _ place: Fault.Place) -> Fault {
    let nearest = nearestName(to: field, among: known).map { "did you mean '\($0)'? " } ?? ""
    return Fault(
      "\(name) has no field \(excerpt(field))", place: place,
      fix: "\(nearest)the fields are \(known.joined(separator: ", "))")
  }

  static func missingField(_ field: String, _ name: String, _ expected: String, _ place: Fault.Place) -> Fault {
    Fault("\(name) lacks the field '\(field)'", place: place, fix: "add \(field) = …, \(expected)")
  }

  static func namedItem(_ item: String, _ field: String, _ expected: String, _ place: Fault.Place) -> Fault {
    Fault(
      "'\(field)' has a field \(excerpt(item)); expected \(expected)", place: place,
      fix: "write the values alone: \(field) = { …, … }")
  }

  static func wrongField(
    _ field: String, _ value: LuaValue, _ expected: String, nearest: String?, _ page: String, _ place: Fault.Place
  ) -> Fault {
    var fix = "\(page) has each field with its unit and range"
    if let nearest {
      fix = "did you mean '\(nearest)'? \(fix)"
    } else if var text = value.text, expected.contains("number"), text.withUTF8({ strictNumber($0) }) != nil {
      fix = "write it without quotes; \(fix)"
    } else if case .number(_, let text) = value.content, expected.contains("quotes") {
      fix = "write it in quotes: \(field) = \"\(text)\""
    }
    return Fault("\(field) is \(value.described); expected \(expected)", place: place, fix: fix)
  }
}
