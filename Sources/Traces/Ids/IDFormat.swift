import Core

/// The format of an id trace.
public enum IDFormat: String, Sendable, CaseIterable {
  /// Records of 24 bytes, little-endian: u32 time, u64 id, u32 size, i64 next use [libCacheSim].
  case oracleGeneral
  /// A table with the columns `time`, `obj_id` and `size`.
  case csv
  /// One id per line.
  case txt

  /// Derives format and compression from a file's name: `.oracleGeneral`, `.oracleGeneral.bin`, `.csv` or `.txt`, each
  /// with an optional `.zst`; a plain `.zst` (also `.bin.zst`) is oracleGeneral, like libCacheSim's traces.
  ///
  /// - Returns: nil for the format if the name does not show it.
  public static func named(_ path: String) -> (format: IDFormat?, isCompressed: Bool) {
    let isCompressed = path.hasSuffix(".zst")
    let stem = isCompressed ? path.dropLast(4) : Substring(path)
    if stem.hasSuffix(".csv") { return (.csv, isCompressed) }
    if stem.hasSuffix(".txt") { return (.txt, isCompressed) }
    if isCompressed || stem.hasSuffix(".oracleGeneral") || stem.hasSuffix(".oracleGeneral.bin") {
      return (.oracleGeneral, isCompressed)
    }
    return (nil, false)
  }

  /// The file's own name without folders and the suffixes above: `a/zipf.oracleGeneral.bin.zst` → `zipf`.
  public static func stem(of path: String) -> String {
    var stem = path.split(separator: "/").last.map(String.init) ?? path
    for suffix in [".zst", ".bin", ".oracleGeneral", ".csv", ".txt"] {
      if stem.hasSuffix(suffix), stem.utf8.count > suffix.utf8.count { stem.removeLast(suffix.utf8.count) }
    }
    return stem
  }
}
