import Cluster
import Core
import Glibc
import Reports
import Results

extension FuzzedReader {
  static let stores: [FuzzedReader] = [
    // An attacker can write valid checks: here each broken line gets its own check.
    FuzzedReader("store", [smallStore]) { (bytes) throws(Fault) in
      let lines = bytes.split(separator: UInt8(ascii: "\n")).map { Array($0) }
      guard let first = lines.first, let members = try JSONValue(parsing: first, file: "f").members else {
        throw Fault("no manifest")
      }
      let check = JSONValue.Member("check", .string(Manifest.check(of: members)))
      let text = JSONValue.object(members + [check]).text
      let settings = members.first { $0.name == "settings_sha256" }?.value.string ?? ""
      let seal = LineCheck(settings: settings)
      try writeFile(Array(text.utf8), "manifest.json")
      for (mark, name) in [("cell\"", "cells"), ("curve", "curves"), ("residents", "residents")] {
        let own = lines.dropFirst().filter { $0.starts(with: (#"{"type":""# + mark).utf8) }
        try writeFile(
          own.flatMap { seal.sealed(String(decoding: $0, as: UTF8.self)) + [UInt8(ascii: "\n")] }, name + ".jsonl")
      }
      let tournament = try StoredTournament(folder: scratch)
      let leaderboard = try Leaderboard(tournament)
      for format in ReportFormat.allCases { format.forEachLine(of: tournament, leaderboard) { _ in } }
      let sheet = try FigureSheet(tournament, leaderboard) { _ in true }
      _ = sheet.all.map { ($0.specification.text, $0.data.csv) }
      _ = HtmlReport(tournament, leaderboard, sheet, .leftOut).text
      _ = tournament.grid.numbers(of: tournament.manifest.shard).count
    },
    FuzzedReader(
      "jobs",
      [
        #"{"type":"shards","count":8}"# + "\n"
          + #"{"type":"array","job":12,"shards":[1,2,3,5,8],"cpus":2,"requests":["--mem=2G"]}"# + "\n"
          + #"{"type":"merge","job":13,"cpus":null,"requests":[]}"# + "\n"
      ]
    ) { (bytes) throws(Fault) in
      let book = try JobBook(parsing: String(decoding: bytes, as: UTF8.self), file: "f")
      let again = try JobBook(parsing: book.text, file: "f")
      precondition(again == book)
      for entry in book.entries { _ = SlurmJob.ranges(entry.shards) }
      for shard in (1...book.shardCount).prefix(10) { _ = book.array(of: shard) }
    },
    FuzzedReader("squeue", ["12|3|RUNNING\n12|4|PENDING\n13|N/A|COMPLETED\n"]) { bytes in
      for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") { _ = SlurmTask(line: line)?.isOver }
    },
  ]

  private static let smallStore: String = {
    func policy(_ name: String) -> String {
      #"{"name":"\#(name)","bound":false,"parts":[{"name":"\#(name)","title":"A","kind":"joint","parameters":{},"#
        + #""sources":[],"file":null,"sha256":null}]}"#
    }
    let manifest =
      #"{"type":"manifest","format":1,"build":{"version":"0.1.0","commit":null,"dirty":null,"swift":"6","lua":"5"},"#
      + #""command":"c","settings_sha256":"00","shard":{"index":1,"count":1},"reference":"p","grid":{},"replicates":2,"#
      + #""seed":1,"cells":4,"policies":["# + policy("p") + "," + policy("q") + #"],"traces":[{"name":"t","#
      + #""kind":"scenario","source":"t","sha256":"00","facts":{},"requests":12,"dimension":2,"adapters":["a","b"],"#
      + #""capacities":[{"amount":4,"unit":"slots","page_bytes":null,"text":"4","share":0.25}],"has_rewards":true,"#
      + #""means":true,"names_adapters":false,"entrants":[0,1],"checkpoints":[1,2,5,12]}]}"#
    var lines = [manifest]
    for (place, policy) in ["p", "q"].enumerated() {
      for replicate in 0..<2 {
        let cell = "\(policy)@t/k4/r\(replicate)"
        let reward = 3.5 + Double(place + 2 * replicate)
        lines.append(
          #"{"type":"cell","cell":"\#(cell)","policy":"\#(policy)","trace":"t","capacity":4,"capacity_unit":"slots","#
            + #""replicate":\#(replicate),"outcome":"played","requests":12,"hits":5,"delayed_hits":0,"misses":7,"#
            + #""first_touch_misses":3,"page_ins":6,"bypasses":1,"loads":0,"evictions":4,"thrash":1,"bytes_moved":99,"#
            + #""stall_seconds":0.5,"reward":\#(reward),"paging_cost":0.25,"load_cost":0.0,"net_reward":1.0,"#
            + #""regret":2.5,"routing_regret":2.0,"caching_regret":0.5,"bound_exact":true,"host_hits":null,"#
            + #""host_misses":null,"host_evictions":null,"host_bytes_moved":null}"#)
        lines.append(
          #"{"type":"curve","cell":"\#(cell)","regret":[0.1,0.2,1.5,2.5],"#
            + #""net_reward":[0.1,0.3,1,2],"misses":[1,2,4,7]}"#)
      }
      lines.append(
        #"{"type":"residents","cell":"\#(policy)@t/k4/r0","spells":[0,0,4,1,2,12,0,6,9],"plans":[5],"until":12}"#)
    }
    return lines.joined(separator: "\n") + "\n"
  }()

  /// A folder of this process for files that readers open by path.
  private static let scratch: String = {
    var template = Array("/tmp/polarbench-fuzz-XXXXXX".utf8CString)
    return template.withUnsafeMutableBufferPointer { String(cString: mkdtemp($0.baseAddress!)) }
  }()

  private static func writeFile(_ bytes: [UInt8], _ name: String) throws(Fault) {
    guard let file = fopen(scratch + "/" + name, "we") else { throw Fault("cannot write") }
    defer { fclose(file) }
    guard fwrite(bytes, 1, bytes.count, file) == bytes.count else { throw Fault("cannot write") }
  }
}
