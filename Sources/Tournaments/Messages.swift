import Core

/// The texts of this module's faults; tested word for word.
enum Messages {
  static func malformedCapacity(_ text: String) -> Fault {
    Fault(
      "'\(text)' is not a capacity",
      fix: "write slots (4), bytes (512MiB, 2GB), or pages of a size (256x2MiB)")
  }

  static func tooManyRequests(_ asked: Int, in trace: String, has count: Int) -> Fault {
    Fault("--requests asks for \(asked), but \(trace) has \(count)", fix: "ask for \(count) or fewer, or leave it out")
  }

  static func adapterWithoutSize(_ adapter: String, in trace: String, profile: String) -> Fault {
    Fault(
      "profile '\(profile)' needs the rank or the bytes of '\(adapter)', and \(trace) tells neither",
      fix: "add adapters.csv with name and rank or bytes to the trace, or leave --profile out")
  }

  static func gridIsNoTable(_ path: String) -> Fault {
    Fault(
      "a tournament is a table", place: Fault.Place(file: path),
      fix: "end the file with: return { policies = { \"polar\", \"linucb+lru\" }, scenarios = { \"edge-15\" } }")
  }

  static func noGrid(_ path: String) -> Fault {
    Fault(
      "there is no grid in it", place: Fault.Place(file: path),
      fix: "name a manifest.json that 'tournament' wrote, or a tournament.lua")
  }

  static func sameTraceName(_ name: String, _ first: String, _ second: String) -> Fault {
    Fault(
      "'\(first)' and '\(second)' are both named '\(name)'",
      fix: "give one of the two another name in its trace.lua, or leave it out")
  }

  static func emptyGrid(_ axis: String) -> Fault {
    Fault("the tournament has no \(axis)", fix: "name at least one")
  }

  static func tooManyCells(_ replicates: Int) -> Fault {
    Fault(
      "\(replicates) replicates of all policies, traces and capacities are more than \(Bounds.cells.upperBound) cells",
      fix: "give fewer --replicates, or cut the grid into several folders")
  }

  static func malformedShare(_ text: String) -> Fault {
    Fault("'\(text)' is not a share of the adapters", fix: "write a number above 0, up to 1.0: 0.25")
  }

  static func malformedShard(_ text: String) -> Fault {
    Fault("'\(text)' is not a shard", fix: "write which and of how many: --shard 3/8, from 1/8 to 8/8")
  }

  static func shardsDiffer(_ first: String, _ second: String, _ differences: [String]) -> Fault {
    Fault(
      "'\(first)' and '\(second)' are shards of different tournaments: " + differences.joined(separator: "; "),
      fix: "merge shards that one command line played")
  }

  static func cannotRead(_ path: String, _ reason: String) -> Fault {
    Fault("cannot read '\(path)': \(reason)", fix: "check that the path is right and may be read")
  }
}
