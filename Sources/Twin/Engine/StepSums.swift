/// The work of a run's steps: for each term, the sum of the factors of its coefficient.
///
/// A run's time in steps is then the sum over terms of coefficient and sum, and can be fitted without another run.
final class StepSums {
  /// In the order of `StepTerm.allCases`.
  private(set) var values = [Double](repeating: 0, count: StepTerm.allCases.count)
  private let units: [StepModel.Compiled]

  init(_ model: StepModel, slots: Int, slotRank: Int) {
    units = StepTerm.allCases.map { model.unit($0).compiled(slots: slots, slotRank: slotRank) }
  }

  func add(_ load: StepLoad) {
    for i in units.indices { values[i] += units[i].seconds(load) }
  }
}

extension StepModel {
  /// A model of the same kernels that has this term only: its seconds are the factor of the coefficient.
  fileprivate func unit(_ term: StepTerm) -> StepModel {
    var unit = StepModel()
    unit.kernels = kernels
    unit.graphTokens = graphTokens
    unit[term] = 1000
    return unit
  }

  /// The factor of each term's coefficient in a step, in the order of `StepTerm.allCases`.
  public func multipliers(_ load: StepLoad, slots: Int, slotRank: Int) -> [Double] {
    let sums = StepSums(self, slots: slots, slotRank: slotRank)
    sums.add(load)
    return sums.values
  }

  /// The same model, `factor` times as slow.
  func slowed(by factor: Double) -> StepModel {
    var model = self
    for term in StepTerm.allCases { model[term] = self[term] * factor }
    return model
  }
}
