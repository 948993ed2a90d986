import Bandits
import Glibc

/// Runs LinUCB over the steps that peer.py wrote, once for each kernel path, and prints a line for each.
///
///     linucb-benchmark FILE ARMS DIMENSION STEPS ROUNDS
///
/// FILE: contexts [STEPS × DIMENSION], rewards [STEPS × ARMS], choices [STEPS], little-endian doubles. A line is: path,
/// nanoseconds of CPU time for a step (the best round), choices other than the peer's, hash of the final state.
@main
enum LinUCBBenchmark {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 6, let arms = Int(arguments[2]), let dimension = Int(arguments[3]),
      let steps = Int(arguments[4]), let rounds = Int(arguments[5])
    else { fatalError("usage: linucb-benchmark FILE ARMS DIMENSION STEPS ROUNDS") }
    let data = read(arguments[1], count: steps * (dimension + arms + 1))
    defer { data.deallocate() }
    let rewards = data + steps * dimension
    let peer = rewards + steps * arms

    for path in KernelPath.available {
      var best = Double.infinity
      var different = 0
      var hash: UInt64 = 0
      for _ in 0..<rounds {
        let bandit = try RidgeArms(arms: arms, dimension: dimension, ridge: 1, path: path)
        different = 0
        let start = cpuSeconds()
        for step in 0..<steps {
          let x = UnsafeBufferPointer(start: data + step * dimension, count: dimension).span
          let choice = step < arms ? step : try bandit.select(x, alpha: 0.5)
          try bandit.learn(choice, x, reward: rewards[step * arms + choice])
          if Double(choice) != peer[step] { different += 1 }
        }
        best = min(best, cpuSeconds() - start)
        hash = bandit.fingerprint
      }
      print(path.name, best / Double(steps) * 1e9, different, String(hash, radix: 16))
    }
  }

  static func read(_ name: String, count: Int) -> UnsafeMutablePointer<Double> {
    let data = UnsafeMutablePointer<Double>.allocate(capacity: count)
    guard let file = fopen(name, "rb"), fread(data, 8, count, file) == count else { fatalError("cannot read \(name)") }
    fclose(file)
    return data
  }

  static func cpuSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
