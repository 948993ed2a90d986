import Core

extension Profile {
  /// The profile in the format of its file; reading it back gives the same profile.
  public var text: String {
    var lines = ["profile \(name)"]
    for (key, value) in [("model", model), ("engine", engine), ("gpu", gpu)] {
      if let value { lines.append("\(key) \(value)") }
    }
    lines.append("basis \(basis.rawValue)")
    lines += sources.map { "source \($0)" } + notes.map { "note \($0)" }
    if let parametersPerRank { lines.append("parameters-per-rank \(parametersPerRank)") }
    if let itemBytes { lines.append("item-bytes \(itemBytes)") }
    if let linkBytesPerSecond { lines.append("link-bytes-per-second \(shortest(linkBytesPerSecond))") }
    for path in paths {
      lines += ["", "path \(path.route.rawValue)", "base-ms \(shortest(path.baseMillis))"]
      lines.append("ms-per-\(path.measure.rawValue) \(shortest(path.slopeMillis))")
      lines += path.points.map { point in
        let range = point.highMillis == point.lowMillis ? "" : "..\(shortest(point.highMillis))"
        let events = point.events == 0 ? "" : " of \(point.events)"
        return "point \(shortest(point.size)) \(shortest(point.lowMillis))\(range)\(events)"
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Writes the profile to a new file; one that exists is a fault.
  public func write(to path: String, comments: [String] = []) throws(Fault) {
    try writeNew(text(comments: comments), to: path)
  }

  /// The profile's text with lines of comment before it.
  public func text(comments: [String]) -> String { comments.map { "# \($0)\n" }.joined() + text }

  /// The profile as one JSON object.
  public var json: JSONLine {
    var line = JSONLine()
    line.add("type", "profile")
    line.add("profile", name)
    line.add("model", model)
    line.add("engine", engine)
    line.add("gpu", gpu)
    line.add("basis", basis.rawValue)
    line.add("sources", sources)
    line.add("notes", notes)
    line.add("parameters_per_rank", parametersPerRank)
    line.add("item_bytes", itemBytes)
    line.add("link_bytes_per_second", linkBytesPerSecond)
    line.add("paths", paths.map(\.json))
    return line
  }
}

extension Profile.Path {
  var json: JSONLine {
    var line = JSONLine()
    line.add("path", route.rawValue)
    line.add("base_ms", baseMillis)
    line.add("ms_per_\(measure.rawValue)", slopeMillis)
    line.add(
      "points",
      points.map { point in
        var line = JSONLine()
        line.add(measure.rawValue, point.size)
        line.add("low_ms", point.lowMillis)
        line.add("high_ms", point.highMillis)
        line.add("events", point.events)
        line.add("fit_ms", millis(at: point.size))
        return line
      })
    return line
  }
}
