/// How the measured server's own metrics hold its answers up, as far as clients see it.
///
/// A sampler asks for the metrics page again two seconds after each answer; while the page is written no token is sent.
/// It grows with every set of running and waiting adapters that there has been, and with the running requests. Steps that
/// end within one such stall come in one chunk, so a client counts fewer, longer gaps; a request that arrives in a stall
/// waits for its end, and so does its first token. Steps with many decodes are sent piece by piece all the same. All of it
/// is observation: the server's own steps are not slower. Our reading, fitted to ITL over TPOT.
public struct Observation: Sendable, Equatable {
  public var periodSeconds = 2.0
  /// Milliseconds that the page takes: at least, for each set of adapters so far, for each name in them, and for each
  /// running request. All 0: clients see what the server does.
  public var pageMillis = 0.0
  public var setMillis = 0.0
  public var nameMillis = 0.0
  public var runningMillis = 0.0
  /// Steps of more decodes are never merged.
  public var mergedDecodes = 128
  /// What a first token takes beyond the engine, and how often it meets a stall's rest.
  public var firstTokenMillis = 0.0
  public var stallsPerFirstToken = 0.0
  /// What the gauge of running requests shows of their number where over 2 % of the requests were refused.
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
  /// When the last chunks were sent, which a stall puts off to its end.
  private var lastSent = 0.0
  /// Between one chunk and the next of a request, as clients see it.
  private(set) var chunks = Spread()

  init(_ observation: Observation) {
    self.observation = observation
    pageSeconds = observation.pageMillis / 1000
  }

  var isOn: Bool { observation.pageMillis > 0 || observation.runningMillis > 0 }

  /// A step went from `start` to `seconds`. `change` counts changes of the set of running adapters, `names` those that
  /// run or wait.
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

  /// The share of tokens that come in a chunk of their own.
  var chunkShare: Double { decodes > 0 ? 1 - merged / decodes : 1 }

  /// What a first token waits beyond the engine, in the mean.
  var firstTokenDelaySeconds: Double {
    guard stalls > 0 else { return observation.firstTokenMillis / 1000 }
    let rest = (stallSquares / stalls) / (observation.periodSeconds + stallSeconds / stalls)
    return observation.firstTokenMillis / 1000 + observation.stallsPerFirstToken * rest
  }
}
