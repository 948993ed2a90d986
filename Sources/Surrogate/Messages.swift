import Core

/// The texts of this room's faults; tested word for word.
enum Messages {
  static func badRank(_ rank: Int) -> Fault { Fault("rank: \(rank); expected 1 to 4096") }

  static func badNumber(_ what: String, _ value: Double, _ expected: String) -> Fault {
    Fault("\(what): \(value); expected \(expected)")
  }
}
