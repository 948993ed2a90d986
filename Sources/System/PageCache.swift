#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Pages of a file in the page cache.
extension File {
  /// Asks the system to drop the file's pages; it may not do so.
  public func dropPages() {
    #if !canImport(Darwin)
      posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED)
    #endif
  }

  /// The share of the first bytes' pages that are in the page cache; nil if the system does not report it.
  public func residentShare(ofFirst bytes: Int) -> Double? {
    #if canImport(Darwin)
      return nil
    #else
      guard bytes > 0, let map = mmap(nil, bytes, PROT_READ, MAP_SHARED, descriptor, 0), map != MAP_FAILED else {
        return nil
      }
      defer { munmap(map, bytes) }
      let pageBytes = Environment.pageBytes
      var pages = [UInt8](repeating: 0, count: (bytes + pageBytes - 1) / pageBytes)
      guard mincore(map, bytes, &pages) == 0 else { return nil }
      return Double(pages.reduce(0) { $0 + Int($1 & 1) }) / Double(pages.count)
    #endif
  }

  /// Drops the whole machine's page cache; needs root.
  public static func dropAllPages() throws(SystemError) {
    sync()
    try File(allPagesPath, .write).write(Array("3".utf8))
  }

  /// The file that `dropAllPages` writes.
  public static let allPagesPath = "/proc/sys/vm/drop_caches"
}
