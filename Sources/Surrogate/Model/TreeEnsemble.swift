/// Trees whose answers are summed like in XGBoost's predictor: floats of 32 bits, in the order of the trees.
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
  /// One line per tree: `feature<value` and its left and right part, or a leaf's answer. `3<0.5 -1 2<7 1 4` tests
  /// feature 3 first.
  var lines: [String] { roots.indices.map { Self.words(tree($0)).joined(separator: " ") } }

  private static func words(_ tree: Tree) -> [String] {
    switch tree {
    case .leaf(let value): ["\(value)"]
    case .split(let feature, let below, let left, let right): ["\(feature)<\(below)"] + words(left) + words(right)
    }
  }

  /// Reads a tree's line; nil if it is invalid, or tests a feature that is not below `features`.
  static func tree(of line: Substring, features: Int) -> Tree? {
    var words = line.split(separator: " ")[...]
    guard let tree = tree(of: &words, features: features, depth: 0), words.isEmpty else { return nil }
    return tree
  }

  private static func tree(of words: inout ArraySlice<Substring>, features: Int, depth: Int) -> Tree? {
    guard depth <= 64, let word = words.popFirst() else { return nil }
    guard let sign = word.utf8.firstIndex(of: UInt8(ascii: "<")) else {
      // 10⁵ trees sum to at most 10¹¹.
      guard let value = Float(word), abs(value) <= 1e6 else { return nil }
      return .leaf(value)
    }
    guard let feature = Int(word[..<sign]), 0..<features ~= feature,
      let below = Float(word[word.utf8.index(after: sign)...]), below.isFinite,
      let left = tree(of: &words, features: features, depth: depth + 1),
      let right = tree(of: &words, features: features, depth: depth + 1)
    else { return nil }
    return .split(feature: feature, below: below, left, right)
  }
}
