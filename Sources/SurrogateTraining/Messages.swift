import Core

/// The fault messages of this module; tested word for word.
enum Messages {
  static func noExamples() -> Fault { Fault("there is nothing to learn from", fix: "play a sweep with more units") }

  static func tooFewGroups(_ folds: Int) -> Fault {
    Fault("the groups cannot be split into \(folds) parts", fix: "play a sweep with more units")
  }

  static func unknownModelForm() -> Fault {
    Fault("XGBoost's model is in a form that is not known", fix: "Debian 12 has libxgboost 1.7.4, which is")
  }

  static func boosterFailed(_ reason: String) -> Fault { Fault("XGBoost failed: \(reason)") }
}
