import Core
import Paging

/// A measured run and the twin's run of the same configuration. All steps of the twin are slowed by one factor until it
/// matches the measurement; then the work of its steps is that of the measured ones.
///
/// A starved run is matched at its throughput, another at its time per output token. The factor's logarithm is found by
/// secants, in at most four runs.
struct RunMatch: Sendable {
  /// Row of the table.
  var row: Int
  var isStarved: Bool
  /// The remaining distance, as a logarithm.
  var distance: Double
  /// For each term of the step model, means over the steps.
  var multipliers: [Double]
  /// Page-ins, and the milliseconds that steps waited for them by the profile: means over the steps.
  var loads: Double
  var loadMillis: Double
  /// Milliseconds of a step, page-ins included.
  var stepMillis: Double

  static let runs = 4
  /// Near enough to be fitted.
  static let nearEnough = 0.03
  private static let done = 0.002

  /// nil if the twin's run has no step.
  init?(_ run: MeasuredRun, player: BatchPlayer) throws(Fault) {
    let twin = try player.twin(of: run.configuration)
    var logarithm = 0.0
    var gain = run.isStarved ? 1 : 0.6
    var last: (logarithm: Double, distance: Double)?
    var best: RunMatch?
    for _ in 0..<Self.runs {
      let (match, distance) = try Self.play(twin, slowedBy: exponential(logarithm), run, seed: player.seed)
      guard let match, let distance else { break }
      if abs(distance) < abs(best?.distance ?? .infinity) { best = match }
      if abs(distance) < Self.done { break }
      if let last, abs(distance - last.distance) > 1e-4 {
        let secant = -(logarithm - last.logarithm) / (distance - last.distance)
        if secant > 0.2, secant < 1.5 { gain = secant }
      }
      last = (logarithm, distance)
      logarithm += min(0.4, max(-0.4, gain * distance))
    }
    guard let best else { return nil }
    self = best
  }

  private init(row: Int, isStarved: Bool, distance: Double, run: TwinRun, factor: Double) {
    let steps = Double(run.tally.steps)
    self.row = row
    self.isStarved = isStarved
    self.distance = distance
    multipliers = run.stepSums.map { $0 / steps }
    loads = Double(run.loads) / steps
    loadMillis = 1000 * run.tally.stallSeconds / factor / steps
    stepMillis = 1000 * run.tally.busySeconds / steps
  }

  /// The distance is above 0 if the twin is too fast.
  private static func play(
    _ twin: Twin, slowedBy factor: Double, _ run: MeasuredRun, seed: Seed
  ) throws(Fault) -> (RunMatch?, Double?) {
    var slowed = twin
    slowed.keepsSums = true
    slowed.stepModel = twin.stepModel.slowed(by: factor)
    slowed.latencies.fromHostSeconds = twin.latencies.fromHostSeconds.map { $0 * factor }
    let played = try slowed.run(seed: seed.derived("replicate", "0"))
    guard played.tally.steps > 0, let perToken = played.tally.perOutputToken.mean, perToken > 0 else {
      return (nil, nil)
    }
    let distance =
      run.isStarved
      ? naturalLog(played.totalThroughput / run.throughput) : naturalLog(run.tokenMillis / (1000 * perToken))
    return (RunMatch(row: run.row, isStarved: run.isStarved, distance: distance, run: played, factor: factor), distance)
  }
}
