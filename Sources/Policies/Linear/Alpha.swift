import Bandits
import Core

/// α, the number of widths that a linear bandit adds to its means: fixed or by theory.
enum Alpha {
  case fixed(Double)
  case theory(TheoryAlpha)

  /// - Parameter dimension: length of the arms' features.
  init(_ setting: Setting, dimension: Int) {
    let parameters = setting.parameters
    if let number = parameters.numberIfAny("alpha") {
      self = .fixed(number)
    } else {
      self = .theory(
        TheoryAlpha(
          dimension: dimension, ridge: parameters.number("ridge"), noise: parameters.number("noise"),
          norm: parameters.number("norm"), risk: parameters.number("delta")))
    }
  }

  /// α before the request of step t.
  func at(_ step: Step) -> Double {
    switch self {
    case .fixed(let alpha): alpha
    case .theory(let theory): theory.at(step)
    }
  }
}
