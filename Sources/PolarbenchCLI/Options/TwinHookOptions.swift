import ArgumentParser
import Core
import Policies
import Printing
import Roster
import Twin
import Workbench

/// The hooks of the twin: evictor, scheduler, replicas and the router in front of them.
struct TwinHookOptions: ParsableArguments {
  @Option(help: "The evictor of slots: one of 'polarbench list', or a Lua file.")
  var evictor = "lru"

  @Option(help: "The scheduler of admissions: one of 'polarbench list', or a Lua file.")
  var scheduler = "fcfs"

  @Option(help: "Equal servers behind a router.")
  var replicas = 1

  @Option(
    help: "The router over replicas: one of 'polarbench list' (default: round-robin), or a Lua file.")
  var router: String?

  @Option(
    help: "The possible victims: any adapter, as in vLLM's LRU (the default for lru), or only idle ones.")
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

  /// Sets the named hooks of a twin.
  func place(in twin: inout Twin) throws(Fault) {
    let entrants = try EvictorList.entrants(evictor, settings: [], fencingOptions.fencing)
    guard entrants.count == 1 else { throw CommandMessages.oneEvictor(evictor) }
    let entrant = entrants[0]
    if entrant.needsFuture { throw CommandMessages.noFutureInTwin(entrant.name) }
    twin.evictor = Self.listening(entrant.start)
    // The engine's own order needs no scheduler.
    if scheduler != FirstCome.card.name {
      twin.scheduler = Self.listening(try TwinHooks.scheduler(scheduler, fencingOptions.fencing))
    }
    twin.replicas = replicas
    if let router { twin.replicaRouter = Self.listening(try TwinHooks.router(router, fencingOptions.fencing)) }
  }

  /// Scripts log to standard error, as in `run`.
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
  /// The fault of an evictor, which has only a step, with its place in the twin.
  func inTwin(slots: Int) -> Fault {
    guard kind != nil, let at, at.hasPrefix("step "), !at.contains(" of ") else { return self }
    var fault = self
    fault.at = "\(at) of the twin's slots (\(slots) of them)"
    return fault
  }
}
