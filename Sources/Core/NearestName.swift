/// The candidate nearest to a mistyped name, or nil if none is near enough.
///
/// Edit distance with insertions, deletions, substitutions and neighbour swaps (optimal string alignment); the distance
/// may be at most a third of the longer name, but one edit is always allowed. Ties go to the first candidate. O(|name|
/// · |candidate|) for each candidate.
public func nearestName(to name: String, among candidates: [String]) -> String? {
  let typed = Array(name.utf8)
  var best: (distance: Int, name: String)?
  for candidate in candidates {
    let known = Array(candidate.utf8)
    let distance = editDistance(typed, known)
    guard distance <= max(1, max(typed.count, known.count) / 3) else { continue }
    if best == nil || distance < best!.distance { best = (distance, candidate) }
  }
  return best?.name
}

private func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
  var older = [Int](repeating: 0, count: b.count + 1)
  var previous = Array(0...b.count)
  for i in 0..<a.count {
    var row = [Int](repeating: i + 1, count: b.count + 1)
    for j in 0..<b.count {
      row[j + 1] = min(previous[j + 1] + 1, row[j] + 1, previous[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
        row[j + 1] = min(row[j + 1], older[j - 1] + 1)
      }
    }
    older = previous
    previous = row
  }
  return previous[b.count]
}
