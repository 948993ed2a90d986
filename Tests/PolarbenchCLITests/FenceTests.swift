import Foundation
import Testing

/// What becomes of a policy's process where the kernel refuses a layer of its fence, and of a process inside.
@Suite("The fence", .timeLimit(.minutes(60)))
struct FenceTests {
  private static func scenario(_ policy: String) -> [String] {
    ["run", "random+\(policy)", "--scenario", "edge-15", "-n", "60", "-k", "4", "--isolate"]
  }

  @Test(
    "a required layer that the kernel refuses is a fault, before the policy is read",
    arguments: [
      (
        "seccomp", ENOSYS,
        "system calls (seccomp: memory without code, time and waiting only): Function not implemented"
      ),
      ("no new privileges", EINVAL, "no new privileges (no program gives it rights): Invalid argument"),
      ("parent's death", EINVAL, "tied to the host (ends with its host, cannot be debugged): Invalid argument"),
      ("dumps", EINVAL, "tied to the host (ends with its host, cannot be debugged): Invalid argument"),
      ("capset", EPERM, "capabilities (no rights of root, even if root starts it): Operation not permitted"),
      ("limits", EPERM, "limits (memory, files, written bytes, processes, core dumps): Operation not permitted"),
    ])
  func closed(call: String, code: Int32, reason: String) throws {
    let outcome = try DeniedCall.run(without: call, code, Self.scenario("policies/evictors/lru.lua"))
    #expect(outcome.status == 2 && outcome.output.isEmpty)
    #expect(
      outcome.errors == "error: a policy's process cannot be fenced here: \(reason)\n"
        + "  fix:    'polarbench doctor --sandbox' tries each layer; if you trust the file, --in-process runs it without "
        + "a process of its own\n")
    // The check could not run; that is no finding of the policy's.
    let check = try DeniedCall.run(without: call, code, ["check", "policies/evictors/lru.lua", "--isolate"])
    #expect(check.status == 2 && check.output.isEmpty && check.errors == outcome.errors)
    let doctor = try DeniedCall.run(without: call, code, ["doctor", "--sandbox", "--json"])
    #expect(doctor.status == 1)
    #expect(try DoctorCommandTests.layers(doctor).contains { $0.required && !$0.holds && $0.trouble != nil })
  }

  @Test(
    "an optional layer that the kernel refuses is told by doctor, and the policy runs",
    arguments: ["landlock", "unshare"])
  func optional(call: String) throws {
    let arguments = Self.scenario("policies/evictors/lru.lua")
    #expect(try DeniedCall.run(without: call, EPERM, arguments).output == Command.run(arguments).output)
    let doctor = try DeniedCall.run(without: call, EPERM, ["doctor", "--sandbox", "--json"])
    #expect(doctor.status == 0)
    let layer = try DoctorCommandTests.layers(doctor)[call == "landlock" ? 3 : 0]
    #expect(!layer.required && !layer.holds && layer.trouble == "Operation not permitted")
  }

  @Test("no shared memory is a fault")
  func memory() throws {
    let outcome = try DeniedCall.run(without: "memfd_create", ENOSYS, Self.scenario("policies/evictors/lru.lua"))
    #expect(outcome.status == 2)
    let reason = "no memory could be shared with the process of policies/evictors/lru.lua: Function not implemented"
    #expect(outcome.errors.hasPrefix("error: \(reason)\n"))
  }

  @Test("a policy's process is inside the whole fence, and ends with its host")
  func inside() throws {
    try IsolateTests.whileRunning { host, child in
      let status = try String(contentsOfFile: "/proc/\(child)/status", encoding: .utf8)
      for line in ["Seccomp:\t2", "NoNewPrivs:\t1", "CapPrm:\t0000000000000000", "CapEff:\t0000000000000000"] {
        #expect(status.contains(line + "\n"), "\(line)")
      }
      let limits = try String(contentsOfFile: "/proc/\(child)/limits", encoding: .utf8)
        .split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
      for name in ["core file size", "processes", "open files", "file size"] {
        #expect(limits.contains { $0.hasPrefix("Max \(name) 0 0 ") }, "\(name)")
      }
      for name in ["cpu time", "address space"] {
        #expect(!limits.contains { $0.hasPrefix("Max \(name) unlimited") }, "\(name)")
      }
      // Only root may look.
      if let own = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(child)/ns/net"),
        try DoctorCommandTests.layers(Command.run(["doctor", "--sandbox", "--json"]))[0].holds
      {
        #expect(try own != FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/ns/net"))
      }
      kill(host, SIGKILL)
      let isGone = (0..<500).contains { _ in
        usleep(10_000)
        let text = try? String(contentsOfFile: "/proc/\(child)/stat", encoding: .utf8)
        return text == nil || text!.contains(") Z ")
      }
      #expect(isGone)
      kill(child, SIGKILL)
    }
  }
}
