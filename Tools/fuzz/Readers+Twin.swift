import Core
import Twin

extension FuzzedReader {
  /// A profile in the old form with every keyword, of a server that a few requests fill.
  static let smallProfile = """
    twin small
    model small-1b
    block-tokens 16
    token-budget 256
    max-sequences 16
    open-requests 64
    output-share 0.9
    mean-lengths 60 prompt, 40 output
    length-correlation -0.3
    kv-formula 2000 tokens - S * (10 + 1.5 * R)
    model-length 512
    memory 2 GiB + S * (0.01 + 0.001 * R)
    usable 7 GiB
    gpu-memory 8 GiB, of which the engine takes 0.9
    kv 1 8 1900
    kv 4 8 1800
    kv 9 8 refused
    graph-tokens 64
    kernels 4 layers 8 tiles 7 projections
    term base 20 ms rows 4 residual 2 % from a
    term sequences 0.1 ms from b
    term resident 0.1 ms from b
    term adapter-blocks 0.5 ms
    term passed-over 1 ms
    term refused 1 ms
    storage 4 ms + 0.5 ms/rank
    metrics-page 2 ms + 0.1 * sets + 0.1 * names + 2 * running
    metrics-every 2 s, merging steps of at most 4 decodes
    first-token 5 ms + 1 * stalls
    gauge-refusing 0.9
    load 8 8 6 ms
    load 16 8 7 ms

    """

  static let twins: [FuzzedReader] = [
    FuzzedReader("twin-profile", [smallProfile, converted(smallProfile, .twin)]) { (bytes) throws(Fault) in
      let profile = try TwinProfile(text: String(decoding: bytes, as: UTF8.self), file: "f")
      let again = try TwinProfile(text: profile.text, file: "f")
      precondition(again.text == profile.text)
      let lengths = LengthPool(inputs: [40, 300, 9], outputs: [30, 5, 90])
      var workload = Workload(rates: [4, 1, 0], ranks: [8, 16, 8], lengths: lengths, durationSeconds: 2)
      workload.outputShare = profile.outputShare
      try run(profile, workload)
    },
    FuzzedReader(
      "twin-table",
      [
        """
        model,adapters,max_loras,max_lora_rank,rank_mix,rate_mix,total_time_s,pool_mean_input,pool_mean_output,max_waiting
        small-1b,4,2,8,8-8,0.4-0.1,60,60,40,7
        small,9,3,16,8-16,2-1e-3,30,,,

        """
      ]
    ) { (bytes) throws(Fault) in
      let table = try BatchTable(ArrayBytes(bytes), file: "f")
      let player = BatchPlayer(profiles: [smallTwin])
      var published = player
      published.mode = .agullo([.queueCap])
      for row in table.rows.indices.prefix(2) {
        var one = try BatchRow(table, row: row)
        one.adapters = min(64, one.adapters)
        // At most some thousands of requests.
        one.durationSeconds = min(2, one.durationSeconds, 100 / max(1e-6, one.rates.max() ?? 0))
        _ = Prediction(player.play(one)).fields
        _ = Prediction(published.play(one)).fields
      }
    },
    FuzzedReader(
      "least-squares", ["1 0 2 3\n1 1 0.5 2\n1 2 9 1e3\n1 3 4 7\n", "1 1 1 1\n2 2 2 2\n"]
    ) { (bytes) throws(Fault) in
      // A row of numbers per line, the target last; up to 1e12, as in measured tables.
      var rows: [[Double]] = []
      for line in bytes.split(separator: UInt8(ascii: "\n")) {
        let row = line.split(separator: UInt8(ascii: " ")).map { Double(String(decoding: $0, as: UTF8.self)) ?? 0 }
        guard row.count == 4, row.allSatisfy({ abs($0) <= 1e12 }) else { throw Fault("no row") }
        rows.append(row)
      }
      let solution = nonNegativeLeastSquares(rows.map { Array($0.dropLast()) }, rows.map { $0[3] })
      precondition(solution.allSatisfy { $0 >= 0 && $0.isFinite })
    },
  ]
}
