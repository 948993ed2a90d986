import System

/// The first NVIDIA GPU, through the driver's library, if the system has one; it is loaded at run time, not linked.
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

  /// The driver's name for it.
  let name: String
  private let library: DynamicLibrary
  private var onDevice: UInt64 = 0
  private var onHost: Pointer
  private let copy: Copy
  private let synchronise: Synchronise

  /// Allocates buffers for the largest copy on both sides, pinned on the host; nil if any step fails.
  init?(largestBytes: Int) {
    guard let library = DynamicLibrary("libcuda.so.1") else { return nil }
    guard let initialise = library.symbol("cuInit", as: Init.self),
      let getDevice = library.symbol("cuDeviceGet", as: GetDevice.self),
      let getName = library.symbol("cuDeviceGetName", as: GetName.self),
      let retain = library.symbol("cuDevicePrimaryCtxRetain", as: Retain.self),
      let setCurrent = library.symbol("cuCtxSetCurrent", as: SetCurrent.self),
      let allocateDevice = library.symbol("cuMemAlloc_v2", as: AllocateDevice.self),
      let allocateHost = library.symbol("cuMemAllocHost_v2", as: AllocateHost.self),
      let copy = library.symbol("cuMemcpyHtoD_v2", as: Copy.self),
      let synchronise = library.symbol("cuCtxSynchronize", as: Synchronise.self)
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
    onHost.initializeMemory(as: UInt8.self, repeating: 1, count: largestBytes)
    // The first copy sets up the driver's queues.
    _ = copyMillis(largestBytes)
  }

  deinit {
    if let free = library.symbol("cuMemFreeHost", as: FreeHost.self) { _ = free(onHost) }
    if let free = library.symbol("cuMemFree_v2", as: FreeDevice.self) { _ = free(onDevice) }
  }

  /// Copies bytes from pinned host memory to the GPU; nil if the driver fails.
  func copyMillis(_ bytes: Int) -> Double? {
    let start = nowMillis()
    guard copy(onDevice, onHost, bytes) == 0, synchronise() == 0 else { return nil }
    return nowMillis() - start
  }
}
