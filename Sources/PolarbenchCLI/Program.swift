import ArgumentParser
import Core
import Isolation
import Printing
import Roster
import System

/// The entry point: the typed command, the process of a Lua file, or a test of the fence.
///
/// The latter two give up the right to make threads, so they are recognised before Swift's concurrency makes any.
@main
enum Program {
  static func main() {
    if Arguments.typed == [PolicyService.word] { return PolicyService.serve() }
    if Arguments.typed.count == 2, Arguments.typed[0] == DoctorCommand.trial {
      return FenceTrial.serve(descriptor: 0, layer: Arguments.typed[1])
    }
    // A closed reader is then an error of the write, which ends the command without a message.
    Signals.ignoreBrokenPipes()
    Terminal.holdStandardStreams()
    // Ctrl-C reaches this thread, even if the parent process had blocked it.
    Signals.unblockEndings()
    requireThreads()
    if Arguments.typed.first == Conversion.word { return convert(Array(Arguments.typed.dropFirst())) }
    Threads.start { play() }
    Signals.waitForever()
  }

  /// Ends the command where the system grants no thread: Ctrl-C is heard on this one.
  private static func requireThreads() {
    do throws(SystemError) {
      try Threads.requireOne()
    } catch {
      Output.fault(CommandMessages.noThread(error.reason))
      Output.finish(2)
    }
  }

  /// Rewrites old files: see `scripts/convert`.
  private static func convert(_ files: [String]) {
    for file in files {
      do throws(Fault) {
        Output.line("\(file): " + (try Conversion.rewrite(file) ? "rewritten as a table" : "a table already"))
      } catch {
        Output.fault(error)
        Output.finish(2)
      }
    }
    Output.finish(0)
  }

  /// Plays the command that was typed, to the end of the process.
  private static func play() -> Never {
    do {
      var command = try Polarbench.parseAsRoot(Arguments.typed)
      try command.run()
      Output.finish(0, json: Arguments.askForJSON)
    } catch {
      end(with: error)
    }
  }

  /// Prints the end of the command: help on stdout, errors in the arguments on stderr.
  private static func end(with error: any Error) -> Never {
    let status = Polarbench.exitCode(for: error).rawValue
    let message = text(of: error)
    for line in message.split(separator: "\n", omittingEmptySubsequences: false) where !message.isEmpty {
      if status == 0 { Output.line(String(line)) } else { Output.note(String(line)) }
    }
    Output.finish(status)
  }

  /// The parser's message. It quotes arguments, so they are first made printable: a line break in an argument cannot
  /// add a line.
  private static func text(of error: any Error) -> String {
    let message = Polarbench.fullMessage(for: error)
    let seen = Arguments.typed.map(shown)
    guard seen != Arguments.typed, !message.isEmpty else { return message }
    do {
      _ = try Polarbench.parseAsRoot(seen)
    } catch {
      return Polarbench.fullMessage(for: error)
    }
    return shown(message)
  }
}
