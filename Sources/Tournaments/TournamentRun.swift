import Core
import Results
import Synchronization
import System
import Workbench

/// Plays what is missing of a planned tournament into its folder.
///
/// The cells are the same for any number of workers, and wherever it was stopped in between.
public final class TournamentRun: Sendable {
  public let plan: TournamentPlan
  public let folder: String
  public let jobs: Int
  public let store: StoreWriter
  /// The cells that were missing when the folder was opened, in cell order.
  public let keys: [CellKey]
  private let newForfeits = Atomic<Int>(0)

  /// Opens the folder, or makes it.
  ///
  /// - Parameters:
  ///   - resumes: whether a tournament that is there is gone on with; without it one is a fault.
  ///   - jobs: cells that are played at a time.
  /// - Throws: a fault where the folder cannot be written or holds something else.
  public init(_ plan: TournamentPlan, into folder: String, resumes: Bool = false, jobs: Int) throws(Fault) {
    store = try StoreWriter(folder: folder, manifest: plan.manifest, mode: resumes ? .resumes : .begins)
    self.plan = plan
    self.folder = folder
    self.jobs = jobs
    keys = plan.keys(but: store.found)
  }

  /// Cells in which a policy was at fault, those found in the folder too.
  public var forfeits: Int { store.foundForfeits + newForfeits.load(ordering: .relaxed) }

  /// Plays the missing cells; what is finished is durable from time to time.
  ///
  /// - Parameter tick: called about five times a second with how many cells are left and how many of those played were
  ///   forfeits; where it answers false, the run ends there, and can be resumed: in this process once the cells in play
  ///   are over, as their workers hold the folder until then.
  /// - Returns: whether all cells were played.
  /// - Throws: a fault where the store cannot be written; what was finished before is kept.
  public func play(_ tick: (_ left: Int, _ newForfeits: Int) -> Bool = { _, _ in true }) throws(Fault) -> Bool {
    store.begin(
      command: plan.manifest.command, build: plan.manifest.build, jobs: jobs, startedAt: SystemClock.dateSeconds)
    let isWhole: Bool
    do throws(Fault) {
      isWhole = try plan.tournament.play(
        keys, jobs: jobs,
        deliver: { [self] finished in
          if finished.cell.isForfeit { newForfeits.wrappingAdd(1, ordering: .relaxed) }
          store.add(finished)
        },
        tick: { (left) throws(Fault) in
          try store.flush()
          return tick(left, newForfeits.load(ordering: .relaxed))
        })
      if isWhole { try store.finish() } else { try store.flush() }
    } catch {
      var fault = error
      if fault.fix == nil { fault.fix = "finished cells are stored; continue with: \(resumeCommand)" }
      throw fault
    }
    return isWhole
  }

  /// The command that goes on with it.
  public var resumeCommand: String {
    var words = ["polarbench", "tournament", "--resume"]
    guard let shard = plan.manifest.shard else { return ShellWord.joined(words + ["-o", ShellWord.path(folder)]) }
    let output = folder.dropLast(ShardText.folder(of: shard, in: "").count)
    words += ["--shard", shard.described, "-o", ShellWord.path(String(output))]
    return ShellWord.joined(words)
  }
}
