import System

/// Waits until one of some files is saved again.
package struct FileWatch {
  private let paths: [String]
  /// What a save changes; nil where there is no file.
  private var stamps: [FileStatus?]

  package init(_ paths: [String]) {
    self.paths = paths
    stamps = paths.map(Self.stamp)
  }

  /// Returns when a file is another one than at the last look. Editors that write a new file and move it into place
  /// leave a moment without one: that is waited out.
  package mutating func wait() {
    while true {
      SystemClock.sleep(seconds: 0.1)
      let now = paths.map(Self.stamp)
      if now != stamps, !now.contains(nil) {
        stamps = now
        return
      }
    }
  }

  private static func stamp(_ path: String) -> FileStatus? { try? FileStatus(of: path) }
}
