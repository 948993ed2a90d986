import CKernels

/// The instruction set that the bandit engine's loops were compiled for; every one gives the same bits.
///
/// The environment variable `POLARBENCH_KERNEL` (`sse2`, `avx2`, `avx512`) forces one that the processor can run; any
/// other value is ignored. Our choice: docs/decisions/0003-kernels-in-c.md.
public struct KernelPath: Sendable, Equatable, CustomStringConvertible {
  nonisolated(unsafe) let kernel: OpaquePointer

  /// "sse2", "avx2" or "avx512"; "plain" if the processor is not an x86-64.
  public var name: String { String(cString: pb_kernel_name(kernel)) }
  public var description: String { name }

  /// The path named by `POLARBENCH_KERNEL`, else the widest that the processor can run.
  public static var current: KernelPath { KernelPath(kernel: pb_kernel_current()) }

  /// The paths that the processor can run, plainest first.
  public static var available: [KernelPath] {
    var paths: [KernelPath] = []
    while let kernel = pb_kernel_at(Int64(paths.count)) { paths.append(KernelPath(kernel: kernel)) }
    return paths
  }
}
