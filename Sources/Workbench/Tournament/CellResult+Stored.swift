import Paging
import Results

extension CellResult {
  /// The result in the form of the store.
  func stored(_ key: CellKey, isExact: Bool) -> StoredCell {
    var cell = StoredCell(key: key)
    let gpu = ledger.gpu
    cell.requests = gpu.requests
    cell.hits = gpu.hits
    cell.delayedHits = gpu.delayedHits
    cell.firstTouchMisses = gpu.firstTouchMisses
    cell.misses = gpu.misses
    cell.pageIns = gpu.pageIns
    cell.bypasses = gpu.bypasses
    cell.loads = gpu.planLoads
    cell.evictions = gpu.evictions
    cell.thrash = gpu.thrash
    cell.bytesMoved = gpu.bytesMoved
    cell.stallSeconds = gpu.stallSeconds
    cell.reward = reward
    cell.pagingCost = pagingCost
    cell.loadCost = loadCost
    cell.regret = regret.map {
      StoredCell.Regret(total: $0.total, routing: $0.routing, caching: $0.caching, isExact: isExact)
    }
    cell.host = ledger.host.map {
      StoredCell.Host(hits: $0.hits, misses: $0.misses, evictions: $0.evictions, bytesMoved: $0.bytesMoved)
    }
    return cell
  }

  /// The curve in the form of the store.
  var storedCurve: StoredCurve {
    StoredCurve(
      regret: regret == nil ? [] : curve.map { Float($0.regret) }, netReward: curve.map { Float($0.netReward) },
      misses: curve.map(\.misses))
  }
}
