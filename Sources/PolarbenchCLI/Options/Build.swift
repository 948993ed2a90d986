import BuildStamp
import Results
import Scripting

/// The sources and tools of this build.
enum Build {
  static let version = "0.1.0"

  static var current: Manifest.Build {
    Manifest.Build(
      version: version, commit: BuildStamp.commit, isDirty: BuildStamp.isDirty, swift: BuildStamp.swift,
      lua: Sandbox.luaVersion)
  }
}
