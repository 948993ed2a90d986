import Core

extension Manifest {
  /// The differences between this manifest and the one in a folder, one per line; empty if this one can continue it.
  ///
  /// Policies, traces, capacities and replicates may be added, as no cell depends on another. Nothing may be removed or
  /// changed.
  public func differences(from old: Manifest) -> [String] {
    var lines: [String] = []
    if build.version != old.build.version {
      lines.append("version: polarbench \(old.build.version) there, \(build.version) here")
    }
    if shard != old.shard {
      lines.append("shard: \(old.shard?.described ?? "none") there, \(shard?.described ?? "none") here")
    }
    lines += gridDifferences(from: old)
    if replicates < old.replicates { lines.append("replicates: \(old.replicates) there, \(replicates) here") }
    for policy in old.policies { lines += differences(from: policy) }
    for trace in old.traces { lines += differences(from: trace) }
    if lines.isEmpty, settingsHash != old.settingsHash { lines.append("settings_sha256 differs") }
    return lines
  }

  /// Whether the two differ at most in the command and the build.
  func hasSameCells(as other: Manifest) -> Bool {
    var same = other
    same.command = command
    same.build = build
    return self == same
  }

  /// Throws a fault with the exact differences if this manifest cannot continue the one in the folder.
  func checkContinues(_ old: Manifest, in path: String) throws(Fault) {
    let lines = differences(from: old)
    if !lines.isEmpty { throw Messages.otherManifest(lines, path) }
  }

  /// Differences in settings that all cells depend on; the axes of the grid are compared elsewhere.
  private func gridDifferences(from old: Manifest) -> [String] {
    let axes = ["policies", "scenarios", "traces", "capacities", "replicates", "reference", "bounds"]
    return (old.grid.members ?? []).filter { !axes.contains($0.name) }.compactMap { member in
      let here = grid[member.name] ?? .null
      return here == member.value ? nil : "\(member.name): \(member.value.text) there, \(here.text) here"
    }
  }

  private func differences(from old: Policy) -> [String] {
    guard let new = policies.first(where: { $0.name == old.name }) else { return ["policy \(old.name): not here"] }
    var lines: [String] = []
    for (a, b) in zip(old.parts, new.parts) {
      if a.sha256 != b.sha256 {
        lines.append("policy \(old.name): the file \(a.file ?? a.name) changed since")
      } else if a != b {
        lines.append("policy \(old.name): the parameters of \(a.name) differ")
      }
    }
    return lines
  }

  private func differences(from old: Trace) -> [String] {
    guard let new = traces.first(where: { $0.name == old.name }) else { return ["trace \(old.name): not here"] }
    if old.requests != new.requests {
      return ["trace \(old.name): \(old.requests) requests there, \(new.requests) here"]
    }
    if old.sha256 != new.sha256 { return ["trace \(old.name): \(old.source) changed since"] }
    return old.capacities.filter { capacity in !new.capacities.contains { $0.text == capacity.text } }
      .map { "trace \(old.name): capacity \($0.text) is not here" }
  }
}
