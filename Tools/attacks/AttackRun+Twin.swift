import Core
import Scripting

extension AttackRun {
  /// Runs a scheduler: at each step with different heads, drawn from the step and the world's residents.
  mutating func schedule(_ scheduler: inout ScriptedScheduler) throws(Fault) {
    let world = world
    for step in 0..<world.stepCount {
      let heads = (0..<world.setting.adapterCount).filter { ($0 + step) % 3 != 0 || $0 == world.asked[step] }.map { a in
        WaitingHead(
          adapter: AdapterID(a), place: (a * 7 + step) % 5 - 1, arrivalSeconds: Double(step) / 2, waiting: 1 + a % 3,
          running: step % 2, tokens: 1 + a, isResident: world.residents.contains(a))
      }
      let adapter = try timed("choose") { () throws(Fault) in
        try scheduler.choose(among: heads, timeSeconds: Double(step))
      }
      outcome.add(adapter?.index ?? -1)
      note(memoryBytes: scheduler.memoryBytes, spentInstructions: scheduler.spentInstructions)
    }
  }

  /// Runs a router over as many replicas as there are adapters.
  mutating func send(_ router: inout ScriptedReplicaRouter) throws(Fault) {
    let world = world
    for step in 0..<world.stepCount {
      let request = Request(
        step: step, timeSeconds: Double(step), asked: AdapterID(world.asked[step]), promptTokens: 1 + step,
        outputTokens: 0, context: .none)
      let place = try timed("send") { () throws(Fault) in
        try Self.view(world, world.residents) { view throws(Fault) in
          let replicas = (0..<world.setting.adapterCount).map { g in
            ReplicaView(running: (g + step) % 4, waiting: g % 2, kvUse: Double(g) / 10, residents: view)
          }
          return try router.send(request, among: replicas)
        }
      }
      outcome.add(place)
      note(memoryBytes: router.memoryBytes, spentInstructions: router.spentInstructions)
    }
  }
}
