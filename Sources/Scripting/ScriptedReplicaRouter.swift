import CLuaHost
import Core

/// A router over replicas written in Lua: the verb `send`.
public struct ScriptedReplicaRouter: ReplicaRouter {
  private let machine: ScriptMachine
  private let adapterCount: Int
  /// The view for the script; its memory is reused.
  private var shown: [lh_replica] = []

  init(_ setting: Setting, _ machine: ScriptMachine) throws(Fault) {
    self.machine = machine
    adapterCount = setting.adapterCount
  }

  /// Instructions of the last call; counted in strict mode only.
  public var spentInstructions: Int { Int(lh_spent(machine.vm)) }

  /// Bytes used by the machine.
  public var memoryBytes: Int { lh_memory(machine.vm) }

  public mutating func send(_ request: Request, among replicas: [ReplicaView]) throws(Fault) -> Int {
    machine.engines.step = request.step
    shown.removeAll(keepingCapacity: true)
    for replica in replicas {
      shown.append(
        lh_replica(
          running: Int64(replica.running), waiting: Int64(replica.waiting), kv: replica.kvUse,
          resident: replica.residents.unsafeParts.resident))
    }
    var raw = lh_request(
      step: Int64(request.step), time: request.timeSeconds, asked: request.asked.map { Int64($0.index) } ?? -1,
      prompt_tokens: Int64(request.promptTokens), output_tokens: Int64(request.outputTokens),
      context: request.context.unsafePointer, dimension: Int64(request.context.count))
    var answer: Int64 = 0
    let status = shown.withUnsafeBufferPointer { shown in
      var view = lh_replicas(replicas: shown.baseAddress, count: Int64(shown.count), adapters: Int64(adapterCount))
      return lh_send(machine.vm, &raw, &view, &answer)
    }
    try machine.check(status, atSeconds: request.timeSeconds)
    return Int(answer)
  }
}
