import Core

/// What a script logs and computes, kept until the next answer takes it along.
///
/// Used by the server's one thread alone.
final class NoteBook: @unchecked Sendable {
  private var written = WireWriter()
  private var count = 0
  private var scoreBytes = 0

  /// Whether there are more scores than one answer takes.
  var isTooLong: Bool { scoreBytes > NoteLimits.scoreBytes }

  /// Hears what the host wants to hear.
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
