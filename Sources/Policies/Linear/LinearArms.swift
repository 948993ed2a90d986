import Bandits
import Core

/// The linear bandit of a policy: one arm per adapter, and the features of a request.
///
/// All linear policies read contexts through here, so that a change of features is made in one place.
///
/// With `model=pooled` one more ridge model, ρ = 1, learns the rewards of all adapters together, and an arm learns the
/// difference between its adapter's reward and the prediction of that pool. Both see a constant feature. The pool's
/// prediction is the same for all adapters: it changes no arg max and no plan, so scores omit it. Our choice, after the
/// shared part of hybrid models [Li2010, §3.2], which are fitted jointly there and one after the other here. O(d²) more
/// per request.
struct LinearArms {
  let arms: RidgeArms
  private let seen: LinearFeatures
  /// The pooled model of all adapters, one arm; nil if arms are disjoint.
  private let pool: RidgeArms?
  private let burnIn: Int
  private var penalties: [Double]
  private var scores: [Double]
  private var normals: [Double]

  /// Throws if the trace has no contexts.
  init(_ setting: Setting, of card: Card) throws(Fault) {
    guard setting.dimension > 0 else { throw Messages.noContexts(card.name) }
    let parameters = setting.parameters
    let isPooled = parameters.word("model") == "pooled"
    let discount = parameters.word("discount").flatMap { Double($0) } ?? 1
    seen = LinearFeatures(contextDimension: setting.dimension, hasConstant: isPooled)
    do {
      arms = try RidgeArms(
        arms: setting.adapterCount, dimension: seen.dimension, ridge: parameters.number("ridge"), discount: discount)
      pool = isPooled ? try RidgeArms(arms: 1, dimension: seen.dimension, ridge: 1, discount: discount) : nil
    } catch {
      throw Messages.noMemory(card.name, arms: setting.adapterCount, dimension: seen.dimension)
    }
    burnIn = parameters.word("burn_in").flatMap { Int($0) } ?? 0
    penalties = Array(repeating: 0, count: setting.adapterCount)
    scores = penalties
    normals = penalties
  }

  /// N.
  var count: Int { arms.arms }

  /// The number of the arms' features: d, or d + 1 with a constant.
  var dimension: Int { seen.dimension }

  /// The adapter that burn-in serves the request with, t mod N; nil once it is over.
  func burnInAdapter(at step: Step) -> AdapterID? {
    step < burnIn ? AdapterID(step % count) : nil
  }

  /// The adapter with the highest upper confidence bound; ties go to the lowest index.
  func best(for request: Request, alpha: Double) throws(Fault) -> AdapterID {
    AdapterID(arms.select(try features(of: request), alpha: alpha, penalties: nil))
  }

  /// The same, minus the page-in cost of adapters that are not resident.
  mutating func best(for request: Request, alpha: Double, among residents: ResidentView) throws(Fault) -> AdapterID {
    for adapter in 0..<count { penalties[adapter] = residents.pageInCost(of: AdapterID(adapter)) }
    return AdapterID(arms.select(try features(of: request), alpha: alpha, penalties: penalties))
  }

  /// The adapter that is best for one draw of all models, `spread` widths to a standard deviation; draws N normals.
  /// Ties go to the lowest index.
  mutating func best(
    for request: Request, spread: Double, drawnFrom stream: inout RandomStream
  ) throws(Fault) -> AdapterID {
    for adapter in 0..<count { normals[adapter] = stream.normal() }
    arms.sample(try features(of: request), spread: spread, normals: normals, penalties: nil, into: &scores)
    var best = 0
    for adapter in 0..<count where scores[adapter] > scores[best] { best = adapter }
    return AdapterID(best)
  }

  /// The upper confidence bound of each adapter.
  mutating func scores(for request: Request, alpha: Double) throws(Fault) -> [Double] {
    arms.score(try features(of: request), alpha: alpha, penalties: nil, into: &scores)
    return scores
  }

  func learn(_ outcome: Outcome) throws(Fault) {
    let features = try features(of: outcome.request)
    var reward = outcome.reward
    if let pool {
      reward -= pool.mean(0, features)
      pool.learn(0, features, reward: outcome.reward)
    }
    arms.learn(outcome.adapter.index, features, reward: reward)
  }

  /// Upper confidence bounds for many features at once: `[count × d]` to `[count × N]`, row-major.
  func utilities(of features: ArraySlice<Double>, alpha: Double) -> [Double] {
    let rows = features.count / arms.dimension
    return Array(unsafeUninitializedCapacity: rows * count) { utilities, filled in
      features.withUnsafeBufferPointer {
        if let base = $0.baseAddress, let into = utilities.baseAddress {
          arms.utilities(base, count: rows, alpha: alpha, into: into)
        }
      }
      filled = rows * count
    }
  }

  /// The arms' features of a request, valid until the next call. Throws if a number in its context is not finite.
  func features(of request: Request) throws(Fault) -> UnsafePointer<Double> { try seen.of(request) }
}
