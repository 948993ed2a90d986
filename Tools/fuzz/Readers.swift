import Core
import Paging
import Traces

/// A reader under test: valid inputs to start from, and its function.
struct FuzzedReader: Sendable {
  var name: String
  var seeds: [[UInt8]]
  /// Reads the bytes; a fault is a valid result.
  var read: @Sendable ([UInt8]) throws(Fault) -> Void
}

extension FuzzedReader {
  init(_ name: String, _ seeds: [String], _ read: @escaping @Sendable ([UInt8]) throws(Fault) -> Void) {
    self.init(name: name, seeds: seeds.map { Array($0.utf8) }, read: read)
  }

  /// Every reader, in the order of a run.
  static let all: [FuzzedReader] =
    core + folder + requests + replays + outcomes + catalogues + twins + placements + stores + policies

  private static let core: [FuzzedReader] = [
    FuzzedReader("delimited", ["a,b\n1,2\r\n\"x,\"\"y\"\"\n\",3\n", "\u{FEFF}id\n\n7", "a,b,c\n,,\n"]) {
      (bytes) throws(Fault) in
      var table = DelimitedReader(ArrayBytes(bytes), file: "f")
      let columns = try Columns(header: &table)
      while try table.next() {
        for i in 0..<table.fieldCount { _ = (table.text(i), table.place(i)) }
        try table.require(fields: columns.count)
      }
    },
    FuzzedReader("numbers", ["-12345", "1.5e-3", "0.1", "123456789012345678", "2.2250738585072014e-308"]) { bytes in
      let number = bytes.withUnsafeBufferPointer { (strictInteger($0), strictNumber($0)) }
      if let value = number.1 { precondition(value.isFinite) }
      if let value = number.0 { precondition(number.1 == Double(value)) }
    },
    FuzzedReader(
      "json", [#"{"a": [1, -2.5e3, true, null], "b": "x\n\u00e9\ud83d\ude00"}"#, #"[[[]], {"c": {}}]"#]
    ) { (bytes) throws(Fault) in _ = try JSONValue(parsing: bytes, file: "f") },
    FuzzedReader(
      "lua",
      [
        #"return { name = "zipf", units = { time = 'seconds' }, n = -1.5, ok = true, --[[ x ]] "bare" } -- end"#,
        #"return{["a\z  \x41\u{e9}\065"]=0x1F;b=0x.8p-3,nil,false,[==[\n]] ]==],{{}},['c']=[[x]],--[=[ ]=]d=1e308}"#,
      ]
    ) { (bytes) throws(Fault) in
      let value = try LuaValue(parsing: bytes, file: "f")
      _ = value.leaves
      let again = try LuaValue(parsing: Array(value.fileText(head: ["f"]).utf8), file: "f")
      precondition(again == value)
    },
    FuzzedReader("old-form", [smallProfile, smallSurrogate, oldProfile].map { "# a\n" + $0 }) {
      (bytes) throws(Fault) in
      guard let form = KeywordForm.of(bytes) else { throw Fault("no form") }
      let old = try KeywordText(bytes, file: "f", form: form)
      let again = try LuaValue(parsing: Array(old.converted.utf8), file: "f")
      precondition(again == old.table)
    },
  ]

  /// The table of an old file of our own.
  static func converted(_ old: String, _ form: KeywordForm) -> String {
    do throws(Fault) {
      return try KeywordText(Array(old.utf8), file: "seed", form: form).converted
    } catch {
      fatalError("\(error)")
    }
  }

  private static let oldProfile = """
    profile small
    basis inferred
    item-bytes 2
    parameters-per-rank 1000000

    # from storage
    path storage-host warm
    base-ms 6.0
    ms-per-rank 0.455
    point 8 9.5 of 3
    point 16 14..15
    path host-gpu
    base-ms -1
    ms-per-mb 0.04

    """

  private static let folder: [FuzzedReader] = [
    FuzzedReader(name: "npy", seeds: npySeeds) { (bytes) throws(Fault) in
      _ = try NpyArray(ArrayBytes(bytes), byteCount: bytes.count, file: "f")
    },
    FuzzedReader(name: "npy-pipe", seeds: npySeeds) { (bytes) throws(Fault) in
      _ = try NpyArray(ArrayBytes(bytes), byteCount: nil, file: "f")
    },
    FuzzedReader(
      "requests.csv",
      ["time_s,adapter,prompt_tokens,output_tokens,tags\n0,law,3,4,a\n1.5,,5,6,b\n", "adapter\n\"\"\nx\n"]
    ) { (bytes) throws(Fault) in
      var trace = Trace(name: "f", requestCount: 0, adapters: [])
      try RequestTable.read(ArrayBytes(bytes), file: "f", adaptersFrom: nil, into: &trace)
      _ = TraceSummary(trace)
      try serve(trace)
    },
    FuzzedReader("adapters.csv", ["name,bytes,rank\nlaw,80740352,16\nchat,1,\n"]) { (bytes) throws(Fault) in
      var trace = Trace(name: "f", requestCount: 0, adapters: try AdapterTable.read(ArrayBytes(bytes), file: "f"))
      trace.asked = trace.adapters.indices.map { Int32($0) }
      trace.requestCount = trace.asked.count
      try page(trace.adapters, Capacity(1 << 53, .bytes))
    },
    FuzzedReader(name: "zstd", seeds: [packed]) { (bytes) throws(Fault) in
      _ = try readWhole(ZstdBytes(ArrayBytes(bytes), file: "f"), file: "f", limit: 1 << 20)
    },
  ]

  private static func arrivals(_ format: ImportFormat, _ seeds: [String]) -> FuzzedReader {
    FuzzedReader(format.rawValue, seeds) { (bytes) throws(Fault) in try read(format, bytes) }
  }

  private static func read(_ format: ImportFormat, _ bytes: [UInt8]) throws(Fault) {
    guard let reader = try format.reader(ArrayBytes(bytes), file: "f", timeUnit: .seconds) else { return }
    _ = try Arrivals(reader, limit: 500, file: "f").trace(named: "f")
  }

  private static let requests: [FuzzedReader] = [
    arrivals(
      .azureLLM,
      [
        "TIMESTAMP,ContextTokens,GeneratedTokens\r\n2023-11-16 18:17:03.9799600,4808,10\r\n2023-11-16 18:17:04.03,1,8",
        "TIMESTAMP,ContextTokens,GeneratedTokens\n2024-05-10 23:59:59.5+00:00,1,2\n2024-05-11 00:00:00+00:00,3,4\n",
      ]),
    arrivals(
      .burstGPT,
      [
        "Timestamp,Model,Request tokens,Response tokens,Total tokens,Log Type\n5,ChatGPT,472,18,490,API log\n6,GPT-4,1,0,1,x\n",
        "Timestamp,Session ID,Elapsed time,Model,Request tokens,Response tokens,Total tokens,Log Type\n5,,1,m,4,1,5,l\n",
      ]),
    arrivals(
      .mooncake, [#"{"timestamp": 0, "input_length": 6758, "output_length": 500, "hash_ids": [0, 14, 2]}"# + "\n\n"]),
    arrivals(.azureFunctions2021, ["app,func,end_timestamp,duration\na,x,10.5,10\na,y,2,1.75\nb,z,3,3\n"]),
    arrivals(
      .azureFunctions2019, ["HashOwner,HashApp,HashFunction,Trigger,1,2,3\no,a,f,http,1,0,3\no,a,g,timer,1,2,0\n"]),
    FuzzedReader(name: "oracleGeneral", seeds: [oracle]) { (bytes) throws(Fault) in try read(.oracleGeneral, bytes) },
    arrivals(.csv, ["time,obj_id,size\n0,7,3\n1.5,18446744073709551615,0\n2,7,3\n"]),
    arrivals(.txt, ["7\n8\n7\n", "a\r\nb"]),
  ]

  private static let replays: [FuzzedReader] = [
    replay("replay oracleGeneral", [oracle], .oracleGeneral, isCompressed: false),
    replay("replay csv", [Array("time,obj_id,size\n0,7,3\n1.5,b,0\n2,7,4\n".utf8)], .csv, isCompressed: false),
    replay("replay txt", [Array("7\n8\n7\nword\n".utf8)], .txt, isCompressed: false),
    replay("replay csv.zst", [packed], .csv, isCompressed: true),
  ]

  private static func replay(
    _ name: String, _ seeds: [[UInt8]], _ format: IDFormat, isCompressed: Bool
  ) -> FuzzedReader {
    FuzzedReader(name: name, seeds: seeds) { (bytes) throws(Fault) in
      let trace = IDTrace(bytes: bytes, format: format, isCompressed: isCompressed, name: "f")
      let stream = try trace.stream(wantsSizes: true, wantsNextUses: true)
      while try stream.next() {}
    }
  }

  private static let outcomes: [FuzzedReader] = [
    FuzzedReader("quality", ["question_id,category,a,b\n7,law,1,0.5\n9,chat,0,1\n"]) { (bytes) throws(Fault) in
      let contexts = ArrayBytes("question_id,f0,f1\n9,0.1,0.2\n7,0.3,0.4\n")
      let table = try QualityTable(
        outcomes: ArrayBytes(bytes), file: "f", contexts: (source: contexts, file: "g"),
        options: .init(adapters: .named(["a", "b"]), groupColumn: "category"))
      _ = table.trace(named: "f", shuffleSeed: 1)
    },
    FuzzedReader("features", ["question_id,f0,f1\n9,0.1,0.2\n7,0.3,-4e-1\n"]) { (bytes) throws(Fault) in
      let outcomes = ArrayBytes("question_id,category,a,b\n7,law,1,0.5\n9,chat,0,1\n")
      _ = try QualityTable(
        outcomes: outcomes, file: "f", contexts: (source: ArrayBytes(bytes), file: "g"),
        options: .init(adapters: .range(3...4)))
    },
    FuzzedReader(
      "bandit",
      [
        """
        timestamp,item_id,position,click,propensity_score,user_feature_0,user_feature_1
        2019-11-24 00:00:02+00:00,10,1,1,0.5,x,1.5
        2019-11-24 00:00:01+00:00,9,2,0,0.25,y,2
        2019-11-24 00:00:03+00:00,10,1,1,0,x,0
        """
      ]
    ) { (bytes) throws(Fault) in
      var options = BanditLog.Options()
      options.timeColumn = "timestamp"
      _ = try BanditLog(ArrayBytes(bytes), file: "f", options: options).trace(named: "f")
    },
  ]

  private static let catalogues: [FuzzedReader] = [
    FuzzedReader("catalogue.csv", ["name,bytes,rank,base_model,tags,pinned,tier\nlaw,80740352,16,Qwen,a b,true,host\n"])
    {
      (bytes) throws(Fault) in
      let adapters = try Catalogue(csv: ArrayBytes(bytes), file: "f").adapters
      for capacity in [Capacity(2), Capacity(1 << 30, .bytes), Capacity(64, .pages(pageBytes: 1 << 21))] {
        try page(adapters, capacity)
      }
    },
    FuzzedReader(
      "loads.csv",
      ["model,adapter_rank,max_lora_rank,kind,event,log_time,ms\nq,8,8,disk,1,x,20.8\nq,8,8,memory,1,x,3.1\n"]
    ) { (bytes) throws(Fault) in
      let events = try LoadEvents(csv: ArrayBytes(bytes), file: "f")
      _ = events.residuals(of: events.profile(named: "f"))
    },
    FuzzedReader("profile", shippedProfiles + [oldProfile]) { (bytes) throws(Fault) in
      let profile = try Profile(text: String(decoding: bytes, as: UTF8.self), file: "f")
      let again = try Profile(text: profile.text, file: "f")
      precondition(again.text == profile.text)
      let adapters = [1, 80_740_352, 1 << 50].enumerated().map { Adapter(name: "\($0)", sizeBytes: $1, rank: $0 + 8) }
      try page(adapters, Capacity(1), try PageInLatencies(profile, of: adapters))
    },
    FuzzedReader(
      "adapter_config.json",
      [
        #"{"peft_type":"LORA","r":16,"lora_alpha":32,"target_modules":["q_proj","v_proj"],"rank_pattern":{"q.*":8}}"#,
        #"{"r": 8, "target_modules": "all-linear", "modules_to_save": ["lm_head"], "base_model_name_or_path": "Qwen"}"#,
      ]
    ) { (bytes) throws(Fault) in _ = try PEFTConfig(json: bytes, file: "f") },
    FuzzedReader(
      "safetensors",
      [
        #"{"__metadata__":{"format":"pt"},"a.lora_A.weight":{"dtype":"F16","shape":[8,64],"data_offsets":[0,1024]}}  "#
      ]
    ) { (bytes) throws(Fault) in _ = try SafetensorsHeader(json: bytes, dataBytes: 1024, file: "f") },
  ]

  private static let shippedProfiles: [String] = ShippedProfiles.names.compactMap { name in
    do throws(Fault) { return try ShippedProfiles.named(name).text } catch { return nil }
  }
}
