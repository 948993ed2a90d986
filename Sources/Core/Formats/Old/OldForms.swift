import Synchronization

/// Which old files the program has read, so that a command can say so.
public enum OldForms {
  private static let files = Mutex<(untold: [String], told: Set<String>)>(([], []))

  /// That a file is in the old form; once for each.
  static func note(_ file: String) {
    files.withLock { files in
      if files.told.insert(file).inserted { files.untold.append(file) }
    }
  }

  /// A line for each old file that was read since the last call, in the order of reading.
  public static func takeNotes() -> [String] {
    files.withLock { files in
      defer { files.untold = [] }
      return files.untold.map(Messages.oldForm)
    }
  }
}

extension LuaValue {
  /// Reads a file of data: a table, or the old form of lines, which is noted.
  public init(
    parsing bytes: [UInt8], file: String, old form: KeywordForm, limits: Limits = Limits()
  ) throws(Fault) {
    guard form.matches(bytes) else {
      try self.init(parsing: bytes, file: file, limits: limits)
      return
    }
    guard bytes.count <= limits.bytes else { throw Messages.fileTooLong(file, limits.bytes) }
    self = try KeywordText(bytes, file: file, form: form).table
    OldForms.note(file)
  }
}
