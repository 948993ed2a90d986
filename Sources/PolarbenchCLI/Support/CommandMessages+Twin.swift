import Core

extension CommandMessages {
  static func noFutureInTwin(_ evictor: String) -> Fault {
    Fault(
      "'\(evictor)' is shown the future, and the twin has none to show",
      mend: "name another evictor: --evictor lru")
  }
}
