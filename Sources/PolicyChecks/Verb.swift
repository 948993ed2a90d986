/// The seven verbs by name.
public enum Verb: String, Sendable, CaseIterable {
  case start, route, learn, used, admit, victim, plan
}
