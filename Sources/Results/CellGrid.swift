/// The key of a cell: indices into the manifest's traces, that trace's capacities, replicates, and the manifest's
/// policies.
///
/// Keys compare in cell order: trace, capacity, replicate, policy.
public struct CellKey: Hashable, Comparable, Sendable {
  public var trace: Int
  public var capacity: Int
  public var replicate: Int
  public var policy: Int

  public init(trace: Int, capacity: Int, replicate: Int, policy: Int) {
    self.trace = trace
    self.capacity = capacity
    self.replicate = replicate
    self.policy = policy
  }

  public static func < (a: CellKey, b: CellKey) -> Bool {
    (a.trace, a.capacity, a.replicate, a.policy) < (b.trace, b.capacity, b.replicate, b.policy)
  }
}

/// All cells of a tournament in cell order, numbered 0 … count−1.
public struct CellGrid: Sendable {
  /// The cells that share a trace and a capacity: `replicates` times `entrants`.
  private struct Block {
    var trace: Int
    var capacity: Int
    var first: Int
    /// Policies in order, and the index of each policy among them (−1 if it is not included).
    var entrants: [Int]
    var places: [Int]
  }

  public let count: Int
  private let replicates: Int
  private let blocks: [Block]
  /// Index of the first block of each trace.
  private let firstBlocks: [Int]
  /// `policy@trace/k4` of each policy, in each block.
  private let prefixes: [[String]]
  private let combinations: [String: (block: Int, policy: Int)]

  public init(_ manifest: Manifest) {
    var blocks: [Block] = []
    var firstBlocks: [Int] = []
    var prefixes: [[String]] = []
    var combinations: [String: (block: Int, policy: Int)] = [:]
    var count = 0
    for (t, trace) in manifest.traces.enumerated() {
      firstBlocks.append(blocks.count)
      for (k, capacity) in trace.capacities.enumerated() {
        var places = [Int](repeating: -1, count: manifest.policies.count)
        for (place, policy) in trace.entrants.enumerated() { places[policy] = place }
        let names = manifest.policies.map { "\($0.name)@\(trace.name)/k\(capacity.text)" }
        for policy in trace.entrants { combinations[names[policy]] = (blocks.count, policy) }
        prefixes.append(names)
        blocks.append(Block(trace: t, capacity: k, first: count, entrants: trace.entrants, places: places))
        count += manifest.replicates * trace.entrants.count
      }
    }
    self.count = count
    replicates = manifest.replicates
    self.blocks = blocks
    self.firstBlocks = firstBlocks
    self.prefixes = prefixes
    self.combinations = combinations
  }

  /// The number of a cell; nil if the tournament has no such cell.
  public func number(of key: CellKey) -> Int? {
    guard key.trace >= 0, key.trace < firstBlocks.count, key.capacity >= 0, key.replicate >= 0,
      key.replicate < replicates
    else { return nil }
    let index = firstBlocks[key.trace] + key.capacity
    guard index < blocks.count, blocks[index].trace == key.trace, key.policy >= 0,
      key.policy < blocks[index].places.count, blocks[index].places[key.policy] >= 0
    else { return nil }
    let block = blocks[index]
    return block.first + key.replicate * block.entrants.count + block.places[key.policy]
  }

  /// The cell with a number. O(log(traces · capacities)).
  public func key(of number: Int) -> CellKey {
    var low = 0
    var high = blocks.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if blocks[middle].first <= number { low = middle } else { high = middle }
    }
    let block = blocks[low]
    let (replicate, place) = (number - block.first).quotientAndRemainder(dividingBy: block.entrants.count)
    return CellKey(
      trace: block.trace, capacity: block.capacity, replicate: replicate, policy: block.entrants[place])
  }

  /// The numbers of a shard's cells, rising; all cells if nil.
  ///
  /// Worlds (trace, capacity, replicate) are assigned round robin; if there are fewer worlds than shards, cells are.
  public func numbers(of shard: Manifest.Shard?) -> [Int] {
    guard let shard else { return Array(0..<count) }
    var numbers: [Int] = []
    let deals = blocks.count * replicates >= shard.count
    var world = 0
    for block in blocks {
      for replicate in 0..<replicates {
        for place in block.entrants.indices {
          let number = block.first + replicate * block.entrants.count + place
          if (deals ? world : number) % shard.count == shard.index - 1 { numbers.append(number) }
        }
        world += 1
      }
    }
    return numbers
  }

  /// `polar-plus@edge-15/k4/r0`.
  public func id(of number: Int) -> String { id(of: key(of: number)) }

  /// `polar-plus@edge-15/k4/r0`.
  public func id(of key: CellKey) -> String {
    "\(prefixes[firstBlocks[key.trace] + key.capacity][key.policy])/r\(key.replicate)"
  }

  /// The cell with an id; nil if the tournament has no such cell.
  public func key(ofID id: String) -> CellKey? {
    let bytes = id.utf8
    guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")), let found = combinations[String(id[..<slash])] else {
      return nil
    }
    let digits = id[id.index(after: slash)...].dropFirst()
    guard bytes[bytes.index(after: slash)...].first == UInt8(ascii: "r"), let replicate = Int(digits), replicate >= 0,
      replicate < replicates, String(replicate) == digits
    else { return nil }
    return CellKey(
      trace: blocks[found.block].trace, capacity: blocks[found.block].capacity, replicate: replicate,
      policy: found.policy)
  }
}
