/// What a binary was built from; written by `scripts/stamp-build` before each build.
public enum BuildStamp {
  /// 40 hex digits; nil if the sources were built without their repository.
  @inline(never) public static var commit: String? { stampedCommit }

  /// Whether sources differed from the commit; nil if unknown.
  @inline(never) public static var isDirty: Bool? { stampedDirty }

  /// The version of Swift that compiled it: `6.3`.
  public static var swift: String {
    #if swift(>=6.5)
      "6.5 or later"
    #elseif swift(>=6.4)
      "6.4"
    #elseif swift(>=6.3)
      "6.3"
    #else
      "6.2"
    #endif
  }
}
