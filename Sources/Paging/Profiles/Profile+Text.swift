import Core

extension Profile {
  /// The profile as a file holds it; reading it back gives the same profile.
  public var text: String { text(comments: []) }

  /// The profile's text with lines of comment before it.
  public func text(comments: [String]) -> String { table.fileText(head: comments) }

  private var table: LuaValue {
    var table: [LuaValue.Entry] = []
    func add(_ name: String, _ value: LuaValue?) { if let value { table.append(.init(name, value)) } }
    add("profile", LuaValue(name))
    add("model", model.map { LuaValue($0) })
    add("engine", engine.map { LuaValue($0) })
    add("gpu", gpu.map { LuaValue($0) })
    add("basis", LuaValue(basis.rawValue))
    if !sources.isEmpty { add("sources", LuaValue(sources)) }
    if !notes.isEmpty { add("notes", LuaValue(notes)) }
    add("parameters_per_rank", parametersPerRank.map { LuaValue($0) })
    add("item_bytes", itemBytes.map { LuaValue($0) })
    add("link_bytes_per_second", linkBytesPerSecond.map { LuaValue($0) })
    add("paths", LuaValue(table: paths.map { .init(nil, $0.table) }))
    return LuaValue(table: table)
  }

  /// Writes the profile to a new file; one that exists is a fault.
  public func write(to path: String, comments: [String] = []) throws(Fault) {
    try writeNew(text(comments: comments), to: path)
  }

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
  fileprivate var table: LuaValue {
    var table: [LuaValue.Entry] = [
      .init("path", LuaValue(route.rawValue)), .init("base_ms", LuaValue(baseMillis)),
      .init("ms_per_\(measure.rawValue)", LuaValue(slopeMillis)),
    ]
    if !points.isEmpty { table.append(.init("points", LuaValue(table: points.map { .init(nil, $0.table) }))) }
    return LuaValue(table: table)
  }

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

extension Profile.Point {
  fileprivate var table: LuaValue {
    var table: [LuaValue.Entry] = [.init("size", LuaValue(size))]
    if lowMillis == highMillis {
      table.append(.init("ms", LuaValue(lowMillis)))
    } else {
      table += [.init("low_ms", LuaValue(lowMillis)), .init("high_ms", LuaValue(highMillis))]
    }
    if events > 0 { table.append(.init("events", LuaValue(events))) }
    return LuaValue(table: table)
  }
}
