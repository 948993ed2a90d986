import ArgumentParser
import Core
import Twin

extension TwinRunOptions {
  /// Throws for flags that the published twin does not support.
  func validateForAgullo() throws {
    let strange = [
      ("--evictor", hooks.evictor != "lru"), ("--scheduler", hooks.scheduler != "fcfs"),
      ("--victims", hooks.victims != nil), ("--replicas", hooks.replicas != 1), ("--router", hooks.router != nil),
      ("--loading", loading != .blocking), ("--host-slots", hostSlots != nil),
    ]
    if let (flag, _) = strange.first(where: { $0.1 }) {
      throw ValidationError("\(flag) is for --mode vllm-v1; the published twin has no such choice.")
    }
  }

  /// The published twin with these flags. In it outputs never end early, so lengths are the requested ones.
  func agulloTwin(faults: Set<AgulloFault>, queueCap: Int?, seed: Seed) throws(Fault) -> AgulloTwin {
    let profile = try ShippedTwinProfiles.named(model)
    let workload = try workload(profile, outputShare: 1, seed: seed)
    let slotRank = slotRank ?? workload.ranks.max() ?? 1
    let server = try profile.server(slots: slots ?? workload.adapterCount, slotRank: slotRank)
    var twin = AgulloTwin(
      predictors: try .named(profile.model), slots: server.slots, slotRank: slotRank,
      kvTokens: server.kvBlocks * server.blockTokens, workload: workload)
    twin.queueCap = queueCap ?? AgulloTwin.usualCap
    twin.faults = faults
    return twin
  }
}
