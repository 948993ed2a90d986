import Core

/// The fault messages of this module; tested word for word.
enum Messages {
  static let logIsFull = "(the log is full)"

  static func tooMuchWork(_ work: Int, arms: Int, _ dimension: Int) -> String {
    """
    a model of \(arms) arms and \(dimension) dimensions takes \(work >> 20) million multiplications here, more than the \
    128 million of one call; make it smaller, or take fewer rows
    """
  }

  static func tooLargeCover(_ rows: Int, adapters: Int, capacity: Int) -> String {
    "a cover of \(rows) rows, \(adapters) adapters and capacity \(capacity) is too large for one call; take fewer rows"
  }

  static func unreadable(_ path: String, _ why: String) -> Fault {
    Fault("cannot read \(path): \(why)", fix: "look at the path; 'polarbench new' writes a file to start from")
  }

  static func tooLong(_ path: String, limit: Int) -> Fault {
    Fault("is longer than \(limit >> 20) MiB", place: .init(file: path), fix: "a policy is a short file", kind: .load)
  }

  static let noMemory = Fault("no memory for a Lua machine")

  /// A fault of a card.
  static func card(_ path: String, _ reason: String, fix: String, line: Int? = nil) -> Fault {
    Fault(reason, place: .init(file: path, line: line), fix: fix, kind: .load)
  }

  static func victimMayNotLeave(_ adapter: String, isResident: Bool) -> (reason: String, fix: String) {
    (
      "victim() answered \(adapter), which \(isResident ? "may not leave: it is pinned, in use or loading" : "is not resident")",
      isResident
        ? "return an adapter for which residents:mayleave is true, or nil" : "return one of the adapters in `residents`"
    )
  }

  static func planned(twice adapter: String) -> (reason: String, fix: String) {
    ("plan() answered \(adapter) twice", "name each adapter once")
  }

  static func planIsTooLarge(_ units: Int, _ capacity: Capacity) -> (reason: String, fix: String) {
    (
      "plan() answered a set of \(units) \(capacity.unit.name), above the capacity of \(capacity.amount)",
      "plan no more than setting.capacity"
    )
  }

  static func choseNoHead(_ adapter: String) -> (reason: String, fix: String) {
    ("choose() answered '\(adapter)', which has no request to admit", "return one of the adapters in `heads`, or nil")
  }

  static func noVerb(_ verb: String, kind: Card.Kind) -> (reason: String, fix: String) {
    ("the \(kind.rawValue) has no \(verb)()", "add 'function P.\(verb)(…)'; the templates show its arguments")
  }
}
