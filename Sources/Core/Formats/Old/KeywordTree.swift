/// A tree of an old surrogate: `feature<value` and its left and right part, or a leaf's answer.
enum KeywordTree {
  /// A line as tables `{ feature, value, left, right }`, a leaf alone as `{ answer }`; nil for another line, and for a tree of
  /// over 64 levels. O(bytes).
  static func read(_ line: Substring, number: Int32) -> LuaValue? {
    // Columns are not worth their time here: a file has tens of thousands of words.
    let spot = LuaValue.Spot(line: number, column: 1)
    var words = line.split(separator: " ")[...]
    guard let tree = tree(of: &words, spot, depth: 0), words.isEmpty else { return nil }
    return tree.entries == nil ? LuaValue(.table([LuaValue.Entry(nil, tree, at: spot)]), at: spot) : tree
  }

  private static func tree(of words: inout ArraySlice<Substring>, _ spot: LuaValue.Spot, depth: Int) -> LuaValue? {
    guard depth <= 64, let word = words.popFirst() else { return nil }
    guard let sign = word.utf8.firstIndex(of: UInt8(ascii: "<")) else { return KeywordLine.number(word, at: spot) }
    guard let feature = KeywordLine.number(word[..<sign], at: spot),
      let below = KeywordLine.number(word[word.utf8.index(after: sign)...], at: spot),
      let left = tree(of: &words, spot, depth: depth + 1), let right = tree(of: &words, spot, depth: depth + 1)
    else { return nil }
    return LuaValue(.table([feature, below, left, right].map { LuaValue.Entry(nil, $0, at: spot) }), at: spot)
  }
}
