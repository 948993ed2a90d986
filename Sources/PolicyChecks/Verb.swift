/// The seven verbs by name.
public enum Verb: Int, Sendable, CaseIterable {
  case start, route, learn, used, admit, victim, plan

  /// Its name in policies and messages.
  public var name: String { "\(self)" }

  /// Its index.
  var index: Int { rawValue }
}
