import Core
import Results
import Scripting
import Traces

/// Reads a grid: a `tournament.lua`, or the grid in a manifest, edited or not.
enum GridFile {
  static func read(_ path: String, _ fencing: Fencing) throws(Fault) -> Grid {
    if PolicySource.isFile(path) {
      return try Grid(try JSONValue(parsing: LuaFile(path, fencing).table().json, file: path), path: path)
    }
    let file = try FileBytes(path)
    var bytes: [UInt8] = []
    let space = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { space.deallocate() }
    while case let count = try file.read(into: space), count > 0 { bytes.append(contentsOf: space[..<count]) }
    guard let grid = try JSONValue(parsing: bytes, file: path)["grid"] else {
      throw CommandMessages.noGrid(path)
    }
    return try Grid(grid, path: path)
  }
}
