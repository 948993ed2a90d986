import Core

/// Differences between the published twin and the real server [AgulloLopez2025]: each can be switched off.
///
/// The raw value is the name on the command line; docs/explanation/twin-agullo.md has the effect of each.
public enum AgulloFault: String, Sendable, CaseIterable {
  /// Lengths are redrawn from normal distributions, floored at 1 and 2 tokens: means rise by a tenth. Without it they
  /// are from the workload's pool.
  case normalLengths = "normal-lengths"
  /// Prompt tokens take no time. Without it each takes the time measured by micro-benchmarks.
  case freePrefill = "free-prefill"
  /// An adapter's rank does not affect a step's time. Without it ranks above 8 cost extra time, from end-to-end runs.
  case rankIgnored = "rank-ignored"
  /// A preempted request loses the tokens it has generated. Without it they are kept and computed again with its prompt.
  case lostTokens = "lost-tokens"
  /// Of the requests that a step preempted the youngest goes to the head of the queue. Without it the oldest does.
  case youngestFirst = "youngest-first"
  /// Requests are admitted right after a preemption. Without it none are, until a step without a preemption.
  case admissionAfterPreemption = "admission-after-preemption"
  /// The queue is scanned only if flags of the last step indicate a success. Without it, it is scanned at each step.
  case skippedScans = "skipped-scans"
  /// A counter of waiting adapters is wrong, so that a scan continues although no slot is free for any request, and may
  /// then stop for lack of memory. Without it such a scan ends at once.
  case scanCounter = "scan-counter"
  /// `max_num_seqs` is not enforced.
  case unlimitedSequences = "unlimited-sequences"
  /// The last chunk of a prompt takes the first output token out of the budget and into the blocks too.
  case extraToken = "extra-token"
  /// A prompt without budget for its next chunk is lost, and its blocks are never freed.
  case lostRequests = "lost-requests"
  /// The length of the queue is bounded by the measured run's longest. Without it there is no bound.
  case queueCap = "queue-cap"
  /// A request's time between tokens is divided by its tokens. Without it by their gaps, one less.
  case itlByTokens = "itl-by-tokens"
  /// Of the requests that did not finish only those in the capped queue count in the time to the first token.
  case ttftOfQueue = "ttft-of-queue"
  /// A step's time counts requests that still compute their prompt as if they decoded.
  case prefillsDecode = "prefills-decode"
  /// The run ends when the last arrival is taken. Without it the run continues to its full duration.
  case endsWithArrivals = "ends-with-arrivals"

  /// Reads names as typed.
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
