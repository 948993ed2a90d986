import Core

extension Shelf {
  /// Routers, and the bounds used as routers (`clairvoyant`).
  public static let routers: [Entry<any Router>] = [
    router(Asked.self),
    router(Clairvoyant.self),
    router(EpsilonGreedy.self),
    router(Fixed.self),
    router(LinTS.self),
    router(LinUCB.self),
    router(LinUCBAware.self),
    router(RandomRouter.self),
    router(RoundRobin.self),
    router(UCB1.self),
  ]
}
