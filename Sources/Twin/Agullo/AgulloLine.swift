/// The published twin's queue of arrivals, indexed so that a scan visits only requests that can matter.
///
/// Positions are in order of arrival. Prompts are stored by position, 0 for requests that have left, with the largest
/// of every 64, so that the first prompt above a length is found without looking at each. Preempted requests are stored
/// elsewhere.
struct AgulloLine {
  private(set) var count = 0
  /// By place.
  private var prompts: [Int32] = []
  private var largest: [Int32] = []
  private var following: [Int32] = []
  /// The first and last position of each adapter's queue; −1 if it is empty.
  private var firsts: [Int32]
  private var lasts: [Int32]
  /// All positions before this one are empty.
  private var start = 0
  private static let width = 64

  init(adapterCount: Int) {
    firsts = Array(repeating: -1, count: adapterCount)
    lasts = firsts
  }

  /// The first request of an adapter; nil if none waits.
  @inline(__always)
  func first(of adapter: Int32) -> Int? {
    let place = Int(firsts[Int(adapter)])
    return place < 0 ? nil : place
  }

  /// Puts a request of a prompt of 1 token or more at the end: its position is the number of requests before it.
  mutating func append(prompt: Int32, adapter: Int32) {
    let place = prompts.count
    if place % Self.width == 0 { largest.append(0) }
    prompts.append(prompt)
    largest[place / Self.width] = max(largest[place / Self.width], prompt)
    following.append(-1)
    let last = Int(lasts[Int(adapter)])
    if last >= 0 { following[last] = Int32(place) } else { firsts[Int(adapter)] = Int32(place) }
    lasts[Int(adapter)] = Int32(place)
    count += 1
  }

  /// Removes the first request of its adapter.
  mutating func remove(_ place: Int, adapter: Int32) {
    let prompt = prompts[place]
    prompts[place] = 0
    let block = place / Self.width
    if largest[block] == prompt {
      let end = min(prompts.count, (block + 1) * Self.width)
      largest[block] = prompts[block * Self.width..<end].max() ?? 0
    }
    firsts[Int(adapter)] = following[place]
    if following[place] < 0 { lasts[Int(adapter)] = -1 }
    count -= 1
    if place == start { start = firstPlace(from: start, prompt: 1) ?? prompts.count }
  }

  /// The first position at or after `from` with a prompt of at least that many tokens; nil if there is none.
  func firstPlace(from: Int, prompt: Int32) -> Int? {
    var place = max(from, start)
    while place < prompts.count {
      if largest[place / Self.width] < prompt {
        place = (place / Self.width + 1) * Self.width
        continue
      }
      let end = min(prompts.count, (place / Self.width + 1) * Self.width)
      while place < end {
        if prompts[place] >= prompt { return place }
        place += 1
      }
    }
    return nil
  }

  /// Tokens of the prompt at a position.
  func prompt(at place: Int) -> Int { Int(prompts[place]) }
}
