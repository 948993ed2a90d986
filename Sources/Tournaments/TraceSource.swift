import Core
import Policies
import Traces
import Workbench

/// What is played on, as it was named.
public enum TraceSource: Sendable, Equatable {
  case scenario(Spelling)
  case file(String)

  /// The trace of a replicate: a scenario draws a new one, a file is read, and with `shuffle` put in a new order.
  ///
  /// - Parameter capacity: what the GPU holds; only orders made against a cache of that size look at it.
  public func trace(_ conditions: Conditions, replicate: Int, capacity: Capacity?) throws(Fault) -> Trace {
    switch self {
    case .scenario(let spelling):
      let scenario = try ScenarioShelf.find(spelling.name)
      var trace = try scenario.trace(
        requests: conditions.requests, capacity: capacity?.unit == .slots ? capacity?.amount : nil,
        seed: Cell.environment(seed: Seed(conditions.seed), traceName: scenario.name, replicate: replicate),
        given: spelling.arguments)
      trace.name = spelling.described
      return trace
    case .file(let path):
      return try Self.played(try TraceLoader.load(path: path), conditions, replicate: replicate)
    }
  }

  /// A trace that was read, as a replicate plays it.
  static func played(_ loaded: Trace, _ conditions: Conditions, replicate: Int) throws(Fault) -> Trace {
    var trace = loaded
    if conditions.shuffle {
      trace = loaded.shuffled(
        Cell.environment(seed: Seed(conditions.seed), traceName: loaded.name, replicate: replicate)
          .derived("shuffle"))
    }
    guard let requests = conditions.requests else { return trace }
    guard requests <= trace.requestCount else {
      throw Messages.tooManyRequests(requests, in: trace.name, has: trace.requestCount)
    }
    return trace.prefix(requests)
  }

  /// Where none is named: the scenario's own, or a quarter of the adapters.
  public func standardCapacity(adapterCount: Int) throws(Fault) -> Capacity {
    switch self {
    case .scenario(let spelling): Capacity(try ScenarioShelf.find(spelling.name).standardCapacity)
    case .file: Capacity(max(1, (adapterCount + 3) / 4))
    }
  }
}
