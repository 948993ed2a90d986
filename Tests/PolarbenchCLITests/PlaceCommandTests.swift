import Foundation
import Testing

@Suite("polarbench place", .timeLimit(.minutes(60)))
struct PlaceCommandTests {
  private static let header = "adapter,rank,rate,input_mean,output_mean\n"

  /// Runs `place` in a folder with `w.csv`, for five minutes of the twin.
  private static func place(_ rows: String, _ flags: String...) throws -> Command.Outcome {
    try Command.inFolder { folder in
      try (header + rows).write(to: folder.appending(path: "w.csv"), atomically: true, encoding: .utf8)
      return try Command.run(
        program: Command.binary, ["place", "w.csv", "--model", "llama-3.1-8b", "--duration", "300"] + flags, in: folder,
        environment: [:])
    }
  }

  private static let few = "chat,16,0.5,180,220\ncode,8,0.2,300,150\nlaw,32,0.05,900,150\n"

  @Test("prints a line a GPU, the bound with its parts, and the vLLM command")
  func table() throws {
    let outcome = try Self.place(Self.few, "--launch", "--adapter-path", "/loras/{}/v1", "--jobs", "1")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.lines[0].hasPrefix("GPU  adapters  slots  rank  req/s"))
    #expect(outcome.output.contains("3 adapters on 1 GPU by search: each serves 90.0 % or more of what is asked of it"))
    #expect(outcome.output.contains("\nlower bound 1, gap 0: by prices "))
    #expect(
      outcome.output.contains(
        "--enable-lora --max-loras 3 --max-cpu-loras 3 --max-lora-rank 32 --max-num-seqs 2048"))
    #expect(
      outcome.output.contains(
        """
        --lora-modules '{"name":"chat","path":"/loras/chat/v1"}' '{"name":"code","path":"/loras/code/v1"}' \
        '{"name":"law","path":"/loras/law/v1"}'

        """))
  }

  @Test("prints JSON Lines, the same for any number of jobs, and Markdown")
  func json() throws {
    let one = try Self.place(Self.few, "--json", "--jobs", "1", "--compare")
    let two = try Self.place(Self.few, "--json", "--jobs", "2", "--compare")
    #expect(one.status == 0 && one.output == two.output)
    let plans = one.lines.filter { $0.hasPrefix(#"{"type":"plan""#) }
    #expect(plans.count == 5)
    #expect(plans.allSatisfy { $0.contains(#""gpus":1,"what_if":[],"feasible":true,"lower_bound":1,"gap":0"#) })
    #expect(one.lines[0].contains(#""adapters":["chat","code","law"],"rates":[0.5,0.2,0.05],"ranks":[16,8,32]"#))
    #expect(try Self.place(Self.few, "--markdown").lines[0].hasPrefix("| GPU | adapters | slots |"))
  }

  @Test("what if there were more, and for less time")
  func whatIf() throws {
    let outcome = try Self.place(Self.few, "--what-if", "adapters=+2", "--what-if", "rates=*0.5")
    #expect(outcome.output.contains("5 adapters (what if adapters=+2, rates=*0.5) on 1 GPU"))
  }

  @Test("a budget of GPUs that does not do is exit code 1 and no plan")
  func tooFew() throws {
    let outcome = try Self.place("hot,8,20,222.7,196.2\nhotter,8,25,222.7,196.2\n", "--gpus", "1", "--jobs", "1")
    #expect(outcome.status == 1 && outcome.output.isEmpty)
    #expect(
      outcome.errors.hasPrefix(
        "error: no plan was found on 1 GPUs on which none starves\n  at:     the lower bound is 2\n"))
  }

  @Test(
    "bad input is a fault with line, column and value",
    arguments: [
      ("a,8,-0.5,100,100\n", "w.csv:2:5: rate is '-0.5'; expected a finite number, 0 to 10000"),
      ("a,8,0.5,100,100\nb,7,1,100,100\n", "w.csv:3:3: rank is 7; expected one that the profile"),
      ("a,8,0.5,100,100\na,8,1,100,100\n", "w.csv:3:1: the adapter 'a' occurs twice, first in line 2"),
      ("", "w.csv: there is a header and no adapter"),
    ])
  func bad(rows: String, message: String) throws {
    let outcome = try Self.place(rows)
    #expect(outcome.status == 2 && outcome.output.isEmpty)
    #expect(outcome.errors.hasPrefix("error: " + message), "\(outcome.errors)")
  }
}
