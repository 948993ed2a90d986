import Core
import Results

extension HtmlReport {
  /// The policies, their parameters, and the settings.
  var parameterSection: Section {
    var policies = Table(["policy", "part", "kind", "parameters", "sources", "file"], Self.allLeft)
    for policy in manifest.policies {
      for part in policy.parts {
        let parameters = part.parameters.map { "\($0.name)=\($0.value)" }.joined(separator: ", ")
        policies.add([
          policy.name, part.title, part.kind, parameters.isEmpty ? Numbers.none : parameters,
          part.sources.isEmpty ? Numbers.none : part.sources.joined(separator: ", "), part.file ?? "built in",
        ])
      }
    }
    var html = policies.html(caption: "After defaults, as they would be typed.", swatch: swatch)
    html += "<h3>What was asked for</h3>\n"
    html += Table.facts((manifest.grid.members ?? []).map { ($0.name, Self.plain($0.value)) })
    for trace in manifest.traces {
      html += "<h3>\(Html.escaped(trace.name))</h3>\n"
      html += Table.facts([("source", trace.source)] + trace.facts.map { ($0.name, $0.value) })
    }
    return Section(id: "parameters", title: "Parameters", html: html)
  }

  /// How to run the tournament again, and how to verify that it is the same.
  var reproductionSection: Section {
    let build = manifest.build
    let dirty = build.isDirty.map { $0 ? ", with files that differed from it" : ", clean" } ?? ""
    var html = "<pre>\(Html.escaped(manifest.command))</pre>\n"
    html += Html.paragraph(
      "Or from the folder of this tournament, into a new one; cells.jsonl comes out byte for byte the same:")
    html += "<pre>polarbench tournament --from manifest.json --output again</pre>\n"
    html += Table.facts([
      ("polarbench", build.version), ("commit", (build.commit ?? "not known") + dirty), ("Swift", build.swift),
      ("Lua", build.lua), ("seed", String(manifest.seed)), ("settings, SHA-256", manifest.settingsHash),
    ])
    var hashes = Table(["what", "source", "SHA-256"], Self.allLeft)
    for trace in manifest.traces { hashes.add([trace.name, trace.source, trace.sha256]) }
    for policy in manifest.policies {
      for part in policy.parts {
        if let hash = part.sha256 { hashes.add([policy.name, part.file ?? part.name, hash]) }
      }
    }
    html += hashes.html(caption: "Of a scenario: what it draws for replicate 0.")
    return Section(id: "reproduce", title: "How to reproduce", html: html)
  }

  private static var allLeft: [Table.Alignment] { Array(repeating: .left, count: 6) }

  /// A JSON value for reading: a list with commas, "–" for null.
  private static func plain(_ value: JSONValue) -> String {
    switch value {
    case .null: Numbers.none
    case .array(let values): values.isEmpty ? Numbers.none : values.map(plain).joined(separator: ", ")
    case .flag(let flag): flag ? "yes" : "no"
    default: value.string ?? value.text
    }
  }
}
