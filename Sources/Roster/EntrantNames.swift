import Core

/// Names of policies that are compared, so that no two share one.
enum EntrantNames {
  /// The names in the order given. A label stays as it is; any other name that is taken gets `-2`, `-3`, and so on.
  ///
  /// - Throws: a fault where two have one label.
  static func distinct(_ asked: [(name: String, label: String?)]) throws(Fault) -> [String] {
    var taken: Set<String> = []
    for label in asked.compactMap(\.label) where !taken.insert(label).inserted { throw Messages.labelTwice(label) }
    var counts: [String: Int] = [:]
    return asked.map { name, label in
      guard label == nil else { return name }
      var count = counts[name] ?? 1
      var distinct = count == 1 ? name : "\(name)-\(count)"
      while !taken.insert(distinct).inserted {
        count += 1
        distinct = "\(name)-\(count)"
      }
      counts[name] = count + 1
      return distinct
    }
  }
}
