import Core
import Glibc

/// One script that wants what it must not get: what it tries, and how it is expected to end.
///
/// The first line of its file says the kinds of faults that it may end in (`-- expect: cpu|memory`), the second what it
/// tries; the folder it lies in is the kind of attack.
public struct Attack: Sendable, CustomStringConvertible {
  public let name: String
  /// The kind of attack: `loops`, `memory`, `escape`, …
  public let group: String
  /// Kinds of faults; "none" where it may run to its end, having found nothing.
  public let expected: [String]
  public let aim: String
  public let text: [UInt8]

  public init(name: String, group: String, text: [UInt8]) {
    self.name = name
    self.group = group
    self.text = text
    let lines = text.split(separator: UInt8(ascii: "\n"), maxSplits: 2, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    let prefix = "-- expect: "
    expected =
      lines[0].hasPrefix(prefix) ? lines[0].dropFirst(prefix.count).split(separator: "|").map(String.init) : []
    aim = lines.count > 1 ? String(lines[1].dropFirst("-- ".count)) : ""
  }

  public var description: String { name }

  /// Whether it may end so. What takes too long by the clock of the processor may take too many instructions first,
  /// where they are counted.
  public func mayEnd(in kind: String, isStrict: Bool) -> Bool {
    expected.contains(kind) || (isStrict && kind == "budget" && expected.contains("cpu"))
  }

  /// The scripts of a folder, which holds a folder for each kind, by kind and name.
  public static func corpus(in folder: String) throws(Fault) -> [Attack] {
    var attacks: [Attack] = []
    for group in try names(in: folder) where !group.contains(".") {
      for file in try names(in: "\(folder)/\(group)") where file.hasSuffix(".lua") {
        attacks.append(
          Attack(name: String(file.dropLast(4)), group: group, text: try contents(of: "\(folder)/\(group)/\(file)")))
      }
    }
    return attacks
  }

  /// What a folder holds, in order of names.
  public static func names(in folder: String) throws(Fault) -> [String] {
    guard let stream = opendir(folder) else { throw Messages.unreadable(folder, errno) }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }

  public static func contents(of path: String) throws(Fault) -> [UInt8] {
    guard let file = fopen(path, "re") else { throw Messages.unreadable(path, errno) }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&chunk, 1, chunk.count, file)
      if count == 0 { return bytes }
      bytes += chunk[..<count]
    }
  }
}

enum Messages {
  static func unreadable(_ path: String, _ code: Int32) -> Fault {
    Fault("cannot read \(path): \(String(cString: strerror(code)))", mend: "name the folder of the attacks")
  }
}
