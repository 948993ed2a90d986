import Core
import Glibc

/// Waits until one of some files is saved again.
struct FileWatch {
  private let paths: [String]
  private var stamps: [Stamp]

  /// What a save changes.
  private struct Stamp: Equatable {
    var seconds = 0
    var nanos = 0
    var size = 0
    var inode: UInt = 0
  }

  init(_ paths: [String]) {
    self.paths = paths
    stamps = paths.map(Self.stamp)
  }

  /// Returns when a file is another one than at the last look. Editors that write a new file and move it into place
  /// leave a moment without one: that is waited out.
  mutating func wait() {
    while true {
      _ = poll(nil, 0, 100)
      let now = paths.map(Self.stamp)
      if now != stamps, !now.contains(Stamp()) {
        stamps = now
        return
      }
    }
  }

  private static func stamp(_ path: String) -> Stamp {
    var about = stat()
    guard stat(path, &about) == 0 else { return Stamp() }
    return Stamp(
      seconds: about.st_mtim.tv_sec, nanos: about.st_mtim.tv_nsec, size: Int(about.st_size), inode: UInt(about.st_ino))
  }
}
