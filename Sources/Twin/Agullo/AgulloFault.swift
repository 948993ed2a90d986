import Core

/// What the published twin does otherwise than the server that it stands for [AgulloLopez2025]: each can be taken out.
///
/// The raw value is the name on the command line; docs/explanation/twin-agullo.md has the effect of each.
public enum AgulloFault: String, Sendable, CaseIterable {
  /// Lengths are redrawn from normal distributions, floored at 1 and 2 tokens: means rise by a tenth. Without it they come
  /// from the workload's own pool.
  case normalLengths = "normal-lengths"
  /// Prompt tokens take no time. Without it each takes what the micro-benchmarks measured.
  case freePrefill = "free-prefill"
  /// An adapter's rank has no part in a step's time. Without it ranks above 8 cost what end-to-end runs show.
  case rankIgnored = "rank-ignored"
  /// A preempted request loses the tokens it has generated. Without it they are kept and computed again with its prompt.
  case lostTokens = "lost-tokens"
  /// Of the requests that a step preempted the youngest goes to the head of the line. Without it the oldest does.
  case youngestFirst = "youngest-first"
  /// Requests are admitted right after a preemption. Without it nobody is until a step went by without one.
  case admissionAfterPreemption = "admission-after-preemption"
  /// The line is scanned only if flags of the last step promise a success. Without it, it is scanned at each step.
  case skippedScans = "skipped-scans"
  /// A counter of waiting adapters goes wrong, so that a scan goes on where nobody can be admitted for want of a slot, and
  /// may yet stop for want of memory. Without it such a scan ends at once.
  case scanCounter = "scan-counter"
  /// `max_num_seqs` is not enforced.
  case unlimitedSequences = "unlimited-sequences"
  /// The last chunk of a prompt takes the first output token out of the budget and into the blocks too.
  case extraToken = "extra-token"
  /// A prompt that finds no budget for its next chunk is forgotten, and its blocks are never freed.
  case lostRequests = "lost-requests"
  /// The queue is as long at most as the measured run's longest. Without it there is no bound.
  case queueCap = "queue-cap"
  /// A request's time between tokens is divided by its tokens. Without it by their gaps, one less.
  case itlByTokens = "itl-by-tokens"
  /// Of the requests that did not finish only those that the capped queue took count in the time to the first token.
  case ttftOfQueue = "ttft-of-queue"
  /// A step's time counts requests that still compute their prompt as if they decoded.
  case prefillsDecode = "prefills-decode"
  /// The run ends once the last arrival is taken. Without it the run goes on to its full duration.
  case endsWithArrivals = "ends-with-arrivals"

  /// Reads names as they are typed.
  public static func named(_ names: [String]) throws(Fault) -> Set<AgulloFault> {
    var faults: Set<AgulloFault> = []
    for name in names {
      guard let fault = AgulloFault(rawValue: name) else {
        throw Messages.unknownAgulloFault(name, allCases.map(\.rawValue))
      }
      faults.insert(fault)
    }
    return faults
  }
}
