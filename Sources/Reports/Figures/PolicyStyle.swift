import Core
import Results

/// The style of a policy in every figure of a tournament: its label, colour, dash and point.
///
/// Policies take 7 colours and 4 dashes in turn, in the manifest's order: 28 pairs, and one more policy changes no
/// other style. Bounds are grey. The colours maximise the least distance of any two, also for colour-blind readers
/// (protan, deutan, tritan), among colours with a contrast of 3 : 1 to white and to the dark page.
public struct PolicyStyle: Sendable, Equatable {
  /// The name, shortened in the middle if it is long; unique.
  public let label: String
  public let colour: String
  /// Lengths of strokes and gaps, in pixels; `[1, 0]` is a whole line.
  public let dash: [Int]
  /// Vega's name for a point's shape.
  public let shape: String

  private static let colours = ["#359bd9", "#a65706", "#4d5eb0", "#d16e8f", "#aa9117", "#6d65fe", "#81586a"]
  private static let dashes = [[1, 0], [7, 3], [2, 2], [9, 3, 2, 3]]
  private static let shapes = ["circle", "square", "triangle-up", "diamond"]
  private static let boundColour = "#767676"
  private static let boundDashes = [[3, 3], [10, 4], [1, 3], [12, 3, 1, 3, 1, 3]]
  private static let longest = 30

  /// The styles of a manifest's policies, in its order.
  public static func all(of manifest: Manifest) -> [PolicyStyle] {
    var ranked = 0
    var bounds = 0
    let labels = labels(of: manifest.policies.map(\.name))
    return zip(manifest.policies, labels).map { policy, label in
      if policy.isBound {
        bounds += 1
        return PolicyStyle(
          label: label, colour: boundColour, dash: boundDashes[(bounds - 1) % boundDashes.count], shape: "cross")
      }
      ranked += 1
      return PolicyStyle(
        label: label, colour: colours[(ranked - 1) % colours.count], dash: dashes[(ranked - 1) % dashes.count],
        shape: shapes[(ranked - 1) % shapes.count])
    }
  }

  private static func labels(of names: [String]) -> [String] {
    let short = names.map { name in
      let name = shown(name)
      return name.count <= longest ? name : name.prefix(longest / 2) + "…" + name.suffix(longest / 2 - 1)
    }
    return short.enumerated().map { place, label in
      short.count { $0 == label } == 1 ? label : "\(label) #\(place + 1)"
    }
  }
}
