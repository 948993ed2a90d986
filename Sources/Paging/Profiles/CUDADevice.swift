import Glibc

/// The first NVIDIA GPU, through the driver's library where the system has one; nothing is linked against it.
final class CUDADevice {
  private typealias Pointer = UnsafeMutableRawPointer
  private typealias Init = @convention(c) (UInt32) -> Int32
  private typealias GetDevice = @convention(c) (UnsafeMutablePointer<Int32>, Int32) -> Int32
  private typealias GetName = @convention(c) (UnsafeMutablePointer<CChar>, Int32, Int32) -> Int32
  private typealias Retain = @convention(c) (UnsafeMutablePointer<Pointer?>, Int32) -> Int32
  private typealias SetCurrent = @convention(c) (Pointer?) -> Int32
  private typealias AllocateDevice = @convention(c) (UnsafeMutablePointer<UInt64>, Int) -> Int32
  private typealias AllocateHost = @convention(c) (UnsafeMutablePointer<Pointer?>, Int) -> Int32
  private typealias Copy = @convention(c) (UInt64, UnsafeRawPointer, Int) -> Int32
  private typealias Synchronise = @convention(c) () -> Int32
  private typealias FreeDevice = @convention(c) (UInt64) -> Int32
  private typealias FreeHost = @convention(c) (Pointer) -> Int32

  /// As the driver calls it.
  let name: String
  private let library: Pointer
  private var onDevice: UInt64 = 0
  private var onHost: Pointer
  private let copy: Copy
  private let synchronise: Synchronise

  /// Takes room for the largest copy on both sides, pinned on the host's; nil where any of it fails.
  init?(largestBytes: Int) {
    guard let library = dlopen("libcuda.so.1", RTLD_NOW) else { return nil }
    func symbol<F>(_ name: String, _: F.Type) -> F? { dlsym(library, name).map { unsafeBitCast($0, to: F.self) } }
    guard let initialise = symbol("cuInit", Init.self), let getDevice = symbol("cuDeviceGet", GetDevice.self),
      let getName = symbol("cuDeviceGetName", GetName.self),
      let retain = symbol("cuDevicePrimaryCtxRetain", Retain.self),
      let setCurrent = symbol("cuCtxSetCurrent", SetCurrent.self),
      let allocateDevice = symbol("cuMemAlloc_v2", AllocateDevice.self),
      let allocateHost = symbol("cuMemAllocHost_v2", AllocateHost.self),
      let copy = symbol("cuMemcpyHtoD_v2", Copy.self),
      let synchronise = symbol("cuCtxSynchronize", Synchronise.self)
    else { return nil }
    var device: Int32 = 0
    var nameBytes = [CChar](repeating: 0, count: 256)
    var context: Pointer?
    var onHost: Pointer?
    guard initialise(0) == 0, getDevice(&device, 0) == 0, getName(&nameBytes, 255, device) == 0,
      retain(&context, device) == 0, setCurrent(context) == 0, allocateDevice(&onDevice, max(1, largestBytes)) == 0,
      allocateHost(&onHost, max(1, largestBytes)) == 0, let onHost
    else { return nil }
    self.library = library
    self.copy = copy
    self.synchronise = synchronise
    self.onHost = onHost
    name = String(decoding: nameBytes.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    memset(onHost, 1, largestBytes)
    // The first copy sets up the driver's queues.
    _ = copyMillis(largestBytes)
  }

  deinit {
    if let free = dlsym(library, "cuMemFreeHost") { _ = unsafeBitCast(free, to: FreeHost.self)(onHost) }
    if let free = dlsym(library, "cuMemFree_v2") { _ = unsafeBitCast(free, to: FreeDevice.self)(onDevice) }
  }

  /// Copies bytes from pinned host memory to the GPU; nil where the driver refuses.
  func copyMillis(_ bytes: Int) -> Double? {
    let start = nowMillis()
    guard copy(onDevice, onHost, bytes) == 0, synchronise() == 0 else { return nil }
    return nowMillis() - start
  }
}
