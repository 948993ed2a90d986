import Core
import Glibc

extension StoreFiles {
  private static let own = ["manifest.json", "cells.jsonl", "curves.jsonl", "residents.jsonl", "timings.jsonl"]

  /// Makes the folder and those above it, where they are not there.
  func makeFolder() throws(Fault) {
    for end in folder.indices.dropFirst() where folder[end] == "/" { mkdir(String(folder[..<end]), 0o777) }
    guard mkdir(folder, 0o777) == 0 || errno == EEXIST else { throw Messages.unwritable(folder, systemError()) }
    var facts = stat()
    guard stat(folder, &facts) == 0, facts.st_mode & S_IFMT == S_IFDIR else { throw Messages.noFolder(folder) }
  }

  /// Whether there is a tournament in the folder; a fault where that, or what else is there, keeps us from writing.
  func examine(_ mode: StoreWriter.Mode) throws(Fault) -> Bool {
    let names = try names()
    for name in Self.own where names.contains(name) {
      guard isPlainFile(folder + "/" + name) else { throw Messages.noFile(folder + "/" + name) }
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

  /// What is in the folder, in rising order.
  private func names() throws(Fault) -> [String] {
    guard let names = Core.names(inFolder: folder) else { throw Messages.unreadable(folder, systemError()) }
    return names
  }
}
