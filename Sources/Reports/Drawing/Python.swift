import Glibc

/// Where a Python with vl-convert may be.
enum Python {
  /// Paths of interpreters, the likeliest first. A Python that the environment names is the only one.
  static var candidates: [String] {
    if let named = variable("POLARBENCH_PYTHON") { return [named] }
    var found: [String] = []
    if let active = variable("VIRTUAL_ENV") { found.append(active + "/bin/python3") }
    found += environmentsAbove(executable).map { $0 + "/.venv/bin/python3" }
    found += (variable("PATH") ?? "").split(separator: ":").map { $0 + "/python3" }
    return found.filter { access($0, X_OK) == 0 }
  }

  private static func variable(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    let text = String(cString: value)
    return text.isEmpty ? nil : text
  }

  /// The folders that a file lies in, the nearest first.
  static func environmentsAbove(_ path: String) -> [String] {
    var folders: [String] = []
    var rest = path[...]
    while let slash = rest.lastIndex(of: "/"), slash > rest.startIndex {
      rest = rest[..<slash]
      folders.append(String(rest))
    }
    return folders
  }

  private static var executable: String {
    var path = [UInt8](repeating: 0, count: 4096)
    let count = path.withUnsafeMutableBytes { readlink("/proc/self/exe", $0.baseAddress!, $0.count) }
    return count > 0 ? String(decoding: path[..<count], as: UTF8.self) : ""
  }
}
