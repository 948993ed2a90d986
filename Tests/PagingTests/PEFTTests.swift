import Core
import Foundation
import Testing

@testable import Paging

/// A folder of its own for one test, removed afterwards.
final class Scratch {
  let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path

  init() { try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ name: String, _ bytes: [UInt8]) throws {
    let url = URL(fileURLWithPath: path).appendingPathComponent(name)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  func write(_ name: String, _ text: String) throws { try write(name, Array(text.utf8)) }
}

/// A safetensors file: length, header, zeros.
func safetensors(_ header: String, data: Int, length: UInt64? = nil) -> [UInt8] {
  let length = length ?? UInt64(header.utf8.count)
  return (0..<8).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) } + Array(header.utf8)
    + [UInt8](repeating: 0, count: data)
}

/// Rank 2 on one module of 3 inputs and 5 outputs in fp32, and a saved head of 100 bytes.
let goodHeader = """
  {"__metadata__":{"format":"pt"},
   "base_model.model.layers.0.q_proj.lora_A.weight":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]},
   "base_model.model.layers.0.q_proj.lora_B.weight":{"dtype":"F32","shape":[5,2],"data_offsets":[24,64]},
   "base_model.model.lm_head.weight":{"dtype":"F32","shape":[5,5],"data_offsets":[64,164]}}
  """
let goodConfig = #"{"peft_type":"LORA","r":2,"lora_alpha":4,"target_modules":["q_proj"],"modules_to_save":["lm_head"]}"#

@Suite("PEFT folders", .timeLimit(.minutes(60)))
struct PEFTTests {
  @Test("LoRA tensors and saved heads are counted apart; a slot holds fp16 whatever lies on disk")
  func counts() throws {
    let scratch = Scratch()
    try scratch.write("a/adapter_config.json", goodConfig)
    try scratch.write("a/adapter_model.safetensors", safetensors(goodHeader + "      ", data: 164))
    let found = try #require(try PEFTScan(folder: scratch.path + "/").adapters.first)
    #expect(found.adapter == Adapter(name: "a", sizeBytes: 32, rank: 2))
    #expect(found.dtype == "F32")
    #expect((found.loraTensors, found.loraFileBytes) == (2, 64))
    #expect((found.headTensors, found.headFileBytes) == (1, 100))
    #expect(found.remarks == [])
    #expect(try PEFTAdapter(folder: scratch.path + "/a", name: "a", slots: .fp32).adapter.sizeBytes == 64)
  }

  @Test("a scan visits folders in order and separates valid from invalid adapters; its CSV is a catalogue")
  func scan() throws {
    let scratch = Scratch()
    for name in ["b/c", "a", "bad"] {
      try scratch.write("\(name)/adapter_config.json", goodConfig)
      try scratch.write("\(name)/adapter_model.safetensors", safetensors(goodHeader, data: name == "bad" ? 9 : 164))
    }
    let scan = try PEFTScan(folder: scratch.path)
    #expect(scan.adapters.map(\.adapter.name) == ["a", "b/c"])
    #expect(scan.faults.map(\.reason) == ["the tensors take 164 bytes, and 9 follow the header"])
    let catalogue = try Catalogue(csv: ArrayBytes(scan.csv), file: "scan")
    #expect(catalogue.adapters == scan.adapters.map(\.adapter))
  }

  @Test(
    "the header is trusted, and the config's differing word is remarked on",
    arguments: [
      (
        #"{"r":8,"target_modules":["q_proj","v_proj"],"modules_to_save":["lm_head"]}"#,
        [
          "the config says rank 8, the header has 2",
          "the config targets v_proj, the header has no LoRA tensor of it",
        ]
      ),
      (
        #"{"r":1,"rank_pattern":{"q_proj":2},"target_modules":".*q_proj","modules_to_save":null}"#,
        ["1 saved tensors are not LoRA's, and the config names no modules_to_save"]
      ), (#"{"r":2.0,"target_modules":"all-linear","modules_to_save":["lm_head"]}"#, []),
    ])
  func remarks(config: String, remarks: [String]) throws {
    let found = try PEFTAdapter(
      config: PEFTConfig(json: Array(config.utf8), file: "c"),
      header: SafetensorsHeader(json: Array(goodHeader.utf8), dataBytes: 164, file: "h"), file: "h", name: "a",
      slots: .fp16)
    #expect(found.adapter.rank == 2)
    #expect(found.remarks == remarks)
  }

  @Test("the rank is the largest of the header, wherever it stands")
  func largestRank() throws {
    let header = """
      {"m.a.lora_A.weight":{"dtype":"F32","shape":[16,1],"data_offsets":[0,64]},
       "m.a.lora_B.weight":{"dtype":"F32","shape":[1,16],"data_offsets":[64,128]},
       "m.b.lora_A.weight":{"dtype":"F32","shape":[8,1],"data_offsets":[128,160]},
       "m.b.lora_B.weight":{"dtype":"F32","shape":[1,8],"data_offsets":[160,192]}}
      """
    let found = try PEFTAdapter(
      config: PEFTConfig(json: Array(#"{"r":16}"#.utf8), file: "c"),
      header: SafetensorsHeader(json: Array(header.utf8), dataBytes: 192, file: "h"), file: "h", name: "a",
      slots: .fp16)
    #expect(found.adapter.rank == 16)
  }

  @Test("target modules are a list, a regex, every linear layer, or not said")
  func targets() throws {
    func targets(_ text: String) throws -> PEFTConfig.Targets {
      try PEFTConfig(json: Array("{\"r\":1\(text)}".utf8), file: "c").targets
    }
    #expect(try targets("") == .unsaid)
    #expect(try targets(#","target_modules":["a","b"]"#) == .names(["a", "b"]))
    #expect(try targets(#","target_modules":".*\\.q_proj""#) == .regex(#".*\.q_proj"#))
    #expect(try targets(#","target_modules":"all-linear""#) == .allLinear)
  }

  @Test(
    "a broken config is refused",
    arguments: [
      ("[]", "c: the config is a list; expected an object"), ("{}", "c: r is missing; expected the LoRA rank"),
      ("{\"r\":0}", "c: r is 0; expected a whole number from 1 to 1000000"),
      ("{\"r\":\"8\"}", "c: r is '8'; expected a whole number from 1 to 1000000"),
      ("{\"r\":8,\"peft_type\":\"IA3\"}", "c: peft_type is 'IA3'; expected 'LORA'"),
      ("{\"r\":8,\"lora_alpha\":true}", "c: lora_alpha is true; expected a number"),
      ("{\"r\":8,\"target_modules\":[1]}", "c: target_modules is a list; expected a list of names"),
      (
        "{\"r\":8,\"rank_pattern\":{\"q\":-1}}",
        "c: rank_pattern 'q' is -1; expected a whole number from 1 to 1000000"
      ), ("{\"r\":8,}", "c:1:8: the JSON has '}' where a name in quotes should stand"),
    ])
  func brokenConfig(text: String, message: String) {
    do {
      _ = try PEFTConfig(json: Array(text.utf8), file: "c")
      Issue.record("no fault")
    } catch { #expect(error.described == message) }
  }

  @Test(
    "a broken header is refused",
    arguments: [
      ("[]", 0, "h: the header does not begin with '{'"), (" {}", 0, "h: the header does not begin with '{'"),
      ("{\"a\":1}", 0, "h: tensor 'a': dtype is missing"),
      (tensor("F31", "[1]", "[0,4]"), 4, "h: tensor 'a': dtype is 'F31'"),
      (tensor("F32", "[-1]", "[0,4]"), 4, "h: tensor 'a': shape is not a list of whole numbers, 0 or more"),
      (tensor("F32", "[4611686018427387904,4]", "[0,4]"), 4, "h: tensor 'a': shape has too many elements"),
      (
        tensor("F32", "[1]", "[4,0]"), 4,
        "h: tensor 'a': data_offsets are not a pair of rising whole numbers, 0 or more"
      ),
      (
        tensor("F32", "[1]", "[-4,0]"), 4,
        "h: tensor 'a': data_offsets are not a pair of rising whole numbers, 0 or more"
      ), (tensor("F32", "[2]", "[0,4]"), 4, "h: tensor 'a': data_offsets span 4 bytes, its shape takes 8"),
      (tensor("F32", "[1]", "[4,8]"), 8, "h: 4 bytes before tensor 'a' belong to no tensor"),
      (
        tensor("F32", "[1]", "[0,4]"), 3,
        "h: the tensors take 4 bytes, and 3 follow the header\n  fix:    look for a truncated file"
      ),
      (
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4]},"
          + "\"b\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[2,6]}}",
        6, "h: tensors 'a' and 'b' overlap"
      ),
      (
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]},\"a\":{}}", 0,
        "h:1:54: the name 'a' occurs twice in one JSON object\n  fix:    keep one of the two"
      ),
    ])
  func brokenHeader(json: String, data: Int, message: String) {
    do {
      _ = try SafetensorsHeader(json: Array(json.utf8), dataBytes: data, file: "h")
      Issue.record("no fault")
    } catch { #expect(error.described == message) }
  }

  @Test("a pointer, a pickle, a torn file and a long header are refused, each with its reason")
  func brokenFiles() throws {
    let scratch = Scratch()
    let weights = "adapter_model.safetensors"
    func fault() -> String {
      do {
        _ = try PEFTAdapter(folder: scratch.path, name: "a")
        return "no fault"
      } catch { return error.described.replacingOccurrences(of: scratch.path + "/", with: "") }
    }
    #expect(fault() == "adapter_config.json: cannot open the file: No such file or directory")
    try scratch.write("adapter_config.json", goodConfig)
    #expect(fault() == "adapter_model.safetensors: there is no such file beside adapter_config.json")
    try scratch.write("adapter_model.bin", "x")
    #expect(
      fault() == "adapter_model.bin: it is a pickle, and is not read: unpickling runs its author's code\n"
        + "  fix:    save the adapter again as adapter_model.safetensors "
        + "(PEFT: save_pretrained(…, safe_serialization=True))")
    try scratch.write(weights, "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 9\n")
    #expect(
      fault() == "\(weights): it is a Git LFS pointer, not the file itself\n  fix:    fetch it: git lfs pull")
    try scratch.write(weights, "abc")
    #expect(
      fault() == "\(weights): the file has 3 bytes; expected a header length of 8 bytes\n"
        + "  fix:    look for a truncated file")
    try scratch.write(weights, safetensors("{}", data: 0, length: 100_000_001))
    #expect(
      fault() == "\(weights): the header length is 100000001 bytes; expected at most 100000000\n"
        + "  fix:    see whether this is a safetensors file")
    try scratch.write(weights, safetensors("{}", data: 0, length: 100_000_000))
    #expect(
      fault() == "\(weights): the header of 100000000 bytes goes past the end of the file (10 bytes)\n"
        + "  fix:    look for a truncated file")
    try scratch.write(weights, safetensors("{}", data: 0, length: 3))
    #expect(
      fault() == "\(weights): the header of 3 bytes goes past the end of the file (10 bytes)\n"
        + "  fix:    look for a truncated file")
    try scratch.write(weights, safetensors("{}", data: 0))
    #expect(fault() == "\(weights): none of its 0 tensors is LoRA's (a part of the name beginning with lora_)")
  }

  @Test("an empty folder holds no adapters")
  func empty() throws {
    let scratch = Scratch()
    do {
      _ = try PEFTScan(folder: scratch.path)
      Issue.record("no fault")
    } catch { #expect(error.reason == "no adapter_config.json lies in it or up to 8 levels below") }
  }

  @Test("every mutated header is read or refused, never a crash")
  func mutations() {
    let original = safetensors(goodHeader, data: 0)
    var random = RandomStream(Seed(3))
    for _ in 0..<20_000 {
      var json = Array(original.dropFirst(8))
      for _ in 0...random.integer(below: 3) {
        json[random.integer(below: json.count)] = UInt8(random.integer(below: 256))
      }
      do {
        let header = try SafetensorsHeader(json: json, dataBytes: 164, file: "h")
        let config = try PEFTConfig(json: Array(goodConfig.utf8), file: "c")
        _ = try PEFTAdapter(config: config, header: header, file: "h", name: "a", slots: .fp32)
      } catch { #expect(error.place?.file == "h") }
    }
  }
}

private func tensor(_ dtype: String, _ shape: String, _ offsets: String) -> String {
  "{\"a\":{\"dtype\":\"\(dtype)\",\"shape\":\(shape),\"data_offsets\":\(offsets)}}"
}
