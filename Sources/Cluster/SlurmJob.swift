import Core

/// The arguments of `sbatch` for a job.
///
/// All of them are on the command line, word by word, and none in `#SBATCH` lines: no shell or parser can misread a
/// folder's name.
public struct SlurmJob: Sendable, Equatable {
  /// An absolute path.
  public var script: String
  public var name: String
  /// The folder of its log; an absolute path.
  public var logFolder: String
  /// A file's name, in which Slurm puts the array's index for `%a`, the job's number for `%j`.
  public var log: String
  /// The array's indices; empty for a single job.
  public var indices: [Int] = []
  /// Jobs that must end before it starts, with any status.
  public var after: [String] = []
  /// Processors; nil for the cluster's default.
  public var cpus: Int?
  /// The user's requests, as words of `sbatch`.
  public var requests: [String] = []

  public init(script: String, name: String, logFolder: String, log: String) {
    self.script = script
    self.name = name
    self.logFolder = logFolder
    self.log = log
  }

  /// The command. Of two conflicting options Slurm uses the later one: ours are after the user's.
  public var words: [String] {
    var words = ["sbatch", "--nodes=1", "--ntasks=1"] + requests
    words += ["--parsable", "--job-name=\(name)", "--chdir=\(logFolder)", "--output=\(log)", "--open-mode=append"]
    if let cpus { words.append("--cpus-per-task=\(cpus)") }
    if !indices.isEmpty { words.append("--array=\(Self.ranges(indices))") }
    if !after.isEmpty { words.append("--dependency=afterany:" + after.joined(separator: ":")) }
    return words + [script]
  }

  /// `1-4,6`, of rising numbers.
  public static func ranges(_ numbers: [Int]) -> String {
    var ranges: [ClosedRange<Int>] = []
    for number in numbers {
      if let last = ranges.last, last.upperBound + 1 == number {
        ranges[ranges.count - 1] = last.lowerBound...number
      } else {
        ranges.append(number...number)
      }
    }
    return ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
      .joined(separator: ",")
  }

  static func list(_ numbers: [Int]) -> String { numbers.map { String($0) }.joined(separator: ",") }
}
