import Core
import Reports
import Roster
import Synchronization
import System

/// Results go to stdout, everything else to stderr. All output of the command goes through here, as lines without
/// terminal control characters, even if their text comes from outside: see `shown`.
package enum Output {
  /// What this task writes is kept here, where it is not nil.
  @TaskLocal private static var kept: Kept?

  private final class Kept: Sendable {
    let texts = Mutex((output: "", errors: ""))
  }

  /// What `body` writes to stdout and to stderr on this thread, instead of writing it: for tests of reports.
  package static func captured(_ body: () throws -> Void) rethrows -> (output: String, errors: String) {
    let kept = Kept()
    try $kept.withValue(kept) { try body() }
    return kept.texts.withLock { $0 }
  }

  /// Prints one line on stdout.
  package static func line(_ text: String = "") { write(shown(text) + "\n", to: 1) }

  /// Prints a text of several lines on stdout, line by line.
  package static func text(_ text: String) {
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) { self.line(String(line)) }
  }

  /// Prints a text that programs read on stdout: its bytes unchanged, unless stdout is a terminal.
  package static func data(_ text: String) {
    guard kept == nil, Terminal.isThere(1) else { return write(text, to: 1) }
    self.text(text.hasSuffix("\n") ? String(text.dropLast()) : text)
  }

  /// Prints one line on stderr.
  package static func note(_ text: String) { write(shown(text) + "\n", to: 2) }

  /// Prints a note on stderr that a file runs in its own process, if no flag requested it.
  package static func note(ofFence file: LuaFile) {
    if file.isIsolated, file.fence != .asked { note(CommandMessages.isNotTrusted(file)) }
  }

  /// Prints a fault on stderr, after `word`.
  package static func fault(_ fault: Fault, as word: String = "error: ") {
    noteOldForms()
    write(word + fault.described + "\n", to: 2)
  }

  /// Shows a line on stderr that the next call replaces; nil clears it.
  package static func passing(_ text: String?) { write("\r\u{1B}[K" + shown(text ?? ""), to: 2) }

  /// Says on stderr which old files were read so far, and keeps what it said for `finish`.
  private static func noteOldForms() {
    guard kept == nil else { return }
    for remark in OldForms.takeNotes() {
      notes.withLock { $0.append(remark) }
      note("note: " + remark)
    }
  }

  private static let notes = Mutex<[String]>([])

  /// Ends the command; what stdout's file could not keep is an error.
  ///
  /// - Parameter json: whether stdout is JSON, which then holds the notes on old files too, a line each.
  package static func finish(_ status: Int32, json: Bool = false) -> Never {
    noteOldForms()
    for text in json ? notes.withLock({ $0 }) : [] {
      var line = JSONLine()
      line.add("type", "note")
      line.add("note", text)
      Output.line(line.text)
    }
    do throws(SystemError) {
      try Terminal.closeOutput()
    } catch {
      lost(error)
    }
    Signals.exit(status)
  }

  /// Writes all of `text`. A closed pipe ends the command without a message; another failure of stdout ends it with a
  /// line on stderr. A failure of stderr is ignored.
  private static func write(_ text: String, to descriptor: Int32) {
    if let kept {
      return kept.texts.withLock { texts in
        if descriptor == 2 { texts.errors += text } else { texts.output += text }
      }
    }
    if descriptor == 1 { noteOldForms() }
    var text = text
    let result = text.withUTF8 { bytes in
      Result { () throws(SystemError) in try Terminal.write(UnsafeRawBufferPointer(bytes), to: descriptor) }
    }
    guard case .failure(let error) = result, descriptor != 2 else { return }
    if error.isBrokenPipe { Signals.exit(0) }
    lost(error)
  }

  private static func lost(_ error: SystemError) -> Never {
    fault(CommandMessages.outputLost(error.reason))
    Signals.exit(2)
  }
}

extension Table {
  /// Prints the lines to stdout.
  package func show() {
    for line in lines { Output.line(line) }
  }
}
