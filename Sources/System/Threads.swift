#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Threads of this process.
public enum Threads {
  /// Starts a detached thread; if that fails, runs `body` on this thread.
  public static func start(_ body: @escaping @Sendable () -> Void) {
    final class Box: Sendable {
      let body: @Sendable () -> Void
      init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
    var thread = pthread_t()
    let box = Unmanaged.passRetained(Box(body))
    let status = pthread_create(
      &thread, nil,
      { pointer in
        if let pointer { Unmanaged<Box>.fromOpaque(pointer).takeRetainedValue().body() }
        return nil
      }, box.toOpaque())
    guard status == 0 else { return box.takeRetainedValue().body() }
    pthread_detach(thread)
  }

  /// Throws if the system cannot start a thread.
  public static func requireOne() throws(SystemError) {
    var thread = pthread_t()
    let code = pthread_create(&thread, nil, { _ in nil }, nil)
    guard code == 0 else { throw SystemError(code: code) }
    pthread_join(thread, nil)
  }
}
