import System

/// Waits until one of some files is saved again.
package struct FileWatch {
  private let paths: [String]
  /// The status that a save changes; nil if the file does not exist.
  private var stamps: [FileStatus?]

  package init(_ paths: [String]) {
    self.paths = paths
    stamps = paths.map(Self.stamp)
  }

  /// Returns when a file differs from the last check. Editors that write a new file and rename it leave a moment
  /// without a file: this is skipped.
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
