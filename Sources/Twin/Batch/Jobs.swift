import Core
import Synchronization

/// Runs items 0 … count−1 with `jobs` workers; the results are in order for any number of workers.
///
/// `progress` is called after each item, from any worker, with the number of finished items.
public func played<Value: Sendable>(
  _ count: Int, jobs: Int, _ body: @escaping @Sendable (Int) -> Value,
  progress: @escaping @Sendable (Int) -> Void = { _ in }
) async -> [Value] {
  let taken = Counter()
  let done = Counter()
  var values = [Value?](repeating: nil, count: count)
  await withTaskGroup(of: [(Int, Value)].self) { group in
    for _ in 0..<max(1, min(jobs, count)) {
      group.addTask {
        var mine: [(Int, Value)] = []
        while true {
          let index = taken.next()
          guard index < count else { return mine }
          mine.append((index, body(index)))
          progress(done.next() + 1)
        }
      }
    }
    for await some in group {
      for (index, value) in some { values[index] = value }
    }
  }
  return values.map { $0! }
}

/// Counts up from 0, for several workers.
private final class Counter: Sendable {
  private let value = Atomic<Int>(0)

  func next() -> Int { value.wrappingAdd(1, ordering: .relaxed).oldValue }
}
