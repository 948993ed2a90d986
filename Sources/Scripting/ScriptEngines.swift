import Bandits
import CLuaHost
import Core
import System

/// The engines behind `host`: the cell's stream, the bandit engine, the cover, and the log.
final class ScriptEngines {
  /// The most bytes of log.
  static let logLimit = 64 << 10
  /// The most work of an exact search.
  private static let searchLimit = 1 << 25

  var stream = RandomStream(Seed(0))
  private(set) var log: [String] = []
  /// The step of the current verb, for the log and for scores.
  var step: Step = 0
  var onLog: (@Sendable (Step, String) -> Void)?
  var onScores: (@Sendable (Step, [Double]) -> Void)?
  private var logBytes = 0
  private var normals: [Double] = []

  /// Sets the cell's stream and the callbacks.
  func listen(to setting: Setting) {
    stream = RandomStream(setting.seed)
    onLog = setting.onLog
    onScores = setting.onScores
  }

  /// Writes the result into `ask`. Returns an error text if it needs more work than `ask.allowance`: `ask.work` is then
  /// the work needed, and nothing was done.
  func answer(_ ask: inout lh_ask) -> String? {
    switch ask.op {
    case .uniform: ask.number.0 = stream.uniform()
    case .integer: ask.integer.0 = Int64(stream.integer(below: Int(ask.integer.0)))
    case .normal: ask.number.0 = stream.normal()
    case .exp: ask.number.0 = exponential(ask.number.0)
    case .ln: ask.number.0 = naturalLog(ask.number.0)
    case .pow: ask.number.0 = power(ask.number.0, ask.number.1)
    case .cover: return cover(&ask)
    case .log: keep(ask)
    case .modelSize:
      let (arms, dimension) = (Int(ask.integer.0), Int(ask.integer.1))
      ask.integer.0 = Int64(RidgePlace.bytes(arms: arms, dimension: dimension, discount: ask.number.1) ?? -1)
    case .modelNew:
      _ = RidgePlace(
        in: ask.model, arms: Int(ask.integer.0), dimension: Int(ask.integer.1), ridge: ask.number.0,
        discount: ask.number.1)
    case .modelScores, .modelSample, .modelBest, .modelMean, .modelWidth, .modelLearn, .modelCount, .modelUtilities:
      return model(&ask)
    }
    return nil
  }

  private func model(_ ask: inout lh_ask) -> String? {
    let model = RidgePlace(at: OpaquePointer(ask.model), arms: Int(ask.arms), dimension: Int(ask.dimension))
    let arm = Int(ask.integer.0)
    let work =
      switch ask.op {
      case .modelScores, .modelBest: model.work(widths: ask.number.0 != 0)
      // A normal number takes about as long as forty multiplications.
      case .modelSample: model.work(widths: true) + 40 * model.arms
      case .modelMean: model.work(arm, widths: false)
      case .modelWidth: model.work(arm, widths: true)
      case .modelLearn: model.learningWork
      case .modelUtilities: model.work(rows: Int(ask.count.0), widths: ask.number.0 != 0)
      default: 0
      }
    ask.work = Int64(work)
    if work > ask.allowance { return Messages.tooMuchWork(work, arms: model.arms, model.dimension) }
    switch ask.op {
    case .modelScores:
      model.score(ask.in.0!, alpha: ask.number.0, penalties: nil, into: ask.out)
      reportScores(ask)
    case .modelSample: sample(ask, model)
    case .modelBest:
      reportBestScores(ask, model)
      ask.integer.0 = Int64(model.select(ask.in.0!, alpha: ask.number.0, penalties: ask.in.1))
    case .modelMean: ask.number.0 = model.mean(arm, ask.in.0!)
    case .modelWidth: ask.number.0 = model.width(arm, ask.in.0!)
    case .modelLearn: ask.work += Int64(model.learn(arm, ask.in.0!, reward: ask.number.0))
    case .modelCount: ask.integer.0 = Int64(model.count(arm))
    default: model.utilities(ask.in.0!, count: Int(ask.count.0), alpha: ask.number.0, into: ask.out)
    }
    return nil
  }

  private func sample(_ ask: lh_ask, _ model: RidgePlace) {
    if normals.count < model.arms { normals = Array(repeating: 0, count: model.arms) }
    for arm in 0..<model.arms { normals[arm] = stream.normal() }
    model.sample(ask.in.0!, spread: ask.number.0, normals: normals, penalties: nil, into: ask.out)
    reportScores(ask)
  }

  private func reportScores(_ ask: lh_ask) {
    onScores?(step, Array(UnsafeBufferPointer(start: ask.out, count: Int(ask.arms))))
  }

  /// `best` keeps no scores: they are computed again for the callback.
  private func reportBestScores(_ ask: lh_ask, _ model: RidgePlace) {
    guard let onScores else { return }
    var scores = [Double](repeating: 0, count: model.arms)
    model.score(ask.in.0!, alpha: ask.number.0, penalties: ask.in.1, into: &scores)
    onScores(step, scores)
  }

  /// The work of greedy is known in advance; swaps and the search count their work.
  private func cover(_ ask: inout lh_ask) -> String? {
    let (rows, count, capacity) = (Int(ask.count.0), Int(ask.count.1), Int(ask.integer.0))
    let isBudget = ask.ids.0 != nil
    let tooLarge = Messages.tooLargeCover(rows, adapters: count, capacity: capacity)
    let (greedy, overflowed) = ((rows + 8) * count).multipliedReportingOverflow(
      by: (min(capacity, count) + 1) * (isBudget ? 2 : 1))
    ask.work = overflowed ? .max : Int64(greedy)
    if ask.work > ask.allowance { return tooLarge }
    let list = { (ids: UnsafePointer<Int64>?, count: Int64) in (0..<Int(count)).map { Int(ids![$0]) } }
    let costs = Array(UnsafeBufferPointer(start: ask.in.1, count: count))
    let cover = Cover(
      utilities: ask.in.0!, rows: rows, costs: costs,
      room: isBudget ? .budget(capacity, footprints: list(ask.ids.0, ask.id_count.0)) : .slots(capacity),
      loads: Array(UnsafeBufferPointer(start: ask.in.2, count: count)), previous: list(ask.ids.1, ask.id_count.1),
      pinned: Array(Set(list(ask.ids.2, ask.id_count.2))).sorted(), horizon: ask.number.0)
    var set = cover.greedy()
    if ask.integer.1 > 0 {
      let left = Int(ask.allowance - ask.work)
      var cells = left
      set = cover.improvedBySwaps(set, cells: &cells)
      ask.work += Int64(left - cells)
      if cells < 0 { return tooLarge }
      if ask.integer.1 == 2 {
        let most = min(cells, Self.searchLimit)
        var cells = most
        set = cover.exact(from: set, cells: &cells) ?? set
        ask.work += Int64(most - cells)
      }
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
    let line = logBytes < Self.logLimit ? String(raw: bytes) : Messages.logIsFull
    log.append(line)
    onLog?(step, line)
  }
}

/// The only callback from C: Swift returns a code, and the C side raises the error after this frame has returned.
func answerScript(_ host: UnsafeMutableRawPointer?, _ ask: UnsafeMutablePointer<lh_ask>?) -> Int32 {
  let engines = Unmanaged<ScriptEngines>.fromOpaque(host!).takeUnretainedValue()
  guard let problem = engines.answer(&ask!.pointee) else { return 0 }
  withUnsafeMutableBytes(of: &ask!.pointee.error) { error in
    let text = Array(problem.utf8.prefix(error.count - 1)) + [0]
    error.copyBytes(from: text)
  }
  return 1
}
