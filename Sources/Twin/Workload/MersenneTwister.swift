/// MT19937 [MatsumotoNishimura1998], the same numbers as NumPy's and Python's generators with the same seed.
struct MersenneTwister {
  private var state = [UInt32](repeating: 0, count: 624)
  private var place = 624

  /// Seeded by one word, as `numpy.random.seed(seed)`.
  init(seed: UInt32) {
    state[0] = seed
    for i in 1..<624 { state[i] = 1_812_433_253 &* (state[i - 1] ^ (state[i - 1] >> 30)) &+ UInt32(i) }
  }

  /// Seeded by a key of one word, as Python's `random.seed(seed)`.
  init(key: UInt32) {
    self.init(seed: 19_650_218)
    for i in 1...624 { mix(i, 1_664_525) { $0 &+ key } }
    for i in 2...624 {
      let index = (i - 1) % 623 + 1
      mix(i, 1_566_083_941) { $0 &- UInt32(index) }
    }
    state[0] = 0x8000_0000
  }

  /// One step of the seeding by key; positions cycle through 1 … 623.
  private mutating func mix(_ turn: Int, _ factor: UInt32, _ add: (UInt32) -> UInt32) {
    let index = (turn - 1) % 623 + 1
    let previous = index == 1 && turn > 1 ? state[623] : state[index - 1]
    if index == 1, turn > 1 { state[0] = state[623] }
    state[index] = add((state[index] ^ ((previous ^ (previous >> 30)) &* factor)))
  }

  mutating func next() -> UInt32 {
    if place == 624 { refill() }
    var y = state[place]
    place += 1
    y ^= y >> 11
    y ^= (y << 7) & 0x9d2c_5680
    y ^= (y << 15) & 0xefc6_0000
    return y ^ (y >> 18)
  }

  private mutating func refill() {
    for i in 0..<624 {
      let y = (state[i] & 0x8000_0000) | (state[(i + 1) % 624] & 0x7fff_ffff)
      state[i] = state[(i + 397) % 624] ^ (y >> 1) ^ (y & 1 == 0 ? 0 : 0x9908_b0df)
    }
    place = 0
  }

  /// A number in [0, 1) of 53 bits, from two words.
  mutating func uniform() -> Double {
    let high = Double(next() >> 5)
    let low = Double(next() >> 6)
    return (high * 67_108_864 + low) / 9_007_199_254_740_992
  }

  /// Shuffles like Python's `random.shuffle`.
  mutating func shuffle<Element>(_ items: inout [Element]) {
    for i in stride(from: items.count - 1, to: 0, by: -1) {
      let shift = UInt32((i + 1).leadingZeroBitCount - 32)
      var draw = next() >> shift
      while draw > UInt32(i) { draw = next() >> shift }
      items.swapAt(i, Int(draw))
    }
  }
}
