import Core
import Paging
import Testing

@Suite("Catalogues from CSV", .timeLimit(.minutes(60)))
struct CatalogueTests {
  private func catalogue(_ text: String) throws -> Catalogue { try Catalogue(csv: ArrayBytes(text), file: "c.csv") }

  @Test("columns are found by name; empty fields say nothing")
  func columns() throws {
    let read = try catalogue(
      "tier,bytes,name,tags,rank,pinned,base_model\r\nhost,80,\"a,b\",de legal,16,true,Qwen\r\n,7,c,,,,")
    #expect(
      read.adapters == [
        Adapter(
          name: "a,b", sizeBytes: 80, rank: 16, baseModel: "Qwen", tags: ["de", "legal"], isPinned: true,
          startsIn: .host), Adapter(name: "c", sizeBytes: 7),
      ])
  }

  @Test("a catalogue reads back from its own CSV")
  func roundTrip() throws {
    let written = Catalogue([
      Adapter(name: "quote \" and, comma\n", sizeBytes: 1),
      Adapter(name: "b", sizeBytes: 9, rank: 4, tags: ["x", "y"]),
      Adapter(name: "c", sizeBytes: 2, baseModel: "m", isPinned: true, startsIn: .gpu),
    ])
    #expect(try catalogue(written.csv) == written)
  }

  @Test(
    "a broken catalogue is refused with its place",
    arguments: [
      ("", "c.csv: the file is empty; expected a header"),
      ("name,bytes\n", "c.csv: the file has a header and no adapters"),
      ("name\na\n", "c.csv:1: there is no column 'bytes'\n  fix:    the header has 'name'"),
      ("name,bytes\na,1\na,2\n", "c.csv:3:1: the adapter 'a' occurs twice\n  fix:    rename one of the two"),
      ("name,bytes\n,1\n", "c.csv:2:1: name is empty; expected a name"),
      (
        "name,bytes\n" + (0..<9).map { "\($0),1125899906842624\n" }.joined(),
        "c.csv:10:3: the adapters up to this one have more than 9007199254740992 bytes together\n"
          + "  fix:    see whether the column is in bytes"
      ),
      (
        "name,bytes\na,9223372036854775807\n",
        "c.csv:2:3: bytes is '9223372036854775807'; expected a whole number, 1 to 1125899906842624"
      ),
      ("name,bytes,rank\na,1,1000001\n", "c.csv:2:5: rank is '1000001'; expected a whole number, 1 to 1000000"),
      ("name,bytes\na,0\n", "c.csv:2:3: bytes is '0'; expected a whole number, 1 to 1125899906842624"),
      ("name,bytes\na,1e3\n", "c.csv:2:3: bytes is '1e3'; expected a whole number, 1 to 1125899906842624"),
      ("name,bytes,rank\na,1,-8\n", "c.csv:2:5: rank is '-8'; expected a whole number, 1 to 1000000"),
      ("name,bytes,pinned\na,1,yes\n", "c.csv:2:5: pinned is 'yes'; expected true or false"),
      ("name,bytes,tier\na,1,disk\n", "c.csv:2:5: tier is 'disk'; expected 'storage', 'host' or 'gpu'"),
      (
        "name,bytes,teir\na,1,gpu\n",
        "c.csv:1: the column 'teir' is not known here\n  fix:    did you mean 'tier'? known are name, bytes, rank, "
          + "base_model, tags, pinned, tier, dtype, lora_tensors, lora_file_bytes, head_tensors, head_file_bytes"
      ),
      (
        "name,bytes\na\n",
        "c.csv:2: the row has 1 field; the header has 2\n"
          + "  fix:    look for a truncated line, or for a delimiter that is not in quotes"
      ),
    ])
  func broken(text: String, message: String) {
    do {
      _ = try catalogue(text)
      Issue.record("no fault")
    } catch let fault as Fault { #expect(fault.described == message) } catch {}
  }
}
