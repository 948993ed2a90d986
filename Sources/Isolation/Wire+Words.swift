import Core

// Types of `Core` as bytes, for the messages to a policy's process.

extension WireWriter {
  mutating func add(_ setting: Setting) {
    add(setting.adapterCount)
    addList(setting.adapters) { $0.add($1) }
    add(setting.dimension)
    add(setting.capacity)
    add(setting.footprints)
    add(setting.pageInCosts)
    add(setting.horizon)
    addList(setting.parameters.entries) { writer, entry in
      writer.add(entry.name)
      writer.add(entry.value)
    }
    add(Int(bitPattern: UInt(setting.seed.bits)))
    add(setting.replicaCount)
  }

  private mutating func add(_ adapter: Adapter) {
    add(adapter.name)
    add(adapter.sizeBytes)
    add(adapter.rank)
    add(adapter.baseModel)
    add(adapter.tags)
    add(adapter.isPinned)
    add(adapter.startsIn.rawValue)
  }

  private mutating func add(_ capacity: Capacity) {
    add(capacity.amount)
    switch capacity.unit {
    case .slots: add(UInt8(0))
    case .bytes: add(UInt8(1))
    case .pages(let pageBytes):
      add(UInt8(2))
      add(pageBytes)
    }
  }

  mutating func add(_ request: Request) {
    add(request.step)
    add(request.timeSeconds)
    add(request.asked?.raw ?? -1)
    add(request.promptTokens)
    add(request.outputTokens)
    add(Int32(request.context.count))
    for i in 0..<request.context.count { add(request.context[i]) }
  }

  mutating func add(_ use: Use) {
    add(use.adapter.raw)
    add(use.step)
    add(use.kind.rawValue)
    add(use.sizeBytes)
  }

  mutating func add(_ fault: Fault) {
    add(fault.place?.file)
    add(fault.place?.line)
    add(fault.place?.column)
    add(fault.reason)
    add(fault.at)
    add(fault.fix)
    add(fault.replay)
    add(fault.kind?.rawValue)
    add(fault.calls)
  }
}

/// A request's fields, without its features.
struct RequestWords {
  var step: Step
  var timeSeconds: Double
  var asked: Int32
  var promptTokens: Int
  var outputTokens: Int

  /// The request with the given features.
  func with(_ features: UnsafeBufferPointer<Double>) -> Request {
    let context = features.baseAddress.map { Context($0, count: features.count) } ?? .none
    return Request(
      step: step, timeSeconds: timeSeconds, asked: asked < 0 ? nil : AdapterID(raw: asked),
      promptTokens: promptTokens, outputTokens: outputTokens, context: context)
  }
}

extension WireReader {
  /// A setting, and its parameters, which the caller resolves with its card.
  mutating func setting() -> (setting: Setting, parameters: [(name: String, value: String)]) {
    let adapterCount = int()
    let adapters = list(ofItems: 24) { $0.adapter() }
    let dimension = int()
    let capacity = capacity()
    let footprints = ints()
    let costs = numbers()
    let horizon = optionalInt()
    let parameters = list(ofItems: 8) { (name: $0.text(), value: $0.text()) }
    var setting = Setting(
      adapterCount: adapterCount, adapters: adapters, dimension: dimension, capacity: capacity,
      footprints: footprints, pageInCosts: costs, horizon: horizon, seed: Seed(UInt64(UInt(bitPattern: int()))))
    setting.replicaCount = optionalInt()
    return (setting, parameters)
  }

  private mutating func adapter() -> Adapter {
    Adapter(
      name: text(), sizeBytes: int(), rank: optionalInt(), baseModel: optionalText(), tags: texts(), isPinned: flag(),
      startsIn: Tier(rawValue: text()) ?? .storage)
  }

  private mutating func capacity() -> Capacity {
    let amount = int()
    switch byte() {
    case 0: return Capacity(amount)
    case 1: return Capacity(amount, .bytes)
    default: return Capacity(amount, .pages(pageBytes: max(1, int())))
    }
  }

  /// A request, its features copied into `features`.
  mutating func request(features: inout [Double]) -> RequestWords {
    let words = RequestWords(
      step: int(), timeSeconds: number(), asked: int32(), promptTokens: int(), outputTokens: int())
    features = numbers()
    return words
  }

  mutating func use() -> Use {
    Use(adapter: AdapterID(raw: int32()), step: int(), kind: Use.Kind(rawValue: byte()) ?? .hit, sizeBytes: int())
  }

  mutating func fault() -> Fault {
    let file = optionalText()
    let line = optionalInt()
    let column = optionalInt()
    var fault = Fault(
      text(), place: file.map { Fault.Place(file: $0, line: line, column: column) }, at: optionalText(),
      fix: optionalText(), replay: optionalText(), kind: optionalText().flatMap { Fault.Kind(rawValue: $0) })
    fault.calls = texts()
    return fault
  }
}
