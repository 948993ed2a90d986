import Core

/// Reads the Azure Functions trace of 2021 [Zhang2021]: `app,func,end_timestamp,duration`, one row per invocation.
///
/// Arrival is `end_timestamp − duration`, in seconds; the rows are not always in order of end or arrival, so `Arrivals`
/// sorts them. The group is the function, `app/func`.
public final class AzureFunctions2021Reader: ArrivalReader {
  static let columns = ["app", "func", "end_timestamp", "duration"]

  private var table: DelimitedReader
  private let count: Int
  private let app: Int
  private let function: Int
  private let end: Int
  private let duration: Int
  public let notes = ReadingNotes()

  public init(_ source: any ByteSource, file: String) throws(Fault) {
    table = DelimitedReader(source, file: file)
    let header = try Columns(header: &table)
    count = header.count
    app = try header.require("app")
    function = try header.require("func")
    end = try header.require("end_timestamp")
    duration = try header.require("duration")
  }

  public func next() throws(Fault) -> Arrival? {
    guard try table.next() else { return nil }
    try table.require(fields: count)
    let end = try table.number(end, as: "end_timestamp", in: Bounds.seconds)
    let duration = try table.number(duration, as: "duration", in: Bounds.seconds)
    let group = try table.name(app, as: "app") + "/" + table.name(function, as: "func")
    return Arrival(timeSeconds: end - duration, group: group)
  }
}

/// Reads the invocations of the Azure Functions trace of 2019 [Shahrad2020]: `HashOwner,HashApp,HashFunction,Trigger`
/// and a count for each minute of the day, `1` … `1440`.
///
/// A count c of minute m becomes c arrivals spread evenly in it: at 60·(m−1) + 60·(i + ½)/c seconds, i = 0 … c−1; our
/// choice, as the trace has no finer times. The group is the function, `HashApp/HashFunction`. Rows are functions, so
/// that `Arrivals` sorts by time; equal times keep the order of the rows.
public final class AzureFunctions2019Reader: ArrivalReader {
  static let columns = ["HashOwner", "HashApp", "HashFunction", "1"]

  private var table: DelimitedReader
  private let count: Int
  private let app: Int
  private let function: Int
  /// The columns of the minutes, from the first.
  private var minutes: [Int] = []
  /// The current row: its counts and the next arrival.
  private var counts: [Int] = []
  private var group = ""
  private var minute = 0
  private var arrival = 0
  public let notes = ReadingNotes()

  public init(_ source: any ByteSource, file: String) throws(Fault) {
    table = DelimitedReader(source, file: file)
    let header = try Columns(header: &table)
    count = header.count
    app = try header.require("HashApp")
    function = try header.require("HashFunction")
    minutes.append(try header.require("1"))
    while let column = header.index(of: String(minutes.count + 1)) { minutes.append(column) }
  }

  public func next() throws(Fault) -> Arrival? {
    while true {
      while minute < counts.count, arrival == counts[minute] {
        minute += 1
        arrival = 0
      }
      if minute < counts.count {
        let part = (Double(arrival) + 0.5) / Double(counts[minute])
        arrival += 1
        return Arrival(timeSeconds: 60 * (Double(minute) + part), group: group)
      }
      guard try nextRow() else { return nil }
    }
  }

  private func nextRow() throws(Fault) -> Bool {
    guard try table.next() else { return false }
    try table.require(fields: count)
    group = try table.name(app, as: "HashApp") + "/" + table.name(function, as: "HashFunction")
    counts.removeAll(keepingCapacity: true)
    for (i, column) in minutes.enumerated() {
      counts.append(try table.integer(column, as: "minute \(i + 1)", in: 0...Int(Int32.max)))
    }
    (minute, arrival) = (0, 0)
    return true
  }
}
