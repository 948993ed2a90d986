import Core

/// Reads the Azure LLM inference traces of 2023 and 2024 [Patel2024]: `TIMESTAMP,ContextTokens,GeneratedTokens`.
///
/// Times are seconds since the first row. The 2024 files have a time zone, those of 2023 have none; a file must not mix
/// both.
public final class AzureLLMReader: ArrivalReader {
  static let columns = ["TIMESTAMP", "ContextTokens", "GeneratedTokens"]

  private var table: DelimitedReader
  private let count: Int
  private let time: Int
  private let prompt: Int
  private let output: Int
  private var clock = TimestampClock()
  public let notes = ReadingNotes()

  public init(_ source: any ByteSource, file: String) throws(Fault) {
    table = DelimitedReader(source, file: file)
    let header = try Columns(header: &table)
    count = header.count
    time = try header.require("TIMESTAMP")
    prompt = try header.require("ContextTokens")
    output = try header.require("GeneratedTokens")
  }

  public func next() throws(Fault) -> Arrival? {
    guard try table.next() else { return nil }
    try table.require(fields: count)
    return Arrival(
      timeSeconds: try clock.seconds(time, as: "TIMESTAMP", in: table),
      promptTokens: Int32(try table.integer(prompt, as: "ContextTokens", in: RequestTable.tokenRange)),
      outputTokens: Int32(try table.integer(output, as: "GeneratedTokens", in: RequestTable.tokenRange)))
  }
}
