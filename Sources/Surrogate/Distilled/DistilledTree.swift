import Core

/// One decision tree that approximates a surrogate's ensembles: from plain features to a leaf's closed form.
public struct DistilledTree: Sendable, Equatable {
  /// A split or a leaf.
  public struct Node: Sendable, Equatable {
    /// The number of the feature that is compared; −1 for a leaf.
    public var feature: Int
    /// The threshold: below it the left child is next.
    public var below: Double
    /// The left child; for a leaf, the number of its form.
    public var left: Int
    public var right: Int

    public init(feature: Int, below: Double, left: Int, right: Int) {
      self.feature = feature
      self.below = below
      self.left = left
      self.right = right
    }

    /// A leaf.
    public init(form: Int) { self.init(feature: -1, below: 0, left: form, right: 0) }
  }

  /// The profile's name and the SHA-256 of its text.
  public let profile: String
  public let profileHash: String
  /// The root first.
  public let nodes: [Node]
  public let forms: [ServedForm]

  public init(profile: String, profileHash: String, nodes: [Node], forms: [ServedForm]) {
    self.profile = profile
    self.profileHash = profileHash
    self.nodes = nodes
    self.forms = forms
  }

  public var leafCount: Int { forms.count }

  /// The served share of requested tokens of a server that starts; features are in the order of `PlainFeature`.
  /// O(depth).
  public func servedShare(_ plain: [Double]) -> Double { forms[form(plain)].share(plain) }

  /// Whether a tenth or more is not served.
  public func isStarved(_ plain: [Double]) -> Bool { servedShare(plain) < 0.9 }

  private func form(_ plain: [Double]) -> Int {
    var node = nodes[0]
    while node.feature >= 0 { node = nodes[plain[node.feature] < node.below ? node.left : node.right] }
    return node.left
  }

  /// A tree during growth.
  indirect enum Part: Equatable {
    case leaf(ServedForm)
    case split(PlainFeature, below: Double, Part, Part)

    /// With equal siblings merged, from the leaves up.
    var merged: Part {
      guard case .split(let feature, let below, let left, let right) = self else { return self }
      let (a, b) = (left.merged, right.merged)
      if case .leaf = a, a == b { return a }
      return .split(feature, below: below, a, b)
    }
  }

  init(_ root: Part, profile: String, profileHash: String) {
    var nodes: [Node] = []
    var forms: [ServedForm] = []
    func add(_ part: Part) -> Int {
      let place = nodes.count
      switch part {
      case .leaf(let form):
        nodes.append(Node(form: forms.count))
        forms.append(form)
      case .split(let feature, let below, let left, let right):
        nodes.append(Node(feature: feature.index, below: below, left: 0, right: 0))
        nodes[place].left = add(left)
        nodes[place].right = add(right)
      }
      return place
    }
    _ = add(root)
    self.init(profile: profile, profileHash: profileHash, nodes: nodes, forms: forms)
  }

  /// Visits nodes from the root, left before right, with their depths.
  func walk(_ visit: (Node, Int) -> Void) { walk(0, 0, visit) }

  private func walk(_ place: Int, _ depth: Int, _ visit: (Node, Int) -> Void) {
    let node = nodes[place]
    visit(node, depth)
    guard node.feature >= 0 else { return }
    walk(node.left, depth + 1, visit)
    walk(node.right, depth + 1, visit)
  }

  var depth: Int {
    var deepest = 0
    walk { _, depth in deepest = max(deepest, depth) }
    return deepest
  }
}
