import System

extension Messages {
  static func jsonUnexpected(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, expected: String, _ place: Fault.Place)
    -> Fault
  {
    let line = bytes.prefix { $0 >= 0x20 }
    let text = line.isEmpty ? "the end of the line" : excerpt(String(raw: line))
    return Fault("the JSON has \(text) where \(expected) should stand", place: place)
  }

  static func jsonTorn(expected: String, _ place: Fault.Place) -> Fault {
    Fault("the JSON ends where \(expected) should stand", place: place, fix: "look for a truncated file")
  }

  static func jsonTooDeep(_ place: Fault.Place) -> Fault {
    Fault("the JSON nests deeper than \(JSONValue.depthLimit) levels", place: place)
  }

  static func jsonRepeatedName(_ name: String, _ place: Fault.Place) -> Fault {
    Fault("the name \(excerpt(name)) occurs twice in one JSON object", place: place, fix: "keep one of the two")
  }

  static func jsonNumberTooLarge(_ place: Fault.Place) -> Fault {
    Fault("the number is too large for a double", place: place)
  }

  static func jsonNotUTF8(_ place: Fault.Place) -> Fault {
    Fault("the JSON string is not UTF-8", place: place, fix: "save the file as UTF-8")
  }

  static func jsonControl(_ byte: UInt8, _ place: Fault.Place) -> Fault {
    Fault(
      "a control character (byte \(byte)) in a JSON string", place: place,
      fix: byte == 0x0a ? #"close the string, or write the line end as \n"# : "write it as an escape")
  }

  static func jsonOpenString(_ place: Fault.Place) -> Fault {
    Fault("the JSON string is never closed", place: place, fix: "look for a truncated file")
  }

  static func jsonBadEscape(_ place: Fault.Place) -> Fault {
    Fault(
      "the JSON string has a bad escape", place: place,
      fix: #"write \" \\ \/ \b \f \n \r \t, or \u with four hexadecimal digits; surrogates come in pairs"#)
  }
}
