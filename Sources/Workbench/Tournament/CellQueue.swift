import Core
import Results

/// Schedules cells so that the tail is short and few worlds are open at a time.
///
/// Cells that share a world form a unit. A worker opens the largest unopened unit and runs it; if all are open it helps
/// with the remaining cells of other units. In a unit the entrants that took longest so far run first. So at most one
/// world per worker is open, and the last cells are short.
struct CellQueue {
  /// The cells of one world.
  private struct Unit {
    enum State {
      case closed, opening
      case open(OpenWorld)
      case done
    }

    var trace: Int
    var capacity: Int
    /// The replicate of the world; any if the trace is fixed.
    var replicate: Int
    /// Not started yet; the last is next.
    var waiting: [CellKey]
    /// Not finished yet.
    var left: Int
    var state = State.closed
  }

  /// The next work of a worker.
  enum Work {
    /// Make the world of this unit.
    case open(unit: Int, trace: Int, capacity: Int, replicate: Int)
    case play(CellKey, unit: Int, on: OpenWorld)
    case nothing
  }

  private var units: [Unit]
  /// The first unit that may be unopened.
  private var nextClosed = 0
  /// Units that are open or opening and have cells waiting.
  private var active: [Int] = []
  /// Mean seconds of each entrant's cells so far: (sum, count).
  private var seconds: [(sum: Double, count: Int)]
  private(set) var left: Int
  /// The fault of a world that could not be made; ends everything.
  private(set) var failure: Fault?
  private var isStopped = false

  /// - Parameter cells: in cell order.
  init(_ cells: [CellKey], of tournament: Tournament) {
    var units: [Unit] = []
    var places: [[Int]: Int] = [:]
    for key in cells {
      let replicate = tournament.traces[key.trace].isFixed ? 0 : key.replicate
      let world = [key.trace, key.capacity, replicate]
      let place = places[world] ?? units.count
      if place == units.count {
        places[world] = place
        units.append(Unit(trace: key.trace, capacity: key.capacity, replicate: replicate, waiting: [], left: 0))
      }
      units[place].waiting.append(key)
      units[place].left += 1
    }
    let sizes = units.map { $0.left * tournament.traces[$0.trace].size }
    self.units = units.indices.sorted { (-sizes[$0], $0) < (-sizes[$1], $1) }.map { units[$0] }
    seconds = Array(repeating: (0, 0), count: tournament.entrants.count)
    left = cells.count
  }

  /// The next work of a worker that last worked on `unit`; nil: wait until something changes.
  mutating func next(after unit: Int?) -> Work? {
    if isStopped || failure != nil { return .nothing }
    if let unit, let work = play(unit) { return work }
    if nextClosed < units.count {
      let unit = nextClosed
      nextClosed += 1
      units[unit].state = .opening
      active.append(unit)
      return .open(
        unit: unit, trace: units[unit].trace, capacity: units[unit].capacity, replicate: units[unit].replicate)
    }
    active.removeAll { units[$0].waiting.isEmpty }
    guard !active.isEmpty else { return .nothing }
    let fullest = active.max { units[$0].waiting.count < units[$1].waiting.count }!
    return play(fullest) ?? active.lazy.compactMap { [self] in canPlay($0) ? $0 : nil }.first.flatMap { play($0) }
  }

  private func canPlay(_ unit: Int) -> Bool {
    if case .open = units[unit].state { !units[unit].waiting.isEmpty } else { false }
  }

  private mutating func play(_ unit: Int) -> Work? {
    guard case .open(let world) = units[unit].state, let key = units[unit].waiting.popLast() else { return nil }
    return .play(key, unit: unit, on: world)
  }

  /// The world of a unit is made.
  mutating func opened(_ unit: Int, _ world: OpenWorld) {
    units[unit].state = .open(world)
    units[unit].waiting = units[unit].waiting.enumerated().sorted {
      let (a, b) = (mean(of: $0.element.policy), mean(of: $1.element.policy))
      return (a, -$0.offset) < (b, -$1.offset)
    }.map(\.element)
  }

  private func mean(of entrant: Int) -> Double {
    seconds[entrant].count == 0 ? 0 : seconds[entrant].sum / Double(seconds[entrant].count)
  }

  /// The world of a unit could not be made.
  mutating func failed(_ fault: Fault) { if failure == nil { failure = fault } }

  /// A cell of a unit is finished.
  mutating func finished(_ key: CellKey, unit: Int, seconds taken: Double) {
    seconds[key.policy].sum += taken
    seconds[key.policy].count += 1
    left -= 1
    units[unit].left -= 1
    if units[unit].left == 0 { units[unit].state = .done }
  }

  /// Gives out no more work.
  mutating func stop() { isStopped = true }
}
