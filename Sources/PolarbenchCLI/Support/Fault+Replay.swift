import Core

extension Fault {
  /// The fault with the command that shows it again: the one that was typed, stepping through the requests before it.
  ///
  /// Only for faults of policies that say at which step they were.
  func replayed(by arguments: [String]) -> Fault {
    guard kind != nil, let at, at.hasPrefix("step "), let step = Int(at.dropFirst(5).prefix { $0.isNumber }) else {
      return self
    }
    var words = ["polarbench"]
    var skips = false
    for argument in arguments.dropFirst() {
      if skips || argument.hasPrefix("--show=") {
        skips = false
      } else if argument == "--show" {
        skips = true
      } else if argument != "--watch" {
        words.append(Self.quoted(argument))
      }
    }
    var fault = self
    fault.replay = (words + ["--show", "\(max(0, step - 8))..\(step)"]).joined(separator: " ")
    return fault
  }

  /// As a shell would have to be told.
  private static func quoted(_ word: String) -> String {
    let isPlain =
      !word.isEmpty
      && word.utf8.allSatisfy {
        (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || "+-_./=:,%@".utf8.contains($0)
      }
    return isPlain
      ? word : "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }
}
