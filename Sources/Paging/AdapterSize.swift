/// The size of a LoRA adapter in bytes: itemsize · r · Σ over layers and target modules (d_in + d_out).
public enum AdapterSize {
  /// The linear layers of a model that LoRA can adapt.
  public struct Shape: Sendable {
    public var model: String
    public var layers: Int
    /// In one layer: name, d_in, d_out.
    public var modules: [(name: String, inputs: Int, outputs: Int)]
  }

  /// Which modules are adapted.
  public enum Targets: String, Sendable, CaseIterable {
    /// q, k, v and o projections.
    case attention = "qkvo"
    /// Attention, gate, up and down projections.
    case allLinear = "all-linear"
  }

  /// Qwen2.5-7B: hidden 3584, keys and values 512, MLP 18944, 28 layers.
  public static let qwen25of7B = Shape.llamaLike("Qwen2.5-7B", layers: 28, hidden: 3584, keyValue: 512, mlp: 18944)

  /// Llama-3.1-8B: hidden 4096, keys and values 1024, MLP 14336, 32 layers.
  public static let llama31of8B = Shape.llamaLike("Llama-3.1-8B", layers: 32, hidden: 4096, keyValue: 1024, mlp: 14336)

  /// Parameters of a rank-1 adapter.
  public static func parametersPerRank(_ shape: Shape, _ targets: Targets) -> Int {
    let modules = targets == .allLinear ? shape.modules : Array(shape.modules.prefix(4))
    return shape.layers * modules.reduce(0) { $0 + $1.inputs + $1.outputs }
  }

  /// Bytes of an adapter; fp16 takes 2 bytes an item.
  public static func bytes(rank: Int, parametersPerRank: Int, itemBytes: Int = 2) -> Int {
    itemBytes * rank * parametersPerRank
  }
}

extension AdapterSize.Shape {
  /// A decoder with Llama's structure: q, k, v, o, gate, up, down in each layer.
  static func llamaLike(_ model: String, layers: Int, hidden: Int, keyValue: Int, mlp: Int) -> Self {
    Self(
      model: model, layers: layers,
      modules: [
        ("q_proj", hidden, hidden), ("k_proj", hidden, keyValue), ("v_proj", hidden, keyValue),
        ("o_proj", hidden, hidden), ("gate_proj", hidden, mlp), ("up_proj", hidden, mlp), ("down_proj", mlp, hidden),
      ])
  }
}
