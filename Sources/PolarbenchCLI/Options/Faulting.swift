import ArgumentParser
import Core
import Printing

/// Runs a command's body; a fault is printed as `error: …` on stderr and ends the command with exit code 2.
func faulting<Value>(_ body: () throws -> Value) throws -> Value {
  do {
    return try body()
  } catch let fault as Fault {
    throw exitCode(fault)
  }
}

private func exitCode(_ fault: Fault) -> ExitCode {
  Output.fault(fault)
  return ExitCode(2)
}
