import Core
import Results
import Roster
import Scripting

/// Reads a grid: a `tournament.lua`, or the grid in a manifest, edited or not.
public enum GridFile {
  public static func read(_ path: String, _ fencing: Fencing) throws(Fault) -> Grid {
    if PolicySource.isFile(path) {
      return try Grid(try JSONValue(parsing: LuaFile(path, fencing).table().json, file: path), path: path)
    }
    let bytes = try readWhole(path, limit: 1 << 28)
    guard let grid = try JSONValue(parsing: bytes, file: path)["grid"] else {
      throw Messages.noGrid(path)
    }
    return try Grid(grid, path: path)
  }
}
