import Core
import System

/// One hostile script: its aim, and its expected end.
///
/// The first line of its file lists the allowed kinds of faults (`-- expect: cpu|memory`), the second its aim; its
/// folder is the kind of attack.
public struct Attack: Sendable, CustomStringConvertible {
  public let name: String
  /// The kind of attack: `loops`, `memory`, `escape`, …
  public let group: String
  /// Kinds of faults; "none" if it may run to its end without success.
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

  /// Whether it may end with this kind. If instructions are counted, an attack on CPU time may first exceed the budget.
  public func mayEnd(in kind: String, isStrict: Bool) -> Bool {
    expected.contains(kind) || (isStrict && kind == "budget" && expected.contains("cpu"))
  }

  /// The scripts of a folder with one subfolder per kind, by kind and name.
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

  /// The names in a folder, in order.
  public static func names(in folder: String) throws(Fault) -> [String] {
    do throws(SystemError) {
      return try FileSystem.names(in: folder).filter { !$0.hasPrefix(".") }
    } catch {
      throw Fault("cannot read \(folder): \(error.reason)", fix: "name the folder of the attacks")
    }
  }

  public static func contents(of path: String) throws(Fault) -> [UInt8] { try readWhole(path, limit: .max) }
}
