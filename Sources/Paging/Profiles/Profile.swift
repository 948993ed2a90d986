import Core

/// How long adapters take to come to the GPU with one model, GPU and engine; read from a file, each with its sources.
///
/// The file's form is in docs/reference/profile-format.md.
public struct Profile: Sendable, Equatable {
  /// The way of a load.
  public enum Route: String, Sendable, CaseIterable {
    /// Storage → host memory, with the bytes in the page cache.
    case storageWarm = "storage-host warm"
    /// Storage → host memory, for the first time.
    case storageFirst = "storage-host first"
    case hostToGPU = "host-gpu"
    /// Host memory → host memory: no transfer to a GPU is faster, which is all that it says.
    case hostToHost = "host-host"
  }

  /// What a path's latency grows with.
  public enum Measure: String, Sendable, CaseIterable {
    case rank
    /// 10⁶ bytes.
    case megabytes = "mb"
  }

  /// What a reader may make of the numbers.
  public enum Basis: String, Sendable, CaseIterable {
    case measured
    /// Worked out, not measured.
    case inferred
  }

  /// One measured size: its latency, or the range that was seen.
  public struct Point: Sendable, Equatable {
    public var size: Double
    public var lowMillis: Double
    public var highMillis: Double
    /// Events behind it; 0 where the source does not say.
    public var events: Int

    public init(size: Double, lowMillis: Double, highMillis: Double? = nil, events: Int = 0) {
      self.size = size
      self.lowMillis = lowMillis
      self.highMillis = highMillis ?? lowMillis
      self.events = events
    }
  }

  /// latency = base + size · slope, never below 0, and the points that it was fitted to.
  public struct Path: Sendable, Equatable {
    public var route: Route
    public var measure: Measure
    public var baseMillis: Double
    /// Milliseconds for each rank or megabyte.
    public var slopeMillis: Double
    public var points: [Point]

    public init(route: Route, measure: Measure, baseMillis: Double, slopeMillis: Double, points: [Point] = []) {
      self.route = route
      self.measure = measure
      self.baseMillis = baseMillis
      self.slopeMillis = slopeMillis
      self.points = points
    }

    /// The fitted latency at a size in the path's measure.
    public func millis(at size: Double) -> Double { max(0, baseMillis + slopeMillis * size) }
  }

  /// The slug.
  public var name: String
  public var model: String?
  public var engine: String?
  public var gpu: String?
  public var basis = Basis.measured
  public var sources: [String] = []
  public var notes: [String] = []
  /// Parameters of a rank-1 adapter, to turn bytes into ranks and back.
  public var parametersPerRank: Int?
  /// Bytes of one weight in a slot.
  public var itemBytes: Int?
  /// What the link to the GPU moves, for `PagingConfiguration.Loading.overlapped`.
  public var linkBytesPerSecond: Double?
  /// At most one for each route.
  public var paths: [Path] = []

  public init(name: String) { self.name = name }

  public func path(_ route: Route) -> Path? { paths.first { $0.route == route } }
}

extension Profile {
  /// Seconds that an adapter takes on one route.
  ///
  /// - Throws: where the profile has no such route, or the path counts ranks and the adapter's is neither known nor to
  ///   be had from its bytes.
  public func seconds(_ route: Route, of adapter: Adapter) throws(Fault) -> Double {
    guard let path = path(route) else { throw Messages.noRoute(route, in: self) }
    return path.millis(at: try size(of: adapter, for: path)) / 1000
  }

  private func size(of adapter: Adapter, for path: Path) throws(Fault) -> Double {
    if path.measure == .megabytes { return Double(adapter.sizeBytes) / 1e6 }
    if let rank = adapter.rank { return Double(rank) }
    guard let parametersPerRank, let itemBytes else { throw Messages.rankUnknown(adapter, in: self) }
    return Double(adapter.sizeBytes) / Double(parametersPerRank * itemBytes)
  }
}

extension PageInLatencies {
  /// What a profile says of a catalogue: from storage through the host to the GPU, from the host, and on first reads.
  ///
  /// A profile without a path to the GPU lends its host → host copy, the bound that no transfer beats; one without
  /// first reads has no penalty.
  public init(_ profile: Profile, of adapters: [Adapter]) throws(Fault) {
    self.init()
    let toGPU: Profile.Route =
      profile.path(.hostToGPU) == nil && profile.path(.hostToHost) != nil ? .hostToHost : .hostToGPU
    for adapter in adapters {
      let fromHost = try profile.seconds(toGPU, of: adapter)
      let fromStorage = try profile.seconds(.storageWarm, of: adapter)
      fromHostSeconds.append(fromHost)
      fromStorageSeconds.append(fromStorage + fromHost)
      guard profile.path(.storageFirst) != nil else { continue }
      firstReadSeconds.append(max(0, try profile.seconds(.storageFirst, of: adapter) - fromStorage))
    }
  }
}
