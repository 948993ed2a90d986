import Core

/// Reads the BurstGPT traces [Wang2025]: `Timestamp` in seconds, `Model`, `Request tokens`, `Response tokens`,
/// `Total tokens`, `Log Type`; the later generation adds `Session ID` and `Elapsed time`.
///
/// A row of 0 response tokens is a request that failed: it is skipped and counted. The group is the session if the file
/// has sessions (empty where a row has none), else the model.
public final class BurstGPTReader: ArrivalReader {
  static let columns = ["Timestamp", "Request tokens", "Response tokens"]

  private var table: DelimitedReader
  private let count: Int
  private let time: Int
  private let prompt: Int
  private let output: Int
  private let group: Int?
  public private(set) var notes = ReadingNotes()

  public init(_ source: any ByteSource, file: String) throws(Fault) {
    table = DelimitedReader(source, file: file)
    let header = try Columns(header: &table)
    count = header.count
    time = try header.require("Timestamp")
    prompt = try header.require("Request tokens")
    output = try header.require("Response tokens")
    group = header.index(of: "Session ID") ?? header.index(of: "Model")
  }

  public func next() throws(Fault) -> Arrival? {
    while try table.next() {
      try table.require(fields: count)
      let arrival = Arrival(
        timeSeconds: try table.number(time, as: "Timestamp", in: Bounds.seconds),
        promptTokens: Int32(try table.integer(prompt, as: "Request tokens", in: RequestTable.tokenRange)),
        outputTokens: Int32(try table.integer(output, as: "Response tokens", in: RequestTable.tokenRange)),
        group: try group.map { (i) throws(Fault) in table.isEmpty(i) ? "" : try table.name(i, as: "group") } ?? "")
      if arrival.outputTokens != 0 { return arrival }
      notes.skip("0 response tokens: the request failed", at: table.place(output))
    }
    return nil
  }
}
