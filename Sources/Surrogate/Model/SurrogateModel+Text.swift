import Core

extension SurrogateModel {
  /// The file's text; reading it back gives the same model.
  public var text: String {
    let curve: [LuaValue.Entry] = [
      .init("constant", LuaValue(calibration.constant)), .init("margin", LuaValue(calibration.margin)),
      .init("share", LuaValue(calibration.share)),
    ]
    var trees: [LuaValue.Entry] = [.init("share", share.table), .init("starved", starved.table)]
    for target in OptimumTargets.Target.allCases {
      if let optimum = optimum[target] { trees.append(.init(target.field, optimum.table)) }
    }
    var table: [LuaValue.Entry] = [
      .init("surrogate", LuaValue(Self.version)), .init("profile", LuaValue(profile)),
      .init("profile_sha256", LuaValue(profileHash)), .init("data_sha256", LuaValue(dataHash)),
      .init("duration_s", LuaValue(durationSeconds)),
    ]
    if !notes.isEmpty { table.append(.init("notes", LuaValue(notes))) }
    table += [
      .init("features", LuaValue(Feature.allCases.map(\.rawValue))), .init("calibration", LuaValue(table: curve)),
      .init("trees", LuaValue(table: trees)),
    ]
    return LuaValue(table: table).fileText(
      head: ["A surrogate of the twin. The form: docs/reference/surrogate-format.md"])
  }

  static let page = "docs/reference/surrogate-format.md"
  static let fields = [
    "surrogate", "profile", "profile_sha256", "data_sha256", "duration_s", "notes", "features", "calibration", "trees",
  ]
  private static let treeFields = ["share", "starved"] + OptimumTargets.Target.allCases.map(\.field)

  /// Reads a model's text, a table or the old form of lines; `file` names it in messages.
  public init(text: String, file: String) throws(Fault) { try self.init(bytes: Array(text.utf8), file: file) }

  init(bytes: [UInt8], file: String) throws(Fault) {
    let table = try LuaValue(
      parsing: bytes, file: file, old: .surrogate, limits: .init(bytes: 1 << 28, values: 1 << 23))
    let fields = try Fields(table, "the surrogate", Self.fields, in: .init(file: file, page: Self.page))
    let version = try fields.required("surrogate", .integer(.min ... .max))
    guard version == Self.version else {
      throw Messages.otherVersion(version, Self.version, fields.place(of: "surrogate"))
    }
    self.init(
      profile: try fields.required("profile", .text), profileHash: try fields.required("profile_sha256", .text),
      dataHash: try fields.required("data_sha256", .text),
      durationSeconds: try fields.required("duration_s", .number(1...1e8)))
    notes = try fields.optional("notes", .texts) ?? []
    let features = Feature.allCases.map(\.rawValue)
    let named = try fields.required("features", .texts)
    guard named == features else { throw Messages.otherFeatures(named, features, fields.place(of: "features")) }
    let curve = try fields.requiredRecord("calibration", ["constant", "margin", "share"])
    calibration.constant = try curve.required("constant", .number(-1e6...1e6))
    calibration.margin = try curve.required("margin", .number(-1e6...1e6))
    calibration.share = try curve.required("share", .number(-1e6...1e6))
    let trees = try fields.requiredRecord("trees", Self.treeFields)
    share = try Self.ensemble("share", of: trees, features: features.count)
    starved = try Self.ensemble("starved", of: trees, features: features.count)
    for target in OptimumTargets.Target.allCases where trees.has(target.field) {
      optimum[target] = try Self.ensemble(target.field, of: trees, features: OptimumTargets.features.count)
    }
  }

  private static func ensemble(_ name: String, of fields: Fields, features: Int) throws(Fault) -> TreeEnsemble {
    guard fields.has(name) else { throw fields.missing(name, TreeEnsemble.expected) }
    var ensemble = TreeEnsemble()
    for item in try fields.items(name, TreeEnsemble.expected) {
      guard ensemble.treeCount < 100_000, let tree = TreeEnsemble.tree(of: item, features: features) else {
        throw Messages.badTree(ensemble.treeCount + 1, name, item.spot.place(in: fields.source.file))
      }
      ensemble.append(tree)
    }
    return ensemble
  }
}

extension OptimumTargets.Target {
  /// As a surrogate's file names it.
  var field: String { rawValue.replacing("-", with: "_") }
}
