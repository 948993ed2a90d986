import Core

/// The best number of adapters and slots for rates and ranks, without starvation [AgulloLopez2025].
///
/// For every number of slots the number of adapters is increased while the server is not starved; the last point before
/// starvation is the candidate of that line, or the first point if even that is starved. The best candidate has the
/// highest throughput, starved or not, as published; ties go to fewer slots. Points that do not start are skipped.
public struct Optimum: Sendable {
  /// The experiments' grid of adapters, and of slots.
  public static let grid = [8, 16, 32, 64, 96, 128, 160, 192, 256, 320, 384]

  /// One point of the grid.
  public struct Point: Sendable, Equatable {
    public var adapters: Int
    public var slots: Int
    public var throughput: Double
    public var isStarved: Bool

    public init(adapters: Int, slots: Int, throughput: Double, isStarved: Bool) {
      self.adapters = adapters
      self.slots = slots
      self.throughput = throughput
      self.isStarved = isStarved
    }
  }

  public var model: String
  public var rates: [Double]
  public var ranks: [Int]
  public var durationSeconds = 3600.0
  public var adapterGrid = grid
  public var slotGrid = grid

  public init(model: String, rates: [Double], ranks: [Int]) {
    self.model = model
    self.rates = rates
    self.ranks = ranks
  }

  /// Runs one line (a number of slots) up to its candidate. Returns the points that ran, in order; the candidate is the
  /// last that is not starved, or the first.
  public func line(slots: Int, with player: BatchPlayer) throws(Fault) -> [Point] {
    var points: [Point] = []
    for adapters in adapterGrid where adapters >= slots {
      let row = BatchRow(
        model: model, adapters: adapters, slots: slots, slotRank: ranks.max() ?? 1, ranks: ranks, rates: rates,
        durationSeconds: durationSeconds)
      let outcome = player.play(row)
      switch outcome {
      case .refused: return points
      case .faulty(let fault): throw fault
      case .played, .published: break
      }
      let prediction = Prediction(outcome)
      points.append(
        Point(
          adapters: adapters, slots: slots, throughput: prediction.values["total_throughput"] ?? 0,
          isStarved: prediction.isStarved))
      if prediction.isStarved { return points }
    }
    return points
  }

  /// The candidate of a line; nil for an empty one.
  public static func candidate(of line: [Point]) -> Point? { line.last { !$0.isStarved } ?? line.first }

  /// The best of the lines' candidates, as published; nil if nothing starts.
  ///
  /// With high rates it can be starved: the first point is then the candidate of its line.
  public static func best(of lines: [[Point]]) -> Point? { best(lines.compactMap(candidate)) }

  /// The best of the candidates that are not starved, our choice if no adapter may starve; nil if all are starved.
  public static func bestServed(of lines: [[Point]]) -> Point? {
    best(lines.compactMap(candidate).filter { !$0.isStarved })
  }

  private static func best(_ points: [Point]) -> Point? {
    points.max { a, b in a.throughput != b.throughput ? a.throughput < b.throughput : a.slots > b.slots }
  }
}
