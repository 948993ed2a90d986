import Core

/// Trees whose answers are summed, as XGBoost's predictor sums them: floats of 32 bits, in the order of the trees.
public struct TreeEnsemble: Sendable, Equatable {
  /// A split or a leaf.
  struct Node: Sendable, Equatable {
    /// The feature that is compared; −1 for a leaf.
    var feature: Int32
    /// The threshold of a split (below it go left), or the answer of a leaf.
    var value: Float
    /// The left child; the right one follows it.
    var left: Int32
  }

  /// All nodes, tree after tree, the root of each first.
  private(set) var nodes: [Node] = []
  private(set) var roots: [Int32] = []

  package init() {}

  public var treeCount: Int { roots.count }
  public var nodeCount: Int { nodes.count }
  /// The number of features: one more than the highest in a split.
  var featureCount: Int { Int((nodes.map(\.feature).max() ?? -1) + 1) }

  /// The sum of `start` and each tree's answer. O(trees · depth).
  package func margin(_ features: [Float], from start: Float) -> Float {
    features.withUnsafeBufferPointer { features in
      nodes.withUnsafeBufferPointer { nodes in
        var sum = start
        for root in roots {
          var node = nodes[Int(root)]
          while node.feature >= 0 {
            let right: Int32 = features[Int(node.feature)] < node.value ? 0 : 1
            node = nodes[Int(node.left &+ right)]
          }
          sum += node.value
        }
        return sum
      }
    }
  }

  /// A tree while it is read.
  package indirect enum Tree: Equatable {
    case leaf(Float)
    case split(feature: Int, below: Float, Tree, Tree)
  }

  /// Appends a tree.
  package mutating func append(_ tree: Tree) {
    roots.append(Int32(nodes.count))
    nodes.append(Node(feature: -1, value: 0, left: 0))
    fill(nodes.count - 1, tree)
  }

  private mutating func fill(_ place: Int, _ tree: Tree) {
    switch tree {
    case .leaf(let value): nodes[place].value = value
    case .split(let feature, let below, let left, let right):
      let children = nodes.count
      nodes[place] = Node(feature: Int32(feature), value: below, left: Int32(children))
      nodes.append(Node(feature: -1, value: 0, left: 0))
      nodes.append(Node(feature: -1, value: 0, left: 0))
      fill(children, left)
      fill(children + 1, right)
    }
  }

  /// A tree by its parts.
  func tree(_ number: Int) -> Tree { part(Int(roots[number])) }

  private func part(_ place: Int) -> Tree {
    let node = nodes[place]
    guard node.feature >= 0 else { return .leaf(node.value) }
    return .split(
      feature: Int(node.feature), below: node.value, part(Int(node.left)), part(Int(node.left) + 1))
  }
}

extension TreeEnsemble {
  /// What a file's list of trees holds, in words.
  static let expected = "a list of trees { FEATURE, BELOW, TREE, TREE }, or { ANSWER }"

  /// A list of tables, one for each tree: feature, value, and the trees for values below it and for all others; a leaf is its
  /// answer. `{ 3, 0.5, -1, { 2, 7, 1, 4 } }` asks feature 3 first.
  var table: LuaValue {
    LuaValue(
      table: roots.indices.map { root in
        let tree = Self.value(of: tree(root))
        return .init(nil, tree.entries == nil ? LuaValue(table: [.init(nil, tree)]) : tree)
      })
  }

  private static func value(of tree: Tree) -> LuaValue {
    switch tree {
    case .leaf(let value): number(value)
    case .split(let feature, let below, let left, let right):
      LuaValue(
        table: [LuaValue(feature), number(below), value(of: left), value(of: right)].map { .init(nil, $0) })
    }
  }

  /// In the shortest form that reads back to the same 32 bits.
  private static func number(_ value: Float) -> LuaValue { LuaValue(.number(Double(value), spelled: "\(value)")) }

  /// Reads a tree; nil where it is none, or asks for a feature that is not below `features`.
  static func tree(of value: LuaValue, features: Int) -> Tree? {
    // A leaf alone stands in a table as others do.
    if let entries = value.entries, entries.count == 1, entries[0].name == nil { return leaf(entries[0].value) }
    return tree(of: value, features: features, depth: 0)
  }

  private static func tree(of value: LuaValue, features: Int, depth: Int) -> Tree? {
    guard depth <= 64 else { return nil }
    guard let parts = value.entries else { return leaf(value) }
    guard parts.count == 4, parts.allSatisfy({ $0.name == nil }), let feature = parts[0].value.integer,
      0..<features ~= feature, let below = float(parts[1].value), below.isFinite,
      let left = tree(of: parts[2].value, features: features, depth: depth + 1),
      let right = tree(of: parts[3].value, features: features, depth: depth + 1)
    else { return nil }
    return .split(feature: feature, below: below, left, right)
  }

  /// 10⁵ trees sum to no more than 10¹¹.
  private static func leaf(_ value: LuaValue) -> Tree? {
    float(value).flatMap { abs($0) <= 1e6 ? .leaf($0) : nil }
  }

  /// As it is written: by way of a double it would be rounded twice.
  private static func float(_ value: LuaValue) -> Float? {
    guard case .number(_, let text) = value.content else { return nil }
    return Float(text)
  }
}
