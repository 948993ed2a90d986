#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Symbols of a shared library that the program is not linked to.
public final class DynamicLibrary {
  private let handle: UnsafeMutableRawPointer

  /// Loads a library by its name; nil if it does not exist. It stays loaded.
  public init?(_ name: String) {
    guard let handle = dlopen(name, RTLD_NOW) else { return nil }
    self.handle = handle
  }

  /// A function as the C function type `Function`, which must be its actual type; nil if no function has that name.
  public func symbol<Function>(_ name: String, as _: Function.Type = Function.self) -> Function? {
    dlsym(handle, name).map { unsafeBitCast($0, to: Function.self) }
  }
}
