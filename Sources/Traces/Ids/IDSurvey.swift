import Core

/// Statistics of an id trace from one reading, without a policy.
public struct IDSurvey: Equatable, Sendable {
  public var requestCount = 0
  /// Distinct ids: the working set in objects.
  public var idCount = 0
  /// The working set in bytes: each id at the size of its first request.
  public var workingSetBytes = 0
  public var sizesAreAllOne = true

  public init() {}

  /// Reads the whole trace; `report` is called after each batch. O(distinct ids) memory.
  public init(_ trace: IDTrace, report: (IDStream) -> Void = { _ in }) throws(Fault) {
    let stream = try trace.stream(wantsSizes: true)
    while try stream.next() {
      let batch = stream.columns
      requestCount += batch.count
      if !batch.sizesAreAllOne { sizesAreAllOne = false }
      for i in 0..<batch.count where Int(batch.ids[i]) == idCount {
        // Dense ids come in order of first appearance: a new one is always the next.
        idCount += 1
        workingSetBytes += batch.sizesAreAllOne ? 1 : batch.sizes[i]
        guard Bounds.total.contains(workingSetBytes) else {
          throw Messages.sizesOverflow(trace.file, batch.firstStep + i)
        }
      }
      report(stream)
    }
  }
}
