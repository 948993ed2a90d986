import Core

/// The next use of each request's id, computed by an extra reading; 8 bytes per request.
///
/// For traces that do not contain next uses; the others are replayed in memory that does not grow with their length.
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

/// Checks the next uses in a file against the following requests.
///
/// Files count steps from 0, from 1, or, in a part of a longer trace, from the position of the cut; the difference must
/// be constant.
public struct NextUseCheck {
  private static let unseen = -2
  private let file: String
  /// The last next use given for each id.
  private var named: [Step] = []
  /// The file's step minus ours; nil until an id repeats.
  private var shift: Int?

  public init(file: String) { self.file = file }

  /// Checks one batch; throws at the first request that does not match.
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
