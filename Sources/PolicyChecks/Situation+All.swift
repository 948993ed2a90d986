import Core
import Paging

extension Situation {
  /// Every situation of the battery; `k` is the capacity of those that do not depend on it.
  public static func all(capacity k: Int) -> [Situation] {
    plain(k) + narrow() + flat(k) + changing(k) + held(k) + sparse(k) + sized()
  }

  private static func plain(_ k: Int) -> [Situation] {
    [
      Situation("plain", "15 adapters, some more popular", Ground(), capacity: k),
      Situation("cold-start", "no adapter is resident at the start", Ground(), capacity: k).with {
        $0.paging.startsEmpty = true
      },
    ]
  }

  private static func narrow() -> [Situation] {
    [
      Situation("capacity-1", "one slot", Ground(), capacity: 1),
      Situation("no-capacity", "no slot at all: every request is a bypass", Ground(requests: 100), capacity: 0),
      Situation("one-adapter", "a single adapter", Ground(adapters: 1, requests: 50), capacity: 1).with {
        $0.paging.startsEmpty = true
      },
      Situation("all-fit", "more slots than adapters", Ground(adapters: 6), capacity: 9).with {
        $0.paging.startsEmpty = true
      },
      Situation("huge-n", "2 048 adapters", Ground(adapters: 2048, requests: 100, favour: 0.01), capacity: 32).with {
        $0.isLarge = true
      },
    ]
  }

  private static func flat(_ k: Int) -> [Situation] {
    [
      Situation(
        "equal-costs", "all costs and rewards are equal: every choice is a tie",
        Ground(scans: true, costs: 0.2...0.2, rewards: 0.5...0.5), capacity: k),
      Situation("no-costs", "page-ins cost nothing", Ground(costs: 0...0), capacity: k),
      Situation(
        "large-numbers", "rewards and costs from -1e6 to 1e6", Ground(costs: 0...1e6, rewards: -1e6...1e6), capacity: k),
    ]
  }

  private static func changing(_ k: Int) -> [Situation] {
    [
      Situation("sudden-shift", "popularity turns round at half time", Ground(turnsRound: true), capacity: k),
      Situation("scan", "every adapter in turn, over and over", Ground(adapters: k + 2, scans: true), capacity: k),
    ]
  }

  private static func held(_ k: Int) -> [Situation] {
    [
      Situation("pinned", "one adapter is pinned", Ground(pinned: 1), capacity: max(2, k)),
      Situation("all-pinned", "all residents are pinned", Ground(pinned: 3), capacity: 3),
      Situation("in-use", "services hold their adapters for a while", Ground(rate: 10), capacity: max(2, k)).with {
        $0.secondsPerOutputToken = 0.002
      },
      Situation("taken-away", "a small host tier takes adapters away unasked", Ground(), capacity: k).with {
        $0.paging.host = Capacity(k + 1)
      },
    ]
  }

  private static func sparse(_ k: Int) -> [Situation] {
    let routes: [Candidate.Role] = [.router, .joint]
    return [
      Situation("no-contexts", "requests have no contexts", roles: routes, Ground(dimension: 0), capacity: k).with {
        $0.mayBeRefused = true
      },
      Situation("no-names", "requests name no adapter", roles: routes, Ground(namesAdapters: false), capacity: k).with {
        $0.mayBeRefused = true
      },
      Situation("blank-contexts", "all contexts are zero", roles: routes, Ground(blankContexts: true), capacity: k),
      Situation("open-end", "the horizon is not known", Ground(), capacity: k).with { $0.givesHorizon = false },
    ]
  }

  private static func sized() -> [Situation] {
    [
      Situation("bytes", "a capacity in bytes, adapters of many sizes", Ground(bytes: 1...400), capacity: 0).with {
        $0.paging.gpu = Capacity(1000, .bytes)
      },
      Situation("pages", "a capacity in pages", Ground(bytes: 1...400), capacity: 0).with {
        $0.paging.gpu = Capacity(20, .pages(pageBytes: 64))
      },
      Situation("never-fits", "some adapters are larger than the capacity", Ground(bytes: 1...400), capacity: 0).with {
        $0.paging.gpu = Capacity(250, .bytes)
      },
    ].map { $0.with { $0.needsSizes = true } }
  }
}
