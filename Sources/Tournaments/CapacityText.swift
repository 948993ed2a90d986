import Core

/// Reads capacities: `4` slots, `512MiB` bytes, `256x2MiB` pages of a size.
public enum CapacityText {
  public static func parse(_ text: String) throws(Fault) -> Capacity {
    if let slots = Int(text), Bounds.total.contains(slots) { return Capacity(slots) }
    if let bytes = byteCount(text) { return Capacity(bytes, .bytes) }
    let halves = text.split(separator: "x", omittingEmptySubsequences: false)
    if halves.count == 2, let pages = Int(halves[0]), Bounds.total.contains(pages), let page = byteCount(halves[1]),
      1...Bounds.bytes.upperBound ~= page
    {
      return Capacity(pages, .pages(pageBytes: page))
    }
    throw Messages.malformedCapacity(text)
  }

  /// The capacity as it would be typed.
  public static func described(_ capacity: Capacity) -> String {
    switch capacity.unit {
    case .slots: "\(capacity.amount)"
    case .bytes: "\(capacity.amount)B"
    case .pages(let bytes): "\(capacity.amount)x\(bytes)B"
    }
  }
}
