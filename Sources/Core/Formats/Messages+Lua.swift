extension Messages {
  static func luaExpected(_ what: String, _ found: String, _ place: Fault.Place) -> Fault {
    let fix =
      switch what {
      case "',' or '}'": "put a comma between values; nothing is computed or called here"
      case "the end of the file": "end the file with the table's '}'"
      case "'}'", "']'", "'='": #"write the name as in: ["page-in"] = 3"#
      case "a name in quotes": #"write ["name"] = value, or values alone for a list"#
      case "'return {'", "'{'": #"the file is read, not run: write one table, return { name = "text" }"#
      default: #"put text in quotes: name = "text"; nothing is computed or called here"#
      }
    return Fault(
      "\(found.isEmpty ? "the end of the line" : excerpt(found)); expected \(what)", place: place, fix: fix)
  }

  static func luaNumber(_ text: String, _ place: Fault.Place) -> Fault {
    Fault(
      "\(excerpt(text)) is no number that is read here", place: place,
      fix: "write a finite one, as in 12, -0.5, 1e-3 or 0x1F, whole hexadecimal ones below 2^63")
  }

  static func luaRepeated(_ name: String, _ place: Fault.Place) -> Fault {
    Fault("the name \(excerpt(name)) stands twice in one table", place: place, fix: "keep one of the two")
  }

  static func luaTooDeep(_ limit: Int, _ place: Fault.Place) -> Fault {
    Fault("tables nest deeper than \(limit)", place: place, fix: "see whether it is the right file")
  }

  static func luaTooMany(_ place: Fault.Place) -> Fault {
    Fault("the file holds more values than are read", place: place, fix: "see whether it is the right file")
  }

  static func luaOpenString(_ place: Fault.Place) -> Fault {
    Fault(
      "the quote that opens this string is never closed on its line", place: place,
      fix: #"close it there; a line end within a string is \n"#)
  }

  static func luaOpenLong(_ level: Int, _ place: Fault.Place) -> Fault {
    let equals = String(repeating: "=", count: min(level, 20))
    return Fault("this string is never closed", place: place, fix: "close it with ]\(equals)]")
  }

  static func luaOpenComment(_ level: Int, _ place: Fault.Place) -> Fault {
    let equals = String(repeating: "=", count: min(level, 20))
    return Fault("this comment is never closed", place: place, fix: "close it with ]\(equals)]")
  }

  static func luaEscape(_ place: Fault.Place) -> Fault {
    Fault(
      "this escape is not known", place: place,
      fix: #"write \n \r \t \\ \" \' or \a \b \f \v \z, \065, \x41 or \u{e9}; a backslash itself is \\"#)
  }

  static func luaNotUTF8(_ place: Fault.Place) -> Fault {
    Fault("this string is not UTF-8", place: place, fix: "save the file as UTF-8")
  }
}
