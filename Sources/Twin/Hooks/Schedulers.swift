import Core

/// First come, first served, as in vLLM: the same decisions as a server without a scheduler.
public struct FirstCome: Scheduler, BuiltIn {
  public static let card = Card(
    name: "fcfs", title: "First come, first served", kind: .scheduler,
    summary: "Admits in order of arrival, as vLLM does.", sources: ["AgulloLopez2025"])

  public init(_ setting: Setting) {}
  public init() {}

  public mutating func choose(among heads: [WaitingHead], timeSeconds: Double) -> AdapterID? {
    heads.min { $0.place < $1.place }?.adapter
  }
}

/// Requests of adapters on the GPU first, by order of arrival, until the head of the queue has waited `patience`
/// seconds.
///
/// Our choice: fewer page-ins, and a bound on the extra wait of the others.
public struct ResidentFirst: Scheduler, BuiltIn {
  public static let card = Card(
    name: "resident-first", title: "Resident first", kind: .scheduler,
    summary: "Admits requests of adapters on the GPU first, until the head of the line has waited too long.",
    sources: [],
    parameters: [
      Parameter(
        "patience", "10", .number(0...1e7), unit: "seconds", "How long the head of the line may be passed over.")
    ])

  private let patienceSeconds: Double

  public init(_ setting: Setting) throws(Fault) {
    let parameters = try setting.parameters(of: Self.card)
    patienceSeconds = parameters.number("patience")
  }

  public mutating func choose(among heads: [WaitingHead], timeSeconds: Double) -> AdapterID? {
    guard let first = heads.min(by: { $0.place < $1.place }) else { return nil }
    if timeSeconds - first.arrivalSeconds > patienceSeconds { return first.adapter }
    return (heads.filter(\.isResident).min { $0.place < $1.place } ?? first).adapter
  }
}

/// The adapter with the fewest requests in the batch first; ties by order of arrival.
///
/// Our choice: no adapter can crowd out the others.
public struct FewestRunning: Scheduler, BuiltIn {
  public static let card = Card(
    name: "fewest-running", title: "Fewest running", kind: .scheduler,
    summary: "Admits the adapter with the fewest requests in the batch first.", sources: [])

  public init(_ setting: Setting) {}

  public mutating func choose(among heads: [WaitingHead], timeSeconds: Double) -> AdapterID? {
    heads.min { ($0.running, $0.place) < ($1.running, $1.place) }?.adapter
  }
}
