import Core

/// Load events from `profile fit` or `profile probe`, and the profile fitted to them.
public struct LoadEvents: Sendable {
  /// One load.
  public struct Event: Sendable, Equatable {
    public var route: Profile.Route
    /// In the measure of all events: LoRA rank or megabytes.
    public var size: Double
    public var millis: Double

    public init(route: Profile.Route, size: Double, millis: Double) {
      self.route = route
      self.size = size
      self.millis = millis
    }
  }

  /// The residuals of a fitted path at one size.
  public struct Residual: Sendable, Equatable {
    public var route: Profile.Route
    public var size: Double
    public var events: Int
    public var medianMillis: Double
    public var fitMillis: Double
    /// The median distance of an event from the fit.
    public var typicalMillis: Double
    /// The largest distance of an event from the fit.
    public var worstMillis: Double
  }

  public var model: String?
  public var measure: Profile.Measure
  public var events: [Event]

  public init(model: String? = nil, measure: Profile.Measure, events: [Event] = []) {
    self.model = model
    self.measure = measure
    self.events = events
  }

  /// Reads load events from a CSV file with the columns `adapter_rank`, `kind` (`disk` or `memory`), `event` (from 1
  /// in each run) and `ms`, by header. `model` is optional; other columns are ignored.
  ///
  /// Event 1 of `disk` is a first read and is kept separate.
  public init(csv path: String) throws(Fault) {
    try self.init(csv: FileBytes(path), file: path)
  }

  /// As above, from any bytes; `file` names them in messages.
  public init(csv source: any ByteSource, file: String) throws(Fault) {
    self.init(measure: .rank)
    var table = DelimitedReader(source, file: file)
    let columns = try Columns(header: &table)
    let (rank, kind) = (try columns.require("adapter_rank"), try columns.require("kind"))
    let (event, ms, modelColumn) = (
      try columns.require("event"), try columns.require("ms"), columns.index(of: "model")
    )
    while try table.next() {
      try table.require(fields: columns.count)
      if let modelColumn {
        let name = try table.name(modelColumn, as: "model")
        if let model, model != name { throw Messages.twoModels(model, name, table.place(modelColumn)) }
        model = name
      }
      let size = try table.integer(rank, as: "adapter_rank", in: Bounds.rank)
      let number = try table.integer(event, as: "event", in: 1...Int.max)
      let millis = try table.number(ms, as: "ms", in: Bounds.millis)
      let route: Profile.Route
      switch table.text(kind) {
      case "disk": route = number == 1 ? .storageFirst : .storageWarm
      case "memory": route = .hostToGPU
      default: throw Messages.unknownKind(table.text(kind), table.place(kind))
      }
      events.append(Event(route: route, size: Double(size), millis: millis))
    }
    if events.isEmpty { throw Messages.noEvents(file) }
  }

  /// Fits each route's line, with the median of each size beside it.
  public func profile(named name: String) -> Profile {
    var profile = Profile(name: name)
    profile.model = model
    for route in Profile.Route.allCases {
      let own = events.filter { $0.route == route }
      if own.isEmpty { continue }
      let line = RobustLine(rising: own.map { ($0.size, $0.millis) })
      profile.paths.append(
        Profile.Path(
          route: route, measure: measure, baseMillis: rounded(line.base), slopeMillis: rounded(line.slope),
          points: sizes(of: route).map { size in
            let values = own.filter { $0.size == size }.map(\.millis)
            return Profile.Point(size: size, lowMillis: rounded(median(values)), events: values.count)
          }))
    }
    return profile
  }

  /// The residuals of the fit, for each route and size.
  public func residuals(of profile: Profile) -> [Residual] {
    profile.paths.flatMap { path in
      sizes(of: path.route).map { size in
        let values = events.filter { $0.route == path.route && $0.size == size }.map(\.millis)
        let distances = values.map { abs($0 - path.millis(at: size)) }
        return Residual(
          route: path.route, size: size, events: values.count, medianMillis: median(values),
          fitMillis: path.millis(at: size), typicalMillis: median(distances), worstMillis: distances.max() ?? 0)
      }
    }
  }

  private func sizes(of route: Profile.Route) -> [Double] {
    var sizes: [Double] = []
    for event in events where event.route == route && !sizes.contains(event.size) { sizes.append(event.size) }
    return sizes.sorted()
  }

  /// To six decimals, a nanosecond: more is noise.
  private func rounded(_ millis: Double) -> Double { Double(fixed(millis, 6)) ?? millis }
}
