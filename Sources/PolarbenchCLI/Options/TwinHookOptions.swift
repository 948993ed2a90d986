import ArgumentParser
import Core
import Policies
import Printing
import Roster
import Twin
import Workbench

/// What stands in the places of the twin that are open: evictor, scheduler, replicas and the router in front of them.
struct TwinHookOptions: ParsableArguments {
  @Option(help: "Who leaves a slot: an evictor that 'polarbench list' names, or a Lua file.")
  var evictor = "lru"

  @Option(help: "Who is admitted next: a scheduler that 'polarbench list' names, or a Lua file.")
  var scheduler = "fcfs"

  @Option(help: "Equal servers behind a router.")
  var replicas = 1

  @Option(
    help: "Where a request goes: a replica-router that 'polarbench list' names (default: round-robin), or a Lua file.")
  var router: String?

  @Option(
    help: "Who may leave a slot: any adapter, as vLLM's LRU takes them (the default for lru), or idle ones alone.")
  var victims: ServerSettings.Victims?

  @OptionGroup var fencingOptions: FencingOptions

  func validate() throws {
    try requireFlag("--replicas", replicas, in: 1...Twin.mostReplicas)
    if victims == .any, evictor != "lru" {
      throw ValidationError(
        "--victims any goes with --evictor lru: another evictor may take what the step still needs.")
    }
  }

  var allowedVictims: ServerSettings.Victims { victims ?? (evictor == "lru" ? .any : .idle) }

  /// Puts what was named in its place.
  func place(in twin: inout Twin) throws(Fault) {
    let entrants = try EvictorList.entrants(evictor, settings: [], fencingOptions.fencing)
    guard entrants.count == 1 else { throw CommandMessages.oneEvictor(evictor) }
    let entrant = entrants[0]
    if entrant.needsFuture { throw CommandMessages.noFutureInTwin(entrant.name) }
    twin.evictor = Self.listening(entrant.start)
    // The engine's own order costs nothing: it needs no scheduler.
    if scheduler != FirstCome.card.name {
      twin.scheduler = Self.listening(try TwinHooks.scheduler(scheduler, fencingOptions.fencing))
    }
    twin.replicas = replicas
    if let router { twin.replicaRouter = Self.listening(try TwinHooks.router(router, fencingOptions.fencing)) }
  }

  /// What scripts log goes to standard error, as `run` does it.
  private static func listening<Product>(_ start: @escaping Start<Product>) -> Start<Product> {
    { (setting: Setting) throws(Fault) -> Product in
      var setting = setting
      setting.onLog = { step, line in Output.note("log t \(step)  \(line)") }
      return try start(setting)
    }
  }
}

extension ServerSettings.Victims: ExpressibleByArgument {}

extension Fault {
  /// The fault of an evictor, which knows its step alone, with where that was.
  func inTwin(slots: Int) -> Fault {
    guard kind != nil, let at, at.hasPrefix("step "), !at.contains(" of ") else { return self }
    var fault = self
    fault.at = "\(at) of the twin's slots (\(slots) of them)"
    return fault
  }
}
