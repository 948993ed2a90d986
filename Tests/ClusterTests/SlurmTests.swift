import Core
import Testing

@testable import Cluster

@Suite("Calls and answers of Slurm", .timeLimit(.minutes(60)))
struct SlurmTests {
  private var job: SlurmJob {
    SlurmJob(script: "/r/a b/slurm/shard.sh", name: "polarbench", logFolder: "/r/a b/slurm", log: "shard-%a.log")
  }

  @Test("what the user asks for stands first, so that it cannot undo what we ask for")
  func words() {
    var job = job
    job.requests = ["--partition=short", "--account=lab"]
    job.cpus = 2
    job.indices = [1, 2, 3, 5]
    #expect(
      job.words == [
        "sbatch", "--nodes=1", "--ntasks=1", "--partition=short", "--account=lab", "--parsable",
        "--job-name=polarbench", "--chdir=/r/a b/slurm", "--output=shard-%a.log", "--open-mode=append",
        "--cpus-per-task=2", "--array=1-3,5", "/r/a b/slurm/shard.sh",
      ])
  }

  @Test("a merge begins after others, however they ended")
  func dependency() {
    var job = job
    job.after = ["12", "14"]
    #expect(job.words.contains("--dependency=afterany:12:14"))
    #expect(!job.words.contains { $0.hasPrefix("--array") || $0.hasPrefix("--cpus") })
  }

  @Test(
    "indices are told as ranges",
    arguments: [([3], "3"), ([1, 2, 3, 4], "1-4"), ([1, 3, 4, 7], "1,3-4,7"), ([], "")])
  func ranges(numbers: [Int], text: String) {
    #expect(SlurmJob.ranges(numbers) == text)
  }

  @Test("a task is read from a line of squeue; other lines are none")
  func tasks() {
    #expect(SlurmTask(line: "12|3|RUNNING") == SlurmTask(job: 12, index: 3, state: "RUNNING"))
    #expect(SlurmTask(line: "13|N/A|PENDING") == SlurmTask(job: 13, index: nil, state: "PENDING"))
    #expect(SlurmTask(line: "slurm_load_jobs error") == nil)
  }

  @Test(
    "a task is over when it will not begin again",
    arguments: [
      ("COMPLETED", true), ("FAILED", true), ("CANCELLED", true), ("TIMEOUT", true), ("OUT_OF_MEMORY", true),
      ("RUNNING", false), ("PENDING", false), ("COMPLETING", false), ("REQUEUED", false), ("SUSPENDED", false),
    ])
  func over(state: String, isOver: Bool) {
    #expect(SlurmTask(job: 1, index: nil, state: state).isOver == isOver)
  }

  @Test("a book of jobs is read as it was written, and an invalid line is reported")
  func book() throws {
    var book = JobBook(shardCount: 4)
    book.entries = [
      .init(job: 12, shards: [1, 2, 3, 4], cpus: 2, requests: ["--comment=it's \"mine\""]), .init(job: 13, shards: []),
      .init(job: 20, shards: [3], requests: []),
    ]
    #expect(try JobBook(parsing: book.text, file: "jobs.jsonl") == book)
    #expect(book.array(of: 3)?.job == 20)
    #expect(book.array(of: 4)?.job == 12)
    #expect(book.array?.job == 20)
    #expect(book.merge?.job == 13)
    let fault = #expect(throws: Fault.self) {
      try JobBook(parsing: "{\"type\":\"shards\",\"count\":4}\n{\"job\":\"x\"}\n", file: "jobs.jsonl")
    }
    #expect(
      fault?.described == """
        jobs.jsonl:2: expected a line that 'polarbench submit' wrote
          fix:    name the folder of a submission; or play and merge its shards by hand, with 'tournament --shard' and 'merge'
        """)
  }

  @Test(
    "a book whose numbers name no shard or job is told by its line",
    arguments: [
      (#"{"type":"shards","count":9223372036854775807}"#, 1), (#"{"type":"shards","count":-1}"#, 1),
      (#"{"type":"shards","count":1e19}"#, 1),
      (#"{"type":"shards","count":4}"# + "\n" + #"{"job":-9223372036854775808,"shards":[1]}"#, 2),
      (#"{"type":"shards","count":4}"# + "\n" + #"{"job":1,"shards":[5]}"#, 2),
      (#"{"type":"shards","count":4}"# + "\n" + #"{"job":1,"shards":[1,1e308]}"#, 2),
    ])
  func numbers(text: String, line: Int) {
    let fault = #expect(throws: Fault.self) { try JobBook(parsing: text + "\n", file: "jobs.jsonl") }
    #expect(fault?.place == Fault.Place(file: "jobs.jsonl", line: line))
    #expect(fault?.reason == "expected a line that 'polarbench submit' wrote")
  }

  @Test("a program is run without a shell: its words arrive as they are, and what it says comes back")
  func program() throws {
    let words = ["printf", "%s|", "$(echo a)", "it's; b", "", "*"]
    let answer = try #require(try Program.run(words))
    #expect(answer.output == "$(echo a)|it's; b||*|")
    #expect(answer.status == 0)
    let failed = try #require(try Program.run(["sh", "-c", "echo no >&2; exit 3"]))
    #expect(failed.status == 3)
    #expect(failed.errors == "no\n")
    #expect(try #require(try Program.run(["sh", "-c", "kill -9 $$"])).status == 137)
    #expect(try Program.run(["there-is-no-such-program"]) == nil)
  }

  @Test("more is read than a pipe would hold")
  func muchOutput() throws {
    let answer = try #require(try Program.run(["sh", "-c", "yes a | head -n 100000; yes b | head -n 100000 >&2"]))
    #expect(answer.output.utf8.count == 200_000)
    #expect(answer.errors.utf8.count == 200_000)
  }
}
