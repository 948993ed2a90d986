import Foundation
import Testing

@Suite("doctor", .timeLimit(.minutes(60)))
struct DoctorCommandTests {
  struct Layer: Decodable {
    var name: String
    var required: Bool
    var holds: Bool
    var attempts: Int
    var notRefused: [String]
    var trouble: String?
  }

  static func layers(_ outcome: Command.Outcome) throws -> [Layer] {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try outcome.lines.dropLast().map { try decoder.decode(Layer.self, from: Data($0.utf8)) }
  }

  @Test("every required layer of the fence refuses all that it must, alone; so does the whole fence")
  func sandbox() throws {
    let outcome = try Command.run(["doctor", "--sandbox", "--json"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let layers = try Self.layers(outcome)
    #expect(
      layers.map(\.name) == [
        "namespaces", "capabilities", "no new privileges", "Landlock", "limits", "tied to the host", "system calls",
        "all",
      ])
    for layer in layers where layer.required {
      #expect(layer.holds && layer.notRefused == [] && layer.trouble == nil, "\(layer)")
    }
    // Kernels know Landlock's parts from 5.13, 6.7 and 6.12 on; containers may refuse either layer.
    let kernel = ProcessInfo.processInfo.operatingSystemVersion
    let isBefore = { (minor: Int) in (kernel.majorVersion, kernel.minorVersion) < (6, minor) }
    let newer = Set(
      (isBefore(7) ? ["bind a TCP port", "connect by TCP"] : []) + (isBefore(12) ? ["signal the host"] : []))
    for layer in layers where !layer.required {
      #expect(layer.trouble != nil || newer.isSuperset(of: layer.notRefused), "\(layer)")
    }
    #expect(try #require(layers.last).attempts > 100)
  }

  @Test("the layers are a table for people")
  func table() throws {
    let outcome = try Command.run(["doctor", "--sandbox"])
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("system calls"))
    #expect(outcome.output.contains("the whole fence"))
  }

  @Test("the facts of the installation are a line each")
  func facts() throws {
    let outcome = try Command.run(
      program: Command.binary, ["doctor", "--json"], in: Command.repository,
      environment: ["XDG_CONFIG_HOME": "/nowhere"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let names = outcome.lines.dropLast().map { $0.split(separator: "\"").map(String.init) }
    #expect(names.allSatisfy { $0[1] == "type" && $0[3] == "fact" })
    #expect(names.map { $0[7] } == ["version", "lua", "kernels", "watchdog", "sandbox", "trusted"])
  }

  @Test("where no thread can be started, a command says so and ends")
  func noThread() throws {
    let outcome = try DeniedCall.run(without: "clone3", EAGAIN, ["list"])
    #expect(outcome.status == 2 && outcome.output == "")
    #expect(
      outcome.errors
        == "error: no thread can be started: Resource temporarily unavailable\n  fix:    allow more processes: ulimit -u\n"
    )
  }

  @Test("without a timer, doctor reports that the clock is read")
  func watchdog() throws {
    let outcome = try DeniedCall.run(without: "timer_create", EAGAIN, ["doctor", "--json"])
    #expect(outcome.output.contains(#"{"type":"fact","name":"watchdog","value":"clock"}"#))
  }
}
