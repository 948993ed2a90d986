extension Messages {
  static func malformedSpelling(_ text: String) -> Fault {
    Fault(
      "'\(text)' is not a name", fix: "write name, or name(parameter=value,…): linucb, gdsf(order=insert-first)")
  }

  static func malformedAssignment(_ part: String, in whole: String) -> Fault {
    Fault(
      part == whole ? "'\(part)' sets nothing" : "'\(part)' in '\(whole)' sets nothing",
      fix: "write parameter=value: alpha=0.3")
  }
}
