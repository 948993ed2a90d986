import Core

extension Shelf {
  /// Joint policies, and the bounds that are joint (`fixed-best`).
  public static let joints: [Entry<any Policy>] = [
    joint(POLAR.self),
    joint(POLARPlus.self),
  ]
}
