import Core

/// Latencies of moving adapters to the GPU, for one model, GPU and engine; read from a file, each with its sources.
///
/// The format is in docs/reference/profile-format.md.
public struct Profile: Sendable, Equatable {
  /// The route of a load.
  public enum Route: String, Sendable, CaseIterable {
    /// Storage → host memory, with the bytes in the page cache.
    case storageWarm = "storage-host warm"
    /// Storage → host memory, for the first time.
    case storageFirst = "storage-host first"
    case hostToGPU = "host-gpu"
    /// Host memory → host memory: only a lower bound of a transfer to a GPU.
    case hostToHost = "host-host"
  }

  /// The size measure of a path's latency.
  public enum Measure: String, Sendable, CaseIterable {
    case rank
    /// 10⁶ bytes.
    case megabytes = "mb"
  }

  /// The origin of the numbers.
  public enum Basis: String, Sendable, CaseIterable {
    case measured
    /// Computed, not measured.
    case inferred
  }

  /// One measured size: its latency, or the observed range.
  public struct Point: Sendable, Equatable {
    public var size: Double
    public var lowMillis: Double
    public var highMillis: Double
    /// The number of events; 0 if the source does not give it.
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
    /// Milliseconds per rank or megabyte.
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

  /// The short name, unique.
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
  /// Bandwidth of the link to the GPU, for `PagingConfiguration.Loading.overlapped`.
  public var linkBytesPerSecond: Double?
  /// At most one for each route.
  public var paths: [Path] = []

  public init(name: String) { self.name = name }

  public func path(_ route: Route) -> Path? { paths.first { $0.route == route } }
}

extension Profile {
  /// Seconds that an adapter takes on one route.
  ///
  /// - Throws: if the profile has no such route, or the path counts ranks and the adapter's rank is neither known nor
  ///   computable from its bytes.
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
  /// The latencies of a profile for a catalogue: from storage through the host to the GPU, from the host, and on first
  /// reads.
  ///
  /// A profile without a path to the GPU uses its host → host copy, a lower bound; one without first reads has no
  /// penalty.
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
