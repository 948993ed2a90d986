import CShipped

/// A repository file that is also in the binary, so that it is found from any folder.
package struct ShippedFile: Sendable {
  /// Its path in the repository, such as `policies/evictors/lru.lua`.
  package let path: String
  nonisolated(unsafe) private let bytes: UnsafeRawBufferPointer

  /// All of them, in rising order of paths.
  package static let all: [ShippedFile] = {
    var all: [ShippedFile] = []
    while let file = shipped_file_at(all.count) {
      all.append(
        ShippedFile(
          path: String(cString: file.pointee.path),
          bytes: UnsafeRawBufferPointer(start: file.pointee.bytes, count: file.pointee.count)))
    }
    return all
  }()

  package var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The file's name without its last suffix.
  package var stem: String {
    let name = path[(path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex)...]
    return String(name[..<(name.lastIndex(of: ".") ?? name.endIndex)])
  }

  /// The files of a folder whose names end in `suffix`, by their stems.
  package static func texts(in folder: String, suffix: String) -> [(name: String, text: String)] {
    all.filter { $0.path == "\(folder)/\($0.stem)\(suffix)" }.map { ($0.stem, $0.text) }
  }

  /// The text of the one file that ends in `path`; traps if it does not exist (a programming error).
  package static func text(_ path: String) -> String {
    guard let file = all.first(where: { $0.path.hasSuffix(path) }) else { preconditionFailure("no shipped \(path)") }
    return file.text
  }

  /// Whether the bytes equal those of a shipped file below a folder.
  package static func holds(_ bytes: [UInt8], below folder: String) -> Bool {
    all.contains { file in
      file.bytes.count == bytes.count && file.path.hasPrefix(folder + "/") && file.bytes.elementsEqual(bytes)
    }
  }
}
