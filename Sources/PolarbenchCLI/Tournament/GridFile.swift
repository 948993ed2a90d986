import Core
import Glibc
import Results
import Scripting
import Traces

/// Reads a grid: a `tournament.lua`, or the grid in a manifest.
enum GridFile {
  static func read(_ path: String) throws(Fault) -> Grid {
    if path.hasSuffix(".lua") { return try Grid(try ScriptTable.load(path), path: path) }
    return try Grid(try StoredTournament.manifest(at: path).grid, path: path)
  }
}
