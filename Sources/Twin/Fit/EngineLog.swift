import Core

/// The log of a vLLM engine: the size of the KV cache once, and its gauges every ten seconds.
///
///     GPU KV cache size: 304,848 tokens
///     Engine 000: Avg prompt throughput: 2.3 tokens/s, …, Running: 12 reqs, Waiting: 3 reqs, GPU KV cache usage: 4.1%, …
struct EngineLog {
  /// The last one printed.
  private(set) var kvTokens: Int?
  private var running = 0.0
  private var waiting = 0.0
  private var samples = 0.0

  /// Other lines, and gauges of an idle engine, are skipped.
  init(_ text: String) {
    for line in text.split(whereSeparator: \.isNewline) {
      if let tokens = Self.number(after: "GPU KV cache size: ", in: line) { kvTokens = Int(tokens) }
      guard let running = Self.number(after: "Running: ", in: line),
        let waiting = Self.number(after: "Waiting: ", in: line), running + waiting > 0
      else { continue }
      self.running += running
      self.waiting += waiting
      samples += 1
    }
  }

  var meanRunning: Double? { samples > 0 ? running / samples : nil }
  var meanWaiting: Double? { samples > 0 ? waiting / samples : nil }

  /// The whole number after a word, with commas between thousands.
  private static func number(after word: String, in line: Substring) -> Double? {
    let letters = Array(line.utf8)
    let mark = Array(word.utf8)
    guard letters.count > mark.count,
      let start = (0...(letters.count - mark.count)).first(where: {
        letters[$0..<($0 + mark.count)].elementsEqual(mark)
      })
    else { return nil }
    var value: Double?
    for letter in letters[(start + mark.count)...] where letter != UInt8(ascii: ",") {
      guard letter >= UInt8(ascii: "0"), letter <= UInt8(ascii: "9") else { return value }
      value = min(1e15, 10 * (value ?? 0) + Double(letter - UInt8(ascii: "0")))
    }
    return value
  }
}
