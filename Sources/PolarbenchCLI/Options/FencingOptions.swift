import ArgumentParser
import Core
import Isolation
import Printing
import Roster
import Synchronization

/// The flags for where Lua files run: the same in all commands.
struct FencingOptions: ParsableArguments {
  @Flag(
    help:
      "Run every Lua file in its own fenced process (default: only files that are not trusted, see 'polarbench trust')."
  )
  var isolate = false

  @Flag(help: "Run every Lua file in this process, even untrusted ones.")
  var inProcess = false

  func validate() throws {
    if isolate, inProcess {
      throw ValidationError("--isolate and --in-process exclude each other; keep one of the two.")
    }
  }

  var fencing: Fencing {
    Fencing(
      isolate ? .all : inProcess ? .none : .untrusted, service: PolicyService.ofThisProgram,
      advise: { fault in
        if !Self.hasAdvised.exchange(true, ordering: .relaxed) { Output.fault(fault, as: "advice: ") }
      })
  }

  private static let hasAdvised = Atomic(false)
}
