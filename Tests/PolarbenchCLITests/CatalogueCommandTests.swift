import Foundation
import Testing

@Suite("polarbench catalogue", .timeLimit(.minutes(60)))
struct CatalogueCommandTests {
  private let header =
    #"{"m.q_proj.lora_A.weight":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]},"#
    + #""m.q_proj.lora_B.weight":{"dtype":"F32","shape":[5,2],"data_offsets":[24,64]},"#
    + #""m.lm_head.weight":{"dtype":"F32","shape":[5,5],"data_offsets":[64,164]}}"#

  private func adapter(in folder: URL, named name: String, data: Int = 164) throws {
    let own = folder.appending(path: name)
    try FileManager.default.createDirectory(at: own, withIntermediateDirectories: true)
    let length = (0..<8).map { UInt8(truncatingIfNeeded: header.utf8.count >> (8 * $0)) }
    try Data(length + Array(header.utf8) + [UInt8](repeating: 0, count: data))
      .write(to: own.appending(path: "adapter_model.safetensors"))
    try #"{"r":2,"target_modules":["q_proj"],"modules_to_save":["lm_head"],"base_model_name_or_path":"Qwen"}"#
      .write(to: own.appending(path: "adapter_config.json"), atomically: true, encoding: .utf8)
  }

  @Test("scan writes a catalogue that show reads")
  func scan() throws {
    try Command.inFolder { folder in
      try adapter(in: folder, named: "law")
      try adapter(in: folder, named: "sql")
      let output = folder.appending(path: "c.csv").path
      #expect(try Command.run(["catalogue", "scan", folder.path, "--output", output]).status == 0)
      #expect(
        try String(contentsOfFile: output, encoding: .utf8) == """
          name,bytes,rank,base_model,tags,pinned,tier,dtype,lora_tensors,lora_file_bytes,head_tensors,head_file_bytes
          law,32,2,Qwen,,false,storage,F32,2,64,1,100
          sql,32,2,Qwen,,false,storage,F32,2,64,1,100

          """)
      #expect(
        try Command.run(["catalogue", "show", output]).lines == [
          "adapter  bytes  rank  base model  tags  pinned  tier",
          "law         32     2  Qwen        –     no      storage",
          "sql         32     2  Qwen        –     no      storage", "2 adapters, 64 bytes", "",
        ])
    }
  }

  @Test("an adapter that cannot be read is reported on stderr, the others are kept, and the exit code is 1")
  func partly() throws {
    try Command.inFolder { folder in
      try adapter(in: folder, named: "law")
      try adapter(in: folder, named: "torn", data: 9)
      let scan = try Command.run(["catalogue", "scan", folder.path])
      #expect(scan.status == 1)
      #expect(scan.lines.count == 3)
      #expect(
        scan.errors == "error: \(folder.path)/torn/adapter_model.safetensors: the tensors take 164 bytes, and 9 follow "
          + "the header\n  fix:    look for a truncated file\n")
    }
  }

  @Test("a bad slot type is a usage error")
  func usage() throws {
    #expect(try Command.run(["catalogue", "scan", ".", "--slot-dtype", "fp12"]).status == 64)
  }
}
