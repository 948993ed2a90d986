import Core

/// The next use of each request's id, worked out by a reading of its own: 8 bytes for each request.
///
/// For traces that do not hold them; those that do are replayed in memory that their length does not touch.
public final class NextUses {
  private var steps: UnsafeMutableBufferPointer<Step>
  private var count = 0

  /// Reads the whole trace; `report` is called after each batch.
  public init(_ trace: IDTrace, report: (IDStream) -> Void = { _ in }) throws(Fault) {
    steps = .allocate(capacity: IDColumns.capacity)
    let stream = try trace.stream()
    var lastUse: [Step] = []
    while try stream.next() {
      let batch = stream.columns
      makeRoom(for: batch.count)
      lastUse.reserveCapacity(stream.idCount)
      for i in 0..<batch.count {
        let id = Int(batch.ids[i])
        let step = count + i
        if id == lastUse.count {
          lastUse.append(step)
        } else {
          steps[lastUse[id]] = step
          lastUse[id] = step
        }
        steps[step] = .never
      }
      count += batch.count
      report(stream)
    }
  }

  deinit { steps.deallocate() }

  /// The next uses from a step on.
  public func from(_ step: Step) -> UnsafePointer<Step> { UnsafePointer(steps.baseAddress! + step) }

  private func makeRoom(for more: Int) {
    guard count + more > steps.count else { return }
    let larger = UnsafeMutableBufferPointer<Step>.allocate(capacity: max(count + more, steps.count * 2))
    larger.baseAddress!.update(from: steps.baseAddress!, count: count)
    steps.deallocate()
    steps = larger
  }
}

/// Holds the next uses that a file names to the requests that follow.
///
/// Files count steps from 0 or from 1, and a piece of a longer trace from where it was cut: what must hold is that the
/// difference is the same throughout.
public struct NextUseCheck {
  private static let unseen = -2
  private let file: String
  /// The last next use that was named for each id.
  private var named: [Step] = []
  /// The file's count less ours; nil until an id comes again.
  private var shift: Int?

  public init(file: String) { self.file = file }

  /// Checks one batch; throws at the first request that was not foretold.
  public mutating func check(_ batch: IDColumns, idCount: Int) throws(Fault) {
    while named.count < idCount { named.append(Self.unseen) }
    for i in 0..<batch.count {
      let id = Int(batch.ids[i])
      let step = batch.firstStep + i
      if named[id] != Self.unseen {
        if named[id] == .never { throw Messages.neverCame(file, step) }
        let found = named[id] - step
        if let shift, shift != found { throw Messages.cameAtAnotherStep(file, step, expected: named[id] - shift) }
        shift = found
      }
      named[id] = batch.nextUses[i]
    }
  }
}
