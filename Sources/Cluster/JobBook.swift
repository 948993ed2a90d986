import Core

/// The jobs that were submitted for a tournament, in order; stored as one JSON line each.
public struct JobBook: Sendable, Equatable {
  /// A job array of shards, or a merge.
  public struct Entry: Sendable, Equatable {
    /// Slurm's job number.
    public var job: Int
    /// Its shards, rising from 1; empty for a merge.
    public var shards: [Int]
    /// The resources requested from Slurm, repeated by a later submission.
    public var cpus: Int?
    public var requests: [String]

    public init(job: Int, shards: [Int], cpus: Int? = nil, requests: [String] = []) {
      self.job = job
      self.shards = shards
      self.cpus = cpus
      self.requests = requests
    }
  }

  public let shardCount: Int
  public var entries: [Entry] = []

  public init(shardCount: Int) { self.shardCount = shardCount }

  /// The last array with a shard; nil if there is none.
  public func array(of shard: Int) -> Entry? { entries.last { $0.shards.contains(shard) } }

  /// The last merge.
  public var merge: Entry? { entries.last { $0.shards.isEmpty } }

  /// The last array.
  public var array: Entry? { entries.last { !$0.shards.isEmpty } }
}

extension JobBook {
  /// One line for the number of shards, then one per job.
  public var text: String {
    var head = JSONLine()
    head.add("type", "shards")
    head.add("count", shardCount)
    var lines = [head.text]
    for entry in entries {
      var line = JSONLine()
      line.add("type", entry.shards.isEmpty ? "merge" : "array")
      line.add("job", entry.job)
      if !entry.shards.isEmpty { line.add("shards", entry.shards) }
      line.add("cpus", entry.cpus)
      line.add("requests", entry.requests)
      lines.append(line.text)
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// Reads what `text` wrote.
  ///
  /// - Throws: a fault that names the line.
  public init(parsing text: String, file: String) throws(Fault) {
    var book: JobBook?
    for (number, line) in text.split(separator: "\n").enumerated() {
      let place = Fault.Place(file: file, line: number + 1)
      let value = try JSONValue(parsing: Array(line.utf8), file: file, line: number + 1)
      if book == nil, let count = value["count"]?.integer, Bounds.shards.contains(count) {
        book = JobBook(shardCount: count)
      } else if let count = book?.shardCount, let entry = Entry(value, shards: 1...count) {
        book!.entries.append(entry)
      } else {
        throw Messages.notABook(place)
      }
    }
    guard let book else { throw Messages.notABook(Fault.Place(file: file)) }
    self = book
  }
}

extension JobBook.Entry {
  fileprivate init?(_ value: JSONValue, shards range: ClosedRange<Int>) {
    guard let job = value["job"]?.integer, let requests = value["requests"]?.array else { return nil }
    let shards = (value["shards"]?.array ?? []).map(\.integer)
    guard job >= 0, shards.allSatisfy({ $0.map(range.contains) ?? false }) else { return nil }
    self.init(
      job: job, shards: shards.compactMap { $0 }, cpus: value["cpus"]?.integer,
      requests: requests.compactMap(\.string))
  }
}
