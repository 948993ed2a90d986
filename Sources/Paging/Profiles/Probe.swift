import Core
import System

/// Measures this machine, for `profile probe`.
///
/// Storage → host by reads of a temporary file, warm, and cold if its pages can be dropped; host → host by a copy, a
/// lower bound of any transfer; host → GPU if there is an NVIDIA GPU.
public struct Probe: Sendable {
  public struct Options: Sendable {
    /// Adapter sizes; rank 8, 16 and 32 of Qwen2.5-7B in fp16, all linear layers, by default.
    public var sizesBytes = [8, 16, 32].map {
      AdapterSize.bytes(rank: $0, parametersPerRank: AdapterSize.parametersPerRank(AdapterSize.qwen25of7B, .allLinear))
    }
    /// Loads of each size and kind.
    public var repeats = 5
    /// Whether to drop the whole machine's page cache before each cold read; needs root.
    public var dropsCaches = false

    public init() {}
  }

  public private(set) var events = LoadEvents(measure: .megabytes)
  public private(set) var profile: Profile

  /// Measures the storage of `folder` with a temporary file.
  ///
  /// - Throws: if the folder cannot be written, or caches cannot be dropped as requested.
  public init(folder: String, options: Options = Options()) throws(Fault) {
    profile = Profile(name: "")
    let file = try ProbeFile(folder: folder, sizeBytes: options.sizesBytes.max() ?? 0)
    var notes: [String] = []
    var coldSizes: [Int] = []
    let isVisible = try file.canSeePageCache()
    for size in options.sizesBytes {
      for _ in 0..<options.repeats {
        if options.dropsCaches { try Self.dropCaches() }
        file.dropPages()
        if isVisible, let share = file.residentShare(ofFirst: size), share <= 0.01 {
          note(.storageFirst, size, try file.readMillis(size))
          if coldSizes.last != size { coldSizes.append(size) }
        } else {
          _ = try file.readMillis(size)
        }
        note(.storageWarm, size, try file.readMillis(size))
        note(.hostToHost, size, file.copyMillis(size))
      }
    }
    notes.append(Self.coldness(isVisible: isVisible, coldSizes: coldSizes.count, of: options.sizesBytes.count))
    let gpu = try measureGPU(options)
    notes.append(contentsOf: gpu.notes)
    profile = events.profile(named: "probe-\(Self.hostName)")
    profile.engine = "polarbench profile probe"
    profile.gpu = gpu.name
    profile.sources = ["measured on \(Self.hostName) in \(folder), \(options.repeats) loads of each size"]
    profile.notes = notes
  }

  private mutating func note(_ route: Profile.Route, _ sizeBytes: Int, _ millis: Double) {
    events.events.append(LoadEvents.Event(route: route, size: Double(sizeBytes) / 1e6, millis: millis))
  }

  private static func coldness(isVisible: Bool, coldSizes: Int, of count: Int) -> String {
    if !isVisible {
      return "storage reads are warm: this system does not show what is in its page cache, so none can be called cold"
    }
    if coldSizes < count {
      return "\(count - coldSizes) of \(count) sizes are warm only: their pages would not leave the page cache"
    }
    return "first reads are cold in this system's page cache; what the device or a hypervisor caches is out of sight"
  }

  private static var hostName: String { Environment.hostName ?? "this-machine" }

  private static func dropCaches() throws(Fault) {
    do throws(SystemError) {
      try File.dropAllPages()
    } catch {
      throw Messages.cannotDropCaches(File.allPagesPath, error)
    }
  }

  // MARK: - GPU

  private mutating func measureGPU(_ options: Options) throws(Fault) -> (name: String?, notes: [String]) {
    guard FileSystem.exists("/dev/nvidia0") || FileSystem.exists("/dev/nvidiactl") else {
      return (nil, ["no NVIDIA GPU is present: host-host bounds host-gpu, and stands in for it"])
    }
    guard let device = CUDADevice(largestBytes: options.sizesBytes.max() ?? 0) else {
      return (nil, ["an NVIDIA GPU is present, but its driver could not be used: host-host stands in for host-gpu"])
    }
    for size in options.sizesBytes {
      for _ in 0..<options.repeats {
        guard let millis = device.copyMillis(size) else {
          return (device.name, ["copies of \(size) bytes to the GPU failed"])
        }
        note(.hostToGPU, size, millis)
      }
    }
    return (device.name, ["host-gpu: pinned host memory, one copy at a time, until it is done"])
  }
}

/// Milliseconds of a monotonic clock.
func nowMillis() -> Double { Double(SystemClock.nanos) / 1e6 }
