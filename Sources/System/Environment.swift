#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The environment of the process and the machine.
public enum Environment {
  /// A variable; nil if it is not set or empty.
  public static func value(_ name: String) -> String? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return String(rawCString: value)
  }

  /// All variables as `NAME=value`.
  public static var all: [String] {
    var words: [String] = []
    var next = environ
    while let word = next.pointee {
      words.append(String(rawCString: word))
      next += 1
    }
    return words
  }

  /// The folders that a variable lists, such as `PATH`; relative entries are left out, as they depend on the working
  /// folder.
  public static func folders(_ name: String) -> [String] {
    (value(name) ?? "").split(separator: ":").filter { $0.hasPrefix("/") }.map(String.init)
  }

  /// A program in the absolute paths of the `PATH`.
  public static func program(_ name: String) -> String? {
    folders("PATH").map { "\($0)/\(name)" }.first { FileSystem.isPlainFile($0) && FileSystem.isExecutable($0) }
  }

  /// The file of the running program, with links resolved; nil if the system does not report it.
  public static var ownProgram: String? { try? FileSystem.canonical("/proc/self/exe") }

  /// Arguments, whose bytes need not be UTF-8: see `String(raw:)`. The first is the program's name.
  public static var arguments: [String] {
    let count = Int(CommandLine.argc)
    return (0..<count).map { CommandLine.unsafeArgv[$0].map { String(rawCString: $0) } ?? "" }
  }

  /// Processors that are online, at least 1.
  public static var processorCount: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  /// Bytes of a page of memory.
  public static var pageBytes: Int { max(1, Int(sysconf(Int32(_SC_PAGESIZE)))) }

  /// The effective user id of the process.
  public static var user: UInt32 { geteuid() }

  /// The number of this process.
  public static var process: Int32 { getpid() }

  /// The machine's name; nil if it has none.
  public static var hostName: String? {
    var bytes = [CChar](repeating: 0, count: 256)
    guard gethostname(&bytes, bytes.count - 1) == 0 else { return nil }
    return String(decoding: bytes.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
