import Core
import Surrogate

/// The demand for an adapter, and the rules of its placement.
public struct AdapterDemand: Sendable, Equatable {
  public var name: String
  /// LoRA rank.
  public var rank: Int
  /// Requests per second.
  public var rate: Double
  /// Mean tokens of its prompts, and of the requested outputs.
  public var meanInput: Double
  public var meanOutput: Double
  /// The GPU that it must be on, 0-based; nil for any.
  public var pin: Int?
  /// Adapters with the same word here never share a GPU; nil for those that may share any.
  public var apart: String?
  /// Copies on as many GPUs, with the rate split evenly; nil for the fewest that can serve it.
  public var replicas: Int?

  public init(
    name: String, rank: Int, rate: Double, meanInput: Double = AdapterLoad.standardMeans.input,
    meanOutput: Double = AdapterLoad.standardMeans.output, pin: Int? = nil, apart: String? = nil, replicas: Int? = nil
  ) {
    self.name = name
    self.rank = rank
    self.rate = rate
    self.meanInput = meanInput
    self.meanOutput = meanOutput
    self.pin = pin
    self.apart = apart
    self.replicas = replicas
  }

  /// Requested prompt and output tokens per second.
  public var tokenRate: Double { rate * (meanInput + meanOutput) }
}

/// A copy of an adapter, with its part of the adapter's requests: the unit of placement.
public struct Item: Sendable, Equatable {
  /// Index of the adapter.
  public var adapter: Int
  /// 0-based, below the adapter's number of copies.
  public var copy: Int
  public var rank: Int
  /// Requests per second of this copy.
  public var rate: Double
  public var tokenRate: Double
  /// The load for estimates.
  public var load: AdapterLoad

  init(_ demand: AdapterDemand, adapter: Int, copy: Int, of copies: Int) throws(Fault) {
    self.adapter = adapter
    self.copy = copy
    rank = demand.rank
    rate = demand.rate / Double(copies)
    tokenRate = demand.tokenRate / Double(copies)
    load = try AdapterLoad(
      rank: demand.rank, rate: rate, meanInput: demand.meanInput, meanOutput: demand.meanOutput)
  }
}
