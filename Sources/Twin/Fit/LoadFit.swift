import Core

/// Latencies of adapters to their slots, and from storage to host memory (`micro_loading`).
enum LoadFit {
  static let columns = ["max_lora_rank", "adapter_rank", "mem_ms_mean"]

  /// Writes them into a profile, in the order of the table.
  static func fit(_ table: MeasuredTable, model: String, into profile: inout TwinProfile) throws(Fault) {
    profile.loads = []
    var storage: [(rank: Double, millis: Double)] = []
    for row in try table.rows(of: model) {
      let load = TwinProfile.Load(
        slotRank: try table.count("max_lora_rank", of: row), adapterRank: try table.count("adapter_rank", of: row),
        millis: try table.positive("mem_ms_mean", of: row))
      profile.loads.append(load)
      if let millis = try table.numberIfAny("disk_ms_median", of: row) {
        storage.append((Double(load.adapterRank), millis))
      }
    }
    guard !storage.isEmpty else { return }
    let line = nonNegativeLeastSquares(storage.map { [1, $0.rank] }, storage.map(\.millis))
    profile.storageMillis = (rounded(line[0]), rounded(line[1]))
  }
}
