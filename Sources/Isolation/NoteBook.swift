import Core

/// Log lines and scores of a script, kept until they are sent with the next answer.
///
/// Used only by the server's single thread.
final class NoteBook: @unchecked Sendable {
  private var written = WireWriter()
  private var count = 0
  private var scoreBytes = 0

  /// Whether there are more scores than one answer may contain.
  var isTooLong: Bool { scoreBytes > NoteLimits.scoreBytes }

  /// Registers for the log lines and scores that the host wants.
  func listen(to setting: inout Setting, log: Bool, scores: Bool) {
    if log {
      setting.onLog = { step, line in
        self.add(.log, step)
        self.written.add(line)
      }
    }
    if scores {
      setting.onScores = { step, scores in
        self.scoreBytes += 16 + 8 * scores.count
        if self.isTooLong { return }
        self.add(.scores, step)
        self.written.add(scores)
      }
    }
  }

  private func add(_ note: Note, _ step: Step) {
    count += 1
    written.add(note.rawValue)
    written.add(step)
  }

  /// Moves the notes into an answer.
  func take(into output: inout WireWriter) {
    output.add(Int32(count))
    output.add(written: written)
    written.clear()
    (count, scoreBytes) = (0, 0)
  }
}
