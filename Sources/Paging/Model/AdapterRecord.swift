import Core

/// What the model remembers of one adapter, in one cache line or two.
struct AdapterRecord {
  var sizeBytes = 0
  var hits = 0
  var misses = 0
  /// Loads so far: the number of the next one in the jitter stream.
  var loads = 0
  /// When the load under way, or the last one, began, and when it is done.
  var loadSinceSeconds = 0.0
  var loadUntilSeconds = -Double.infinity
  /// What that load cost, in utility.
  var loadCost = 0.0
  var longestWaitSeconds = 0.0
  var gpu = Stay()
  var host = Stay()
  var isPinned = false
  var wasReadFromStorage = false
  var wasSoughtInHost = false

  /// An adapter's time in a tier, counted in requests.
  struct Stay {
    /// Requests that met it resident, before the present stay.
    var requests = 0
    /// The first request that could meet it in the present stay.
    var since = 0
    /// The request during or before which it was evicted last.
    var evictedAt: Int?

    mutating func begin(at request: Int) { since = request }

    mutating func end(at request: Int, evictedAt: Int) {
      requests += request - since
      self.evictedAt = evictedAt
    }

    func isThrash(at request: Int, window: Int) -> Bool { evictedAt.map { request - $0 < window } ?? false }
  }
}
