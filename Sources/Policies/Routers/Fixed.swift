import Core

/// Serves every request with one adapter.
///
/// `adapter` is a name of the catalogue or else an index. A standard baseline. O(1).
public struct Fixed: Router, BuiltIn {
  public static let card = Card(
    name: "fixed", title: "Fixed", kind: .router, summary: "Serves every request with one adapter.", sources: [],
    parameters: [
      Parameter("adapter", "0", .text("an adapter's name or index"), "who serves, by name or by index from 0")
    ])

  private let adapter: AdapterID

  public init(_ setting: Setting) throws(Fault) {
    let word = setting.parameters.word("adapter") ?? "0"
    let named = setting.adapters.firstIndex { $0.name == word }
    guard let index = named ?? Int(word), index >= 0, index < setting.adapterCount else {
      throw Messages.unknownAdapter(word, among: setting.adapters, count: setting.adapterCount)
    }
    adapter = AdapterID(index)
  }

  public mutating func route(_ request: Request, residents: ResidentView) -> AdapterID { adapter }
}
