import ArgumentParser
import Core

/// Runs a command's body; a fault is printed as `error: …` on stderr and ends the command with exit code 2.
func faulting(_ body: () throws -> Void) throws {
  do {
    try body()
  } catch let fault as Fault {
    Output.note("error: " + fault.described)
    throw ExitCode(2)
  }
}
