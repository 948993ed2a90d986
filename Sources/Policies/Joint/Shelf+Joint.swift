import Core

extension Shelf {
  /// Joint policies, and the bounds that are joint (`fixed-best`).
  public static let joints: [Entry<any Policy>] = [
    joint(EdgeLoRATopK.self),
    joint(FixedBest.self),
    joint(POLAR.self),
    joint(POLARPlus.self),
    joint(StaticPopular.self),
  ]
}
