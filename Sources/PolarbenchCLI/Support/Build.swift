import Results

/// What this program was built from.
enum Build {
  static let version = "0.1.0"

  static var current: Manifest.Build {
    Manifest.Build(version: version, commit: nil, isDirty: nil, swift: "6.3", lua: "5.4")
  }
}
