import System

/// Old files of keywords, rewritten as tables: what `scripts/convert` does.
public enum Conversion {
  /// The word that makes the program convert the files that follow it.
  public static let word = "convert-old-files"

  /// Rewrites a file, comments kept, numbers as they are written; the table that it held and the one that it holds are equal. A
  /// failed write leaves the old file.
  ///
  /// - Returns: false for a file that is a table already.
  /// - Throws: for a file that is neither.
  public static func rewrite(_ path: String) throws(Fault) -> Bool {
    let bytes = try readWhole(path, limit: 1 << 28)
    let limits = LuaValue.Limits(bytes: 1 << 30, values: 1 << 23)
    guard let form = KeywordForm.of(bytes) else {
      _ = try LuaValue(parsing: bytes, file: path, limits: limits)
      return false
    }
    let old = try KeywordText(bytes, file: path, form: form)
    let text = old.converted
    guard try LuaValue(parsing: Array(text.utf8), file: path, limits: limits) == old.table else {
      preconditionFailure("\(path) reads back otherwise")
    }
    let new = path + ".new"
    let file = try FileOutput(new)
    try file.write(text)
    try file.close()
    do throws(SystemError) {
      try FileSystem.rename(new, to: path)
    } catch {
      throw Messages.cannotWrite(path, error)
    }
    return true
  }
}
