import Core
import System

/// The PEFT adapters below a folder: those that are valid, and a fault for each of the others.
public struct PEFTScan: Sendable {
  /// In rising order of their paths.
  public private(set) var adapters: [PEFTAdapter] = []
  public private(set) var faults: [Fault] = []

  /// Folders below the one scanned.
  static let depthLimit = 8

  /// Looks for folders with an `adapter_config.json`, the given one included, at most eight levels down.
  ///
  /// An adapter's name is its path from `folder`; that of `folder` itself its last part.
  ///
  /// - Throws: if the folder cannot be read or contains no adapter.
  public init(folder: String, slots: PEFTAdapter.SlotType = .fp16) throws(Fault) {
    var folder = folder
    while folder.count > 1, folder.last == "/" { folder.removeLast() }
    try scan(folder, name: "", depth: 0, slots: slots)
    if adapters.isEmpty, faults.isEmpty { throw Messages.noPEFTFolders(folder) }
  }

  private mutating func scan(_ path: String, name: String, depth: Int, slots: PEFTAdapter.SlotType) throws(Fault) {
    let names = try Self.names(in: path)
    if names.contains("adapter_config.json") {
      let own = name.isEmpty ? String(path.split(separator: "/").last ?? "adapter") : name
      do throws(Fault) {
        adapters.append(try PEFTAdapter(folder: path, name: own, slots: slots))
      } catch {
        faults.append(error)
      }
    }
    guard depth < Self.depthLimit else { return }
    for child in names where child.first != "." && FileSystem.isFolder(path + "/" + child) {
      try scan(path + "/" + child, name: name.isEmpty ? child : name + "/" + child, depth: depth + 1, slots: slots)
    }
  }

  private static func names(in folder: String) throws(Fault) -> [String] {
    do throws(SystemError) {
      return try FileSystem.names(in: folder)
    } catch {
      throw Messages.system("read", folder, error)
    }
  }

  /// The catalogue as CSV, with extra columns for the counts of the scan.
  public var csv: String {
    let rows = adapters.map { found in
      Catalogue.fields(found.adapter) + [
        found.dtype, String(found.loraTensors), String(found.loraFileBytes), String(found.headTensors),
        String(found.headFileBytes),
      ]
    }
    return ([Catalogue.columns + Catalogue.scanColumns] + rows).map(Catalogue.row).joined()
  }
}
