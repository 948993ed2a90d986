import Core
import Paging
import Results
import System

/// What is asked of a tournament, filled with defaults: the form of `tournament.lua`, and of `grid` in the manifest.
public struct Grid: Sendable, Equatable {
  /// As typed; files may be globs.
  public var policies: [String]
  /// What is set in every policy that has it: `alpha=0.3`, `lru-k.k=3`; never in the bounds.
  public var settings: [String] = []
  /// Scenarios as spelled.
  public var scenarios: [String]
  /// Paths; globs too.
  public var traces: [String]
  /// `4`, `512MiB`, `256x2MiB`, or a share of the adapters: `0.25`. Empty: each trace's own.
  public var capacities: [String]
  public var replicates: Int
  /// nil: the first policy.
  public var reference: String?
  /// Whether the bounds play too.
  public var hasBounds: Bool
  /// Whether scripts' budgets are counted in instructions, so that a verdict does not depend on the machine.
  public var isStrict: Bool
  public var conditions: Conditions

  /// The small tournament that `polarbench tournament` alone plays.
  public static let standard = Grid(
    policies: ["polar-plus", "polar", "linucb-aware+lru", "linucb+lru", "static-popular", "random+lru"],
    scenarios: ["edge-15"], traces: [], capacities: [], replicates: 10, reference: nil, hasBounds: true,
    isStrict: false, conditions: Conditions())

  /// As the manifest keeps it.
  public var json: JSONValue {
    func list(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }
    func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
    let seed = Int(exactly: conditions.seed).map { JSONValue.integer($0) } ?? .string(String(conditions.seed))
    let set = settings.isEmpty ? [] : [JSONValue.Member("set", list(settings))]
    return .object(
      set + [
        .init("policies", list(policies)), .init("scenarios", list(scenarios)), .init("traces", list(traces)),
        .init("capacities", list(capacities)), .init("replicates", .integer(replicates)), .init("seed", seed),
        .init("requests", conditions.requests.map { .integer($0) } ?? .null),
        .init("shuffle", .flag(conditions.shuffle)), .init("reference", text(reference)),
        .init("bounds", .flag(hasBounds)), .init("strict", .flag(isStrict)),
        .init("profile", text(conditions.profile)), .init("price", .number(conditions.price)),
        .init("host", text(conditions.host)), .init("when_full", .string(conditions.whenFull.rawValue)),
        .init("loading", .string(conditions.loading.rawValue)), .init("bandwidth", .number(conditions.bandwidth)),
        .init("first_reads", .string(conditions.firstReads.rawValue)), .init("jitter", .number(conditions.jitter)),
        .init("token_time", .number(conditions.tokenTime)), .init("start_empty", .flag(conditions.startEmpty)),
      ])
  }

  /// SHA-256 of what every cell depends on: not of the axes, which may grow.
  ///
  /// - Parameter profileHash: of the profile's file, where it is one.
  func settingsHash(version: String, profileHash: String?) -> String {
    let axes = ["policies", "scenarios", "traces", "capacities", "replicates", "reference", "bounds"]
    var members = [
      JSONValue.Member("format", .integer(Manifest.format)), .init("version", .string(version)),
      .init("profile_sha256", profileHash.map { .string($0) } ?? .null),
    ]
    members += (json.members ?? []).filter { !axes.contains($0.name) }
    return SHA256.hex(of: JSONValue.object(members).text)
  }
}
