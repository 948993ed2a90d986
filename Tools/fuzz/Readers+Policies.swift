import Core
import Policies
import Traces
import Workbench

extension FuzzedReader {
  static let policies: [FuzzedReader] = [
    FuzzedReader(
      "evictor",
      [
        "s3fifo(small=0.1,ghost=0.9) 9007199254740992", "2q(in=0.25,out=16) 64MiB", "w-tinylfu(window=0.01) 3",
        "lru-k(k=2,correlated=3,retained=9) 2,0.5", "slru(segments=8,protected=1) 10%", "lecar(learning_rate=10) 2",
        "gdsf 100B", "arc 4", "lfuda 7",
      ]
    ) { (bytes) throws(Fault) in
      let words = String(decoding: bytes, as: UTF8.self).split(separator: " ", maxSplits: 1).map(String.init)
      guard words.count == 2 else { throw Fault("a policy and capacities") }
      let spelling = try Spelling(words[0])
      guard let entry = Shelf.evictors.first(where: { $0.card.name == spelling.name }) else { throw Fault("unknown") }
      let parameters = try Parameters(card: entry.card, given: spelling.arguments)
      let entrant = Replay.Entrant(name: "e") { (setting: Setting) throws(Fault) in
        var setting = setting
        setting.parameters = parameters
        return try entry.start(setting)
      }
      let capacities = try ReplayCapacity.list(words[1])
      for (text, format) in [("7\n8\n7\n9\n10\n8\n7\n", IDFormat.txt), (sized, .csv)] {
        let trace = IDTrace(bytes: Array(text.utf8), format: format, name: "f")
        _ = try Replay(trace: trace, entrants: [entrant], capacities: capacities).run()
      }
    },
    FuzzedReader(
      "scenario",
      ["edge-15(noise=0.2,price=3) 5 4", "scan(adapters=9) 6 3", "drift(what=utilities,turn=1,period=1) 4 2"]
    ) { (bytes) throws(Fault) in
      let words = String(decoding: bytes, as: UTF8.self).split(separator: " ").map(String.init)
      guard words.count == 3, let requests = Int(words[1]), let capacity = Int(words[2]) else {
        throw Fault("no words")
      }
      let spelling = try Spelling(words[0])
      let scenario = try ScenarioShelf.find(spelling.name)
      let trace = try scenario.trace(
        requests: min(requests, 20), capacity: capacity, seed: Seed(1), given: spelling.arguments)
      precondition(trace.rewards.allSatisfy(\.isFinite))
    },
  ]

  private static let sized = "time,obj_id,size\n0,7,3\n1,8,1125899906842624\n2,7,4\n3,9,1125899906842624\n4,8,0\n"
}
