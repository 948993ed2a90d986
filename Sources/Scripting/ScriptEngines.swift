import Bandits
import CLuaHost
import Core

/// What scripts reach through `host`: the cell's stream, the bandit engine, the cover, and the log.
final class ScriptEngines {
  /// Bytes of log that are kept.
  static let logLimit = 64 << 10
  /// Work that one question may cost: numbers read by a plan, multiplications of its utilities.
  private static let planLimit = 1 << 27
  /// The same of one round of swaps, of which there may be many; and of an exact search before it gives up.
  private static let roundLimit = 1 << 24
  private static let searchLimit = 1 << 25
  private static let utilityLimit = 1 << 28

  var stream = RandomStream(Seed(0))
  private(set) var log: [String] = []
  /// The step of the verb that runs, for the log and for scores.
  var step: Step = 0
  var onLog: (@Sendable (Step, String) -> Void)?
  var onScores: (@Sendable (Step, [Double]) -> Void)?
  private var logBytes = 0
  private var models: [RidgeArms] = []
  private var normals: [Double] = []

  /// Takes up the cell's stream, and tells whoever listens.
  func listen(to setting: Setting) {
    stream = RandomStream(setting.seed)
    onLog = setting.onLog
    onScores = setting.onScores
  }

  /// Answers in place; a text where the question cannot be answered.
  func answer(_ ask: inout lh_ask) -> String? {
    switch ask.op {
    case .uniform: ask.number.0 = stream.uniform()
    case .integer: ask.integer.0 = Int64(stream.integer(below: Int(ask.integer.0)))
    case .normal: ask.number.0 = stream.normal()
    case .exp: ask.number.0 = exponential(ask.number.0)
    case .ln: ask.number.0 = naturalLog(ask.number.0)
    case .pow: ask.number.0 = power(ask.number.0, ask.number.1)
    case .modelNew:
      ask.model = Int32(models.count)
      models.append(
        RidgeArms(
          arms: Int(ask.integer.0), dimension: Int(ask.integer.1), ridge: ask.number.0, discount: ask.number.1))
    case .modelScores:
      model(ask).score(ask.in.0!, alpha: ask.number.0, penalties: nil, into: ask.out)
      tellScores(ask)
    case .modelSample: sample(ask)
    case .modelBest:
      tellBest(ask)
      ask.integer.0 = Int64(model(ask).select(ask.in.0!, alpha: ask.number.0, penalties: ask.in.1))
    case .modelMean: ask.number.0 = model(ask).mean(Int(ask.integer.0), ask.in.0!)
    case .modelWidth: ask.number.0 = model(ask).width(Int(ask.integer.0), ask.in.0!)
    case .modelLearn: model(ask).learn(Int(ask.integer.0), ask.in.0!, reward: ask.number.0)
    case .modelCount: ask.integer.0 = Int64(model(ask).count(Int(ask.integer.0)))
    case .modelUtilities: return utilities(ask)
    case .cover: return cover(&ask)
    case .log: keep(ask)
    }
    return nil
  }

  private func model(_ ask: lh_ask) -> RidgeArms { models[Int(ask.model)] }

  private func sample(_ ask: lh_ask) {
    let model = model(ask)
    if normals.count < model.arms { normals = Array(repeating: 0, count: model.arms) }
    for arm in 0..<model.arms { normals[arm] = stream.normal() }
    model.sample(ask.in.0!, spread: ask.number.0, normals: normals, penalties: nil, into: ask.out)
    tellScores(ask)
  }

  private func tellScores(_ ask: lh_ask) {
    onScores?(step, Array(UnsafeBufferPointer(start: ask.out, count: model(ask).arms)))
  }

  /// `best` keeps no scores: they are worked out again for whoever looks.
  private func tellBest(_ ask: lh_ask) {
    guard let onScores else { return }
    var scores = [Double](repeating: 0, count: model(ask).arms)
    model(ask).score(ask.in.0!, alpha: ask.number.0, penalties: ask.in.1, into: &scores)
    onScores(step, scores)
  }

  /// Whether the product of some counts is within a limit; one that overflows is not.
  private static func fits(_ counts: [Int], _ limit: Int) -> Bool {
    var left = limit
    for count in counts where count > 0 { left /= count }
    return left > 0
  }

  private func utilities(_ ask: lh_ask) -> String? {
    let model = model(ask)
    let rows = Int(ask.count.0)
    let widths = ask.number.0 == 0 ? model.dimension : model.dimension * (model.dimension + 1) / 2
    guard Self.fits([rows, model.arms, widths], Self.utilityLimit) else {
      return Messages.tooManyUtilities(rows, arms: model.arms)
    }
    model.utilities(ask.in.0!, count: rows, alpha: ask.number.0, into: ask.out)
    return nil
  }

  private func cover(_ ask: inout lh_ask) -> String? {
    let rows = Int(ask.count.0)
    let count = Int(ask.count.1)
    let capacity = Int(ask.integer.0)
    let limit = ask.integer.1 == 0 ? Self.planLimit : Self.roundLimit
    guard Self.fits([max(rows, 1), count, min(capacity, count) + 1], limit) else {
      return Messages.tooLargeCover(rows, adapters: count, capacity: capacity)
    }
    let list = { (ids: UnsafePointer<Int64>?, count: Int64) in (0..<Int(count)).map { Int(ids![$0]) } }
    let costs = Array(UnsafeBufferPointer(start: ask.in.1, count: count))
    let cover = Cover(
      utilities: ask.in.0!, rows: rows, costs: costs,
      room: ask.ids.0 == nil ? .slots(capacity) : .budget(capacity, footprints: list(ask.ids.0, ask.id_count.0)),
      loads: Array(UnsafeBufferPointer(start: ask.in.2, count: count)), previous: list(ask.ids.1, ask.id_count.1),
      pinned: Array(Set(list(ask.ids.2, ask.id_count.2))).sorted(), horizon: ask.number.0)
    let set =
      switch ask.integer.1 {
      case 0: cover.greedy()
      case 1: cover.improvedBySwaps(cover.greedy())
      default: cover.exact(cellLimit: Self.searchLimit) ?? cover.improvedBySwaps(cover.greedy())
      }
    let sorted = set.sorted()
    ask.integer.0 = Int64(sorted.count)
    for (place, adapter) in sorted.enumerated() { ask.out_ids[place] = Int64(adapter) }
    return nil
  }

  private func keep(_ ask: lh_ask) {
    let bytes = UnsafeBufferPointer(start: ask.text, count: Int(ask.count.0)).map { UInt8(bitPattern: $0) }
    guard logBytes < Self.logLimit else { return }
    logBytes += bytes.count + 1
    let line = logBytes < Self.logLimit ? String(decoding: bytes, as: UTF8.self) : Messages.logIsFull
    log.append(line)
    onLog?(step, line)
  }
}

/// The door's one callback: Swift answers a code, and the C side raises after this frame is gone.
func answerScript(_ host: UnsafeMutableRawPointer?, _ ask: UnsafeMutablePointer<lh_ask>?) -> Int32 {
  let engines = Unmanaged<ScriptEngines>.fromOpaque(host!).takeUnretainedValue()
  guard let problem = engines.answer(&ask!.pointee) else { return 0 }
  withUnsafeMutableBytes(of: &ask!.pointee.error) { error in
    let text = Array(problem.utf8.prefix(error.count - 1)) + [0]
    error.copyBytes(from: text)
  }
  return 1
}
