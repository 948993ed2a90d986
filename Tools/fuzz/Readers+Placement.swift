import Core
import Placement
import Surrogate
import Twin

extension FuzzedReader {
  static let placements: [FuzzedReader] = [
    FuzzedReader(
      "demands",
      [
        "adapter,rank,rate,input_mean,output_mean,gpu,apart,replicas\nlaw,8,0.4,60,40,1,x,\nchat,8,0.1,,,,,2\n",
        "name,rank,rate\na,8,0.5\nb,8,0\n",
      ]
    ) { (bytes) throws(Fault) in
      var table = try DemandTable(ArrayBytes(bytes), file: "f", profile: smallTwin)
      for change in ["rates=*1.5", "adapters=+3"] { table = try WhatIf(change).applied(to: table) }
      var load = LoadSummary()
      for one in table.adapters {
        load.add(
          try AdapterLoad(rank: one.rank, rate: one.rate, meanInput: one.meanInput, meanOutput: one.meanOutput))
      }
      let estimator = SteadyState(profile: smallTwin)
      _ = estimator.best(load, grid: PlacementTask.slotGrid)
      _ = Surrogate(estimating: smallTwin).features(of: load, slots: 1)
    },
    FuzzedReader("what-if", ["adapters=+100", "rates=*1.5"]) { (bytes) throws(Fault) in
      let demand = AdapterDemand(name: "a", rank: 8, rate: 1)
      let table = DemandTable([demand], file: "f")
      let changed = try WhatIf(String(decoding: bytes, as: UTF8.self)).applied(to: table)
      for one in changed.adapters.prefix(3) { _ = try? AdapterLoad(rank: one.rank, rate: one.rate) }
    },
    FuzzedReader("surrogate", [smallSurrogate]) { (bytes) throws(Fault) in
      var model = try SurrogateModel(text: String(decoding: bytes, as: UTF8.self), file: "f")
      let again = try SurrogateModel(text: model.text, file: "f")
      precondition(again == model)
      model.profileHash = Surrogate.hash(of: smallTwin)
      let surrogate = try Surrogate(model, profile: smallTwin, file: "f")
      let load = LoadSummary([try AdapterLoad(rank: 8, rate: 0.5), try AdapterLoad(rank: 8, rate: 0.01)])
      let answer = surrogate.answer(load, slots: 1)
      precondition(answer.throughput.isFinite && (0...1).contains(answer.starvedProbability))
      _ = surrogate.directOptimum(rates: [0.4, 0.1], ranks: [8])
    },
    FuzzedReader(
      "sweep",
      [
        SweepRow.columns.joined(separator: ",")
          + "\nsmall,d,0,4,2,8-16,0.4-0.1,0,60,40,client,17,12,100.5,90.25,1.5,3,0\n"
      ]
    ) { (bytes) throws(Fault) in
      let table = try SweepTable(bytes, file: "f", profile: "small")
      let surrogate = Surrogate(estimating: smallTwin)
      for row in table.rows.prefix(2) where row.configuration.adapters <= 1000 {
        _ = surrogate.features(of: try row.configuration.load(), slots: row.configuration.slots)
        _ = try row.servedShare(durationSeconds: 3600)
      }
      _ = OptimumTargets.examples(of: table.rows)
    },
    FuzzedReader(
      "optima",
      ["model,rates,sizes,max_served_adapters,max_adapter_slots,max_total_throughput\nsmall,0.4-0.05,8-16,64,32,2000\n"]
    ) { (bytes) throws(Fault) in
      for row in try MeasuredOptima(ArrayBytes(bytes), file: "f", model: "small").rows {
        _ = OptimumTargets.features(rates: row.rates, ranks: row.ranks)
        _ = OptimumTargets.Target.allCases.map { MeasuredOptima.error(of: $0, [(row.measured, row.measured)]) }
      }
    },
  ]

  /// A surrogate with one tree per model.
  private static let smallSurrogate = """
    surrogate   1
    profile     small 00
    data        00
    duration    3600.0
    note        small
    features    \(Feature.allCases.map(\.rawValue).joined(separator: " "))
    calibration 0.5 1.0 -2.0
    trees share 2
    0<0.5 -0.1 3<120.0 0.2 -0.3
    0.01
    trees starved 1
    1<0.9 1.5 -1.5
    trees optimum-adapters 1
    0<0.1 5.5 3.0
    trees optimum-slots 1
    3.5
    trees optimum-throughput 1
    0.25
    end

    """
}
