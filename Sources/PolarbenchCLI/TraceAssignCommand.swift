import ArgumentParser
import Core
import Printing
import Traces

/// `polarbench trace assign`: gives each request of a trace its adapter.
struct TraceAssignCommand: ParsableCommand {
  enum Rule: String, ExpressibleByArgument, CaseIterable {
    case zipf, power, session, tenant, function
    case roundRobin = "round-robin"
  }

  static let configuration = CommandConfiguration(
    commandName: "assign", abstract: "Assign adapters to the requests of a trace.",
    discussion: """
      Examples:
        polarbench trace assign traces/azure-code --adapters 32 --rule zipf --exponent 0.9 --output azure-zipf
        polarbench trace assign traces/chats --adapters 32 --rule session --rotate-at 600,1200 --output chats-drift
      """)

  @Argument(help: "The trace.")
  var trace: String

  @Option(help: "How many adapters there are (default: the trace's own).")
  var adapters: Int?

  @Option(help: "zipf, power, session, tenant, function (all three by the trace's groups), or round-robin.")
  var rule: Rule = .zipf

  @Option(help: "Zipf exponent, of adapters or of groups over adapters.")
  var exponent = 1.0

  @Option(help: "power: 1 is uniform, a small number favours few adapters.")
  var alpha = 0.3

  @Option(help: "Popularity shifts by one adapter after this many requests.")
  var rotateEvery: Int?

  @Option(help: ArgumentHelp("Popularity shifts by one adapter at these times.", valueName: "seconds,…"))
  var rotateAt: String?

  @Option(help: "Probability that an adapter is absent from a period of churn.")
  var absence = 0.0

  @Option(help: "Requests in a period of churn.")
  var churnPeriod = 1000

  @OptionGroup var seedOption: SeedOption

  @Option(name: [.short, .long], help: "The folder to write.")
  var output: String

  @Flag(help: "Overwrite an existing trace.")
  var force = false

  func validate() throws {
    try requireFlag("--adapters", adapters, in: Bounds.adapters)
    try requireFlag("--exponent", exponent, in: 0...16)
    try requireFlag("--alpha", alpha, in: 1e-6...1e6)
    try requireFlag("--absence", absence, in: 0...1)
    try requireFlag("--churn-period", churnPeriod, in: Bounds.requests)
    try requireFlag("--rotate-every", rotateEvery, in: Bounds.requests)
    guard rotateEvery == nil || rotateAt == nil else {
      throw ValidationError("--rotate-every and --rotate-at exclude each other")
    }
    if let rotateAt, times(rotateAt) == nil {
      throw ValidationError("--rotate-at is '\(rotateAt)'; expected ascending seconds with commas between")
    }
  }

  func run() throws {
    try faulting {
      var loaded = try TraceLoader.load(path: trace)
      var assignment = Assignment(chosenRule)
      if let rotateEvery { assignment.rotation = .every(requests: rotateEvery) }
      if let rotateAt, let times = times(rotateAt) { assignment.rotation = .atSeconds(times) }
      assignment.absence = absence
      assignment.churnPeriod = churnPeriod
      try assignment.assign(&loaded, adapters: adapters ?? loaded.adapterCount, seed: seedOption.value)
      try TraceFolder.write(loaded, to: output, force: force)
      Output.note("wrote \(output): \(grouped(loaded.requestCount)) requests for \(loaded.adapterCount) adapters")
    }
  }

  private var chosenRule: Assignment.Rule {
    switch rule {
    case .zipf: .zipf(exponent: exponent)
    case .power: .power(alpha: alpha)
    case .session, .tenant, .function: .byGroup(exponent: exponent)
    case .roundRobin: .roundRobin
    }
  }

  private func times(_ text: String) -> [Double]? {
    let times = text.split(separator: ",", omittingEmptySubsequences: false).map { Double($0) ?? .nan }
    return times.allSatisfy(\.isFinite) && times == times.sorted() ? times : nil
  }
}
