import Core

extension Shelf {
  /// Routers, and the bounds that stand in a router's place (`clairvoyant`).
  public static let routers: [Entry<any Router>] = [
    router(LinUCB.self),
    router(LinUCBAware.self),
  ]
}
