import Core
import System

extension StoreFiles {
  private static let own = ["manifest.json", "cells.jsonl", "curves.jsonl", "residents.jsonl", "timings.jsonl"]

  /// Creates the folder and its parents if needed.
  func makeFolder() throws(Fault) {
    do throws(SystemError) {
      try FileSystem.makeFolder(folder)
    } catch {
      throw Messages.unwritable(folder, error.reason)
    }
    guard FileSystem.isFolder(folder) else { throw Messages.noFolder(folder) }
  }

  /// Whether the folder contains a tournament; throws a fault if the contents prevent writing.
  func examine(_ mode: StoreWriter.Mode) throws(Fault) -> Bool {
    let names = try names()
    for name in Self.own where names.contains(name) {
      guard FileSystem.isPlainFile(folder + "/" + name) else { throw Messages.noFile(folder + "/" + name) }
    }
    if names.contains("manifest.json") {
      guard mode != .begins else { throw Messages.alreadyPlayed(folder) }
      return true
    }
    guard !names.contains("cells.jsonl") else { throw Messages.cellsWithoutManifest(folder) }
    let strangers = names.filter { !(Self.own + Self.own.map { $0 + ".new" }).contains($0) }
    guard strangers.isEmpty || mode == .merges else { throw Messages.foreignFiles(strangers, in: folder) }
    return false
  }

  /// The names in the folder, in rising order.
  private func names() throws(Fault) -> [String] {
    do throws(SystemError) {
      return try FileSystem.names(in: folder)
    } catch {
      throw Messages.unreadable(folder, error.reason)
    }
  }
}
