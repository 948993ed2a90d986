import Core

/// The model's state of one adapter, in one or two cache lines.
struct AdapterRecord {
  var sizeBytes = 0
  var hits = 0
  var misses = 0
  /// Loads so far; also the index of the next load in the jitter stream.
  var loads = 0
  /// Start and end of the current load, or of the last one.
  var loadSinceSeconds = 0.0
  var loadUntilSeconds = -Double.infinity
  /// The cost of that load, in utility.
  var loadCost = 0.0
  var longestWaitSeconds = 0.0
  var gpu = Stay()
  var host = Stay()
  var isPinned = false
  var wasReadFromStorage = false
  var wasSoughtInHost = false

  /// An adapter's time in a tier, counted in requests.
  struct Stay {
    /// Requests that arrived while it was resident, before the current stay.
    var requests = 0
    /// The first request of the current stay.
    var since = 0
    /// The request during or before which it was last evicted.
    var evictedAt: Int?

    mutating func begin(at request: Int) { since = request }

    mutating func end(at request: Int, evictedAt: Int) {
      requests += request - since
      self.evictedAt = evictedAt
    }

    func isThrash(at request: Int, window: Int) -> Bool { evictedAt.map { request - $0 < window } ?? false }
  }
}
