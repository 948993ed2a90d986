import Core
import System

/// A program of the batch engine, run to its end.
struct Program {
  /// As in a shell: the exit code, or 128 plus the signal.
  let status: Int32
  let output: String
  let errors: String

  /// Runs the first word, found in the absolute paths of the PATH, with the other words as arguments.
  ///
  ///
  /// - Returns: nil if the program does not exist.
  static func run(_ words: [String]) throws(Fault) -> Program? {
    guard let program = Environment.program(words[0]) else { return nil }
    do throws(SystemError) {
      let ended = try Subprocess.run(program, Array(words.dropFirst()))
      return Program(status: ended.status, output: String(raw: ended.output), errors: String(raw: ended.errors))
    } catch {
      throw Messages.cannotRun(words[0], error.reason)
    }
  }
}
