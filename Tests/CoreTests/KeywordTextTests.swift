import Core
import Testing

@Suite("Old files of keywords", .timeLimit(.minutes(60))) struct KeywordTextTests {
  static func read(_ text: String, _ form: KeywordForm) throws(Fault) -> KeywordText {
    try KeywordText(Array(text.utf8), file: "f", form: form)
  }

  @Test("become tables: comments, numbers as they are written, lists in order")
  func converted() throws {
    let old = """
      # head
      # (two lines)

      profile  a
      source one
      # above the second
      source two
      item-bytes 2


      # from storage
      path host-gpu
      base-ms   6.0
      ms-per-mb 1e-3
      point 8 9.5 of 3
      point 16 21..53
      \tpath storage-host warm\r
      base-ms nan
      # the end
      """
    let table = try Self.read(old, .profile)
    #expect(
      table.converted == """
        -- head
        -- (two lines)
        return {
          profile = "a",
          sources = {
            "one",
            -- above the second
            "two",
          },
          item_bytes = 2,

          -- from storage
          paths = {
            {
              path = "host-gpu",
              base_ms = 6.0,
              ms_per_mb = 1e-3,
              points = {
                { size = 8, ms = 9.5, events = 3 },
                { size = 16, low_ms = 21, high_ms = 53 },
              },
            },
            { path = "storage-host warm", base_ms = "nan" },
          },
        }
        -- the end

        """)
    #expect(try LuaValue(parsing: Array(table.converted.utf8), file: "f") == table.table)
    let bytes = table.table.entries?.first { $0.name == "item_bytes" }
    #expect(bytes?.spot.place(in: "f") == Fault.Place(file: "f", line: 8, column: 1))
    let point = table.table.entries?.last?.value.entries?.first?.value.entries?.last?.value.entries?.last?.value
    #expect(
      point?.entries?.map { "\($0.name ?? "") \($0.spot.line):\($0.spot.column)" }
        == ["size 16:7", "low_ms 16:10", "high_ms 16:14"])
  }

  static let cases: [(String, String)] = [
    ("usable 52.56 GiB", "usable_gib = 52.56"),
    ("kv 8 16 305104", "kv = { { slots = 8, rank = 16, tokens = 305104 } }"),
    ("kv 8 16 refused", "kv = { { slots = 8, rank = 16, refused = true } }"),
    (
      "kv-formula 3.0 tokens - S*( 4 + 5 * R )".replacing("S*(", with: "S * ("),
      "kv_formula = { tokens = 3.0, per_slot = 4, per_slot_rank = 5 }"
    ),
    ("memory 1 GiB + S * (2 + 3 * R)", "memory_gib = { weights = 1, per_slot = 2, per_slot_rank = 3 }"),
    ("mean-lengths 4 prompt, 5 output", "mean_lengths = { prompt = 4, output = 5 }"),
    ("gpu-memory 8 GiB, of which the engine takes .9", "gpu_memory = { gib = 8, engine_share = .9 }"),
    ("term base 1 ms", "terms = { { term = \"base\", ms = 1 } }"),
    (
      "term base 1 ms rows 3 residual 2 % from a (b), c",
      "terms = { { term = \"base\", ms = 1, rows = 3, residual_percent = 2, from = \"a ( b ) , c\" } }"
    ),
    ("term base 1 ms from a", "terms = { { term = \"base\", ms = 1, from = \"a\" } }"),
    ("term base 1 ms from", "terms = { { term = \"base\", ms = 1 } }"),
    ("gpu any, (of two)  ", "gpu = \"any, (of two)\""),
    (
      "metrics-every 2 s, merging steps of at most 4 decodes", "metrics_every = { seconds = 2, merged_decodes = 4 }"
    ),
  ]

  @Test("lines of the twin become fields", arguments: cases)
  func lines(old: String, new: String) throws {
    #expect(try Self.read("twin x\n\(old)\n", .twin).converted == "return {\n  twin = \"x\",\n  \(new),\n}\n")
  }

  @Test("a surrogate's trees become tables of tables, its words lists")
  func trees() throws {
    let old = """
      surrogate 1
      profile a(b) 00ff
      features x y
      calibration 1 -2 3e-5
      trees share 2
      8<1.5 7<2.25 -1 3.5 0
      0.25
      trees optimum-slots 0
      end
      """
    #expect(
      try Self.read(old, .surrogate).converted == """
        return {
          surrogate = 1,
          profile = "a(b)",
          profile_sha256 = "00ff",
          features = { "x", "y" },
          calibration = { constant = 1, margin = -2, share = 3e-5 },
          trees = { share = {{8,1.5,{7,2.25,-1,3.5},0},{0.25}}, optimum_slots = {} },
        }

        """)
  }

  static let broken: [(String, KeywordForm, String)] = [
    ("model x\n", .twin, "f:1:1: no 'twin' line begins the file"), ("", .twin, "f: no 'twin' line begins the file"),
    ("# a\n", .profile, "f: no 'profile' line begins the file"),
    ("twin\n", .twin, "f:1:5: 'twin' is empty; expected a value"),
    ("twin a\nmodle b\n", .twin, "f:2:1: 'modle' is no keyword here"),
    ("profile a\npath x\nmodel b\n", .profile, "f:3:1: 'model' is no keyword here"),
    ("twin a\nmodel b\nmodel c\n", .twin, "f:3:1: 'model' stands twice"),
    ("profile a\npath x\nbase-ms 1\nbase-ms 2\n", .profile, "f:4:1: 'base-ms' stands twice"),
    ("twin a\nusable nan GiB\n", .twin, "f:2:8: 'usable' is 'nan GiB'; expected 'usable NUMBER GiB'"),
    (
      "twin a\nmean-lengths -3 prompt, x output\n", .twin,
      "f:2:14: 'mean-lengths' is '-3 prompt, x output'; expected 'mean-lengths NUMBER prompt , NUMBER output'"
    ),
    (
      "twin a\nkv 8 8 9 9\n", .twin,
      "f:2:4: 'kv' is '8 8 9 9'; expected 'kv NUMBER NUMBER [refused] [NUMBER]'"
    ),
    (
      "profile a\npath x\npoint 8 9..x\n", .profile,
      "f:3:7: 'point' is '8 9..x'; expected 'point NUMBER NUMBER or LOW..HIGH [of NUMBER]'"
    ),
    ("surrogate 1\n", .surrogate, "f:2: the file ends where 'end' was expected"),
    ("surrogate 1\nend\nmore\n", .surrogate, "f:3:1: a line follows the last one"),
    ("surrogate 1\ntrees share 2\n0.5\n", .surrogate, "f:4: the file ends where a tree of 'share' was expected"),
    ("surrogate 1\ntrees share 2\n0.5", .surrogate, "f:3: the file ends where a tree of 'share' was expected"),
    ("surrogate 1\ntrees share 1\n0.5 1\nend\n", .surrogate, "f:3: tree 1 of 'share' cannot be read"),
    ("surrogate 1\ntrees a 0\ntrees a 0\nend\n", .surrogate, "f:3:1: 'trees a' stands twice"),
    ("surrogate 1\ntrees share x\n", .surrogate, "f:2:7: 'trees' is 'share x'; expected 'trees NAME COUNT'"),
  ]

  @Test("a line that is none of the form is refused with its place", arguments: broken)
  func refusal(text: String, form: KeywordForm, message: String) {
    let fault = #expect(throws: Fault.self) { try Self.read(text, form) }
    #expect(fault?.described.prefix(while: { $0 != "\n" }) == message[...])
    #expect(fault?.fix != nil)
  }

  @Test("a form is known by the first line that is no comment, and a table is none")
  func forms() {
    #expect(KeywordForm.of(Array("# a\n\n  twin x\n".utf8)) != nil)
    #expect(KeywordForm.of(Array("profile x".utf8)) != nil)
    for text in ["", "# a\n", "return { profile = 1 }", "-- twin\nreturn {}", "twins x"] {
      #expect(KeywordForm.of(Array(text.utf8)) == nil)
    }
    #expect(throws: Fault.self) { try LuaValue(parsing: Array("twins x".utf8), file: "f", old: .twin) }
    #expect(throws: Never.self) { try LuaValue(parsing: Array("twin x".utf8), file: "f", old: .twin) }
    #expect(throws: Never.self) { try LuaValue(parsing: Array("-- twin x\nreturn {}".utf8), file: "f", old: .twin) }
  }

  @Test("each old file that was read is told once")
  func notes() throws {
    _ = try LuaValue(parsing: Array("twin x".utf8), file: "dir/it's.twin", old: .twin)
    _ = try LuaValue(parsing: Array("twin x".utf8), file: "dir/it's.twin", old: .twin)
    let note = "dir/it's.twin is in the old form, which is still read: scripts/convert 'dir/it'\\''s.twin' rewrites it"
    #expect(OldForms.takeNotes().filter { $0.hasPrefix("dir/it's") } == [note])
    _ = try LuaValue(parsing: Array("twin x".utf8), file: "dir/it's.twin", old: .twin)
    #expect(!OldForms.takeNotes().contains(note))
  }
}
