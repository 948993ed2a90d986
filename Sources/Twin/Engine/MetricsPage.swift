/// The delay of the measured server's answers by its metrics page, as seen by clients.
///
/// A sampler requests the metrics page two seconds after each answer; while the page is written no token is sent. The
/// page grows with every set of running and waiting adapters so far, and with the running requests. Steps that end
/// within one such stall are sent in one chunk, so a client counts fewer, longer gaps; a request that arrives in a
/// stall waits for its end, and so does its first token. Steps with many decodes are not merged. This affects only the
/// observation: the server's own steps are not slower. Our interpretation, fitted to ITL over TPOT.
public struct Observation: Sendable, Equatable {
  public var periodSeconds = 2.0
  /// Milliseconds of the page: a constant, per set of adapters so far, per name in them, and per running request. All
  /// 0: clients see the exact times.
  public var pageMillis = 0.0
  public var setMillis = 0.0
  public var nameMillis = 0.0
  public var runningMillis = 0.0
  /// Steps of more decodes are never merged.
  public var mergedDecodes = 128
  /// The delay of a first token outside the engine, and how often it also waits for the rest of a stall.
  public var firstTokenMillis = 0.0
  public var stallsPerFirstToken = 0.0
  /// The share of running requests that the gauge shows if over 2 % of the requests were refused.
  public var runningShareRefusing = 1.0

  public init() {}
}

/// The stalls of one run.
struct MetricsPage: Sendable {
  private let observation: Observation
  private var pageSeconds: Double
  private var nextAsked = 0.0
  private var stallEnd = -1.0
  private var isInStall = false
  private var lastChange = -1
  private var stalls = 0.0
  private var stallSeconds = 0.0
  private var stallSquares = 0.0
  private var merged = 0.0
  private var decodes = 0.0
  /// When the last chunks were sent; a stall delays them to its end.
  private var lastSent = 0.0
  /// Time between consecutive chunks of a request, as seen by clients.
  private(set) var chunks = Spread()

  init(_ observation: Observation) {
    self.observation = observation
    pageSeconds = observation.pageMillis / 1000
  }

  var isOn: Bool { observation.pageMillis > 0 || observation.runningMillis > 0 }

  /// Records a step from `start` to `seconds`. `change` counts changes of the set of running adapters, `names` the
  /// adapters that run or wait.
  @inline(__always)
  mutating func step(
    from start: Double, to seconds: Double, decoded: Int, running: Int, change: Int, names: Int
  ) {
    if change != lastChange {
      lastChange = change
      pageSeconds += (observation.setMillis + observation.nameMillis * Double(names)) / 1000
    }
    while nextAsked <= seconds {
      let stall = pageSeconds + observation.runningMillis * Double(running) / 1000
      stallEnd = nextAsked + stall
      nextAsked = stallEnd + observation.periodSeconds
      stalls += 1
      stallSeconds += stall
      stallSquares += stall * stall
      isInStall = false
      if seconds < stallEnd { break }
    }
    decodes += Double(decoded)
    let isInside = seconds < stallEnd
    let isHeld = isInside && decoded <= observation.mergedDecodes
    if isHeld, isInStall {
      merged += Double(decoded)
    } else if decoded > 0 {
      let sent = isHeld ? stallEnd : seconds
      chunks.add(sent - max(lastSent, start), weight: Double(decoded))
      lastSent = sent
    }
    if isInside { isInStall = true }
  }

  /// The share of tokens sent in their own chunk.
  var chunkShare: Double { decodes > 0 ? 1 - merged / decodes : 1 }

  /// The mean delay of a first token outside the engine.
  var firstTokenDelaySeconds: Double {
    guard stalls > 0 else { return observation.firstTokenMillis / 1000 }
    let rest = (stallSquares / stalls) / (observation.periodSeconds + stallSeconds / stalls)
    return observation.firstTokenMillis / 1000 + observation.stallsPerFirstToken * rest
  }
}
