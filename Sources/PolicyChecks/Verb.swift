/// The seven verbs by name.
public enum Verb: Int, Sendable, CaseIterable {
  case start, route, learn, used, admit, victim, plan

  /// As policies and messages spell it.
  public var name: String { "\(self)" }

  /// Its place among all.
  var index: Int { rawValue }
}
