import Synchronization

/// Work on several threads: the one way in which this package is parallel.
public enum Workers {
  /// Runs `work` on `count` threads, each with its number from 0, and returns when all have ended.
  ///
  /// - Parameter tick: called by the caller's thread about five times per second. Where it answers false or throws, nothing
  ///   waits for the threads any more; they run on until their work ends.
  /// - Returns: whether all threads have ended.
  public static func run<Failure: Error>(
    _ count: Int, _ work: @escaping @Sendable (Int) -> Void, tick: () throws(Failure) -> Bool
  ) throws(Failure) -> Bool {
    let running = Monitor(count)
    for worker in 0..<count {
      Threads.start {
        work(worker)
        running.change { $0 -= 1 }
      }
    }
    while !running.wait(seconds: 0.2, until: { $0 == 0 }) {
      guard try tick() else { return false }
    }
    return true
  }

  /// The values of `body` for 0 … count−1 in order, computed by `jobs` workers; for a `body` that depends on its argument
  /// alone they are the same for any `jobs`.
  ///
  /// - Parameter progress: called after each value, by any worker, with how many there are.
  public static func map<Value: Sendable>(
    _ count: Int, jobs: Int, _ body: @escaping @Sendable (Int) -> Value,
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) -> [Value] {
    let counter = Counter()
    let values = Mutex([Value?](repeating: nil, count: count))
    let work: @Sendable (Int) -> Void = { _ in
      while case let index = counter.next(), index < count {
        let value = body(index)
        values.withLock { $0[index] = value }
        progress(counter.finish())
      }
    }
    let workers = min(jobs, count)
    if workers > 1 { _ = run(workers, work) { true } } else { work(0) }
    return values.withLock { $0.compactMap { $0 } }
  }
}

/// Hands out 0, 1, … and counts what is finished, for several workers.
private final class Counter: Sendable {
  private let taken = Atomic<Int>(0)
  private let finished = Atomic<Int>(0)

  func next() -> Int { taken.wrappingAdd(1, ordering: .relaxed).oldValue }

  func finish() -> Int { finished.wrappingAdd(1, ordering: .relaxed).newValue }
}
