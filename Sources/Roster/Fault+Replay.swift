import Core

extension Fault {
  /// The fault with the command that shows it again: the one that was typed, stepping through the requests before it.
  ///
  /// Only for faults of policies that say at which step they were.
  public func replayed(by arguments: [String]) -> Fault {
    guard let steps = stepsBefore else { return self }
    var words = ["polarbench"]
    var skips = false
    let options = arguments.prefix { $0 != "--" }
    for argument in options {
      if skips || argument.hasPrefix("--show=") {
        skips = false
      } else if argument == "--show" {
        skips = true
      } else if argument != "--watch", argument != "--in-process", argument != "--isolate" || kind == .crash {
        words.append(argument)
      }
    }
    var fault = self
    fault.replay = ShellWord.joined(words + ["--show", steps] + arguments.dropFirst(options.count))
    return fault
  }

  /// The steps to look at, `a..b`: the one at which a policy was at fault, and those before it; nil where it does not say.
  public var stepsBefore: String? {
    guard kind != nil, let at, at.hasPrefix("step "), let step = Int(at.dropFirst(5).prefix { $0.isNumber }) else {
      return nil
    }
    return "\(max(0, step - 8))..\(step)"
  }
}

extension Fault {
  /// The flags with which it is met again. Results are the same wherever files run, save where a process crashed: that
  /// shall not happen in this one, also if the file is trusted.
  public func replayFlags(_ fencing: Fencing) -> [String] {
    kind == .crash && fencing.rule == .all ? fencing.flags : []
  }
}
