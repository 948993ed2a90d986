import Core

extension Messages {
  static func beladyNeedsSlots(_ unit: Capacity.Unit) -> Fault {
    let counted =
      switch unit {
      case .slots: "slots"
      case .bytes: "bytes"
      case .pages: "pages"
      }
    return Fault(
      "belady counts in slots only, and the capacity is in \(counted): with sizes it is not a bound",
      fix: "give the capacity in slots (replay: --unit objects), or take gdsf, which weighs sizes")
  }
}
