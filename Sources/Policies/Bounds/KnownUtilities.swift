import Core

/// The utilities that bounds may see.
struct KnownUtilities {
  let future: Future
  private let name: String

  /// Throws if the setting has no future.
  init(_ setting: Setting, for card: Card) throws(Fault) {
    guard let future = setting.future, !future.utilities.isEmpty, future.adapterCount == setting.adapterCount else {
      throw Messages.noUtilities(card.name)
    }
    self.future = future
    name = card.name
  }

  /// The adapter of the highest utility less page-in cost; ties go to the lowest index.
  func best(at step: Step, among residents: ResidentView) throws(Fault) -> AdapterID {
    let row = step * future.adapterCount
    guard row >= 0, row + future.adapterCount <= future.utilities.count else {
      throw Messages.beyondFuture(name, step: step)
    }
    var best = (value: -Double.infinity, adapter: AdapterID(0))
    for index in 0..<future.adapterCount {
      let adapter = AdapterID(index)
      let value = future.utilities[row + index] - residents.pageInCost(of: adapter)
      if value > best.value { best = (value, adapter) }
    }
    return best.adapter
  }
}
