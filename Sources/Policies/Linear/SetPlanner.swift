import Bandits
import Core

/// A planner's view of memory: the capacity, the pinned adapters, and the page-in costs.
struct SetPlanner {
  let room: Cover.Room
  let pinned: [Int]
  /// c_a in utility: the last value given by the host, or the value at the start if the adapter has been resident since
  /// then.
  private var costs: [Double]

  init(_ setting: Setting) {
    room = setting.room
    pinned = setting.pinned.map(\.index)
    costs = setting.pageInCosts.isEmpty ? Array(repeating: 1, count: setting.adapterCount) : setting.pageInCosts
  }

  /// The cover of a sample of requests, to choose the set after the resident one.
  ///
  /// - Parameter utilities: `[rows × N]`, row-major.
  mutating func cover(_ utilities: [Double], horizon: Int, residents: ResidentView) -> Cover {
    var previous: [Int] = []
    for adapter in costs.indices {
      if residents.contains(AdapterID(adapter)) {
        previous.append(adapter)
      } else {
        costs[adapter] = residents.pageInCost(of: AdapterID(adapter))
      }
    }
    return utilities.withUnsafeBufferPointer { utilities in
      withUnsafeTemporaryAllocation(of: Double.self, capacity: 1) { none in
        Cover(
          utilities: utilities.baseAddress ?? UnsafePointer(none.baseAddress!),
          rows: costs.isEmpty ? 0 : utilities.count / costs.count, costs: costs, room: room, loads: costs,
          previous: previous, pinned: pinned, horizon: Double(horizon))
      }
    }
  }
}

extension Setting {
  /// Units of the capacity that an adapter takes.
  func footprint(of adapter: AdapterID) -> Int {
    capacity.unit == .slots ? 1 : footprints[adapter.index]
  }

  /// The limit on the resident set in the GPU tier.
  var room: Cover.Room {
    capacity.unit == .slots ? .slots(capacity.amount) : .budget(capacity.amount, footprints: footprints)
  }
}
