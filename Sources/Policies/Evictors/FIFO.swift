import Core

/// Evicts the adapter that has been resident longest.
///
/// Hits change nothing. Adapters that may not leave are skipped and keep their position. Source: [Mattson1970].
/// O(1) per use and per victim.
public struct FIFO: Evictor, BuiltIn {
  public static let card = Card(
    name: "fifo", title: "FIFO", kind: .evictor, summary: "Evicts the adapter that has been resident longest.",
    sources: ["Mattson1970"], traits: [.sized])

  /// Newest first.
  var queue: DenseLists
  /// The misses of the batch being replayed.
  var trades = DenseColumn(count: 0, filler: Trade(newcomer: 0, leaver: 0))
  /// The residents of the batch being replayed, followed by its page-ins.
  var line = DenseColumn<Int32>(count: 0, filler: 0)
  /// 1 for residents while a batch is replayed, else 0.
  var marks: DenseColumn<UInt8>

  public init(_ setting: Setting) {
    queue = DenseLists(count: setting.adapterCount)
    marks = DenseColumn(count: setting.adapterCount, filler: 0)
  }

  public mutating func grow(to adapterCount: Int) {
    queue.grow(to: adapterCount)
    marks.grow(to: adapterCount)
  }

  public mutating func used(_ use: Use) {
    if use.kind == .pageIn || use.kind == .placed { queue.moveToFront(use.adapter.raw) }
  }

  public mutating func victim(for incoming: Use, among residents: ResidentView) -> AdapterID? {
    let id = queue.lastToLeave(among: residents)
    guard id >= 0 else { return nil }
    queue.remove(id)
    return AdapterID(raw: id)
  }
}
