import Core

extension Messages {
  static func unknownReference(_ name: String, _ policies: [String]) -> Fault {
    Fault("the reference '\(name)' is not one of the policies", fix: "name one of \(policies.joined(separator: ", "))")
  }

  static func identical(_ a: String, _ b: String) -> String {
    "\(a) and \(b) earned the same in every replicate: are they one policy under two names?"
  }

  static func fewReplicates(_ count: Int) -> String {
    count == 1
      ? "one replicate: there are no intervals; try --replicates 20"
      : "\(count) replicates: intervals are wide, by Student's t; try --replicates 20"
  }

  static func alikeReplicates(_ board: String) -> String {
    "all replicates of \(board) came out alike: more of them say nothing new (a recorded trace can be shuffled)"
  }

  static func unfinished(_ missing: Int, of cells: Int) -> String {
    "\(grouped(missing)) of \(grouped(cells)) cells are not played yet: --resume plays them"
  }

  static func noDifferenceOfRanks(_ p: Double) -> String {
    "Friedman's test sees no difference of mean ranks (p = \(fixed(p, 2))): do not read the critical difference"
  }

  static func fewBoards(_ count: Int) -> String {
    "\(count) boards (traces at a capacity): tests by ranks are weak below 10"
  }
}
