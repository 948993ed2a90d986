import Core
import Testing
import Twin

@testable import Placement

@Suite("The file of demands", .timeLimit(.minutes(60)))
struct DemandTableTests {
  private static func read(_ text: String) throws -> DemandTable {
    try DemandTable(ArrayBytes(text), file: "w.csv", profile: try llama())
  }

  @Test("is read with all its columns, and with as few as three")
  func reads() throws {
    let full = try Self.read(
      "adapter,rank,rate,input_mean,output_mean,gpu,apart,replicas\nchat,8,0.5,100,50,2,eu,3\nlaw,16,0,,,,,\n")
    #expect(
      full.adapters == [
        AdapterDemand(
          name: "chat", rank: 8, rate: 0.5, meanInput: 100, meanOutput: 50, pin: 1, apart: "eu", replicas: 3),
        AdapterDemand(name: "law", rank: 16, rate: 0),
      ])
    #expect(full.lines == [2, 3])
    let short = try Self.read("name,rate,rank,input,output\nchat,0.5,8,100,50\n")
    #expect(short.adapters == [AdapterDemand(name: "chat", rank: 8, rate: 0.5, meanInput: 100, meanOutput: 50)])
  }

  @Test(
    "is refused with the place, the value and what was expected",
    arguments: [
      ("", "w.csv: the file is empty; expected a header"),
      (
        "adapter,rank,rate\n",
        """
        w.csv: there is a header and no adapter
          fix:    give each adapter a row: adapter, rank, rate
        """
      ),
      ("adapter,rank,rate\na,8,-1\n", "w.csv:2:5: rate is '-1'; expected a finite number, 0 to 10000"),
      ("adapter,rank,rate\na,8,nan\n", "w.csv:2:5: rate is 'nan'; expected a finite number, 0 to 10000"),
      ("adapter,rank,rate\na,8,\n", "w.csv:2:5: rate is empty; expected a finite number, 0 to 10000"),
      (
        "adapter,rank,rate\na,8,1\nb,12,1\n",
        """
        w.csv:3:3: rank is 12; expected one that the profile llama-3.1-8b-h100 was measured with: 8, 16, 32
          fix:    write 16: slots are padded to the highest rank anyway
        """
      ),
      (
        "adapter,rank,rate\na,64,1\n",
        """
        w.csv:2:3: rank is 64; expected one that the profile llama-3.1-8b-h100 was measured with: 8, 16, 32
          fix:    name a profile with ranks up to 64: --model mine.twin
        """
      ),
      (
        "adapter,rank,rate\na,8,1\nb,8,1\na,16,2\n",
        """
        w.csv:4:1: the adapter 'a' occurs twice, first in line 2
          fix:    rename one of the two, or add their rates and keep one row
        """
      ),
      (
        "adapter,rank,rate\na,8,0\n",
        """
        w.csv: nothing is asked for: all rates are 0
          fix:    give at least one adapter a rate above 0
        """
      ),
      (
        "adapter,rank\na,8\n",
        """
        w.csv:1: there is no column 'rate'
          fix:    the header has 'adapter', 'rank'
        """
      ),
      (
        "adapter,name,rank,rate\na,a,8,1\n",
        """
        w.csv:1: 'adapter' occurs twice in the header, once as 'name'
          fix:    keep one of the two
        """
      ),
      ("adapter,rank,rate,gpu\na,8,1,0\n", "w.csv:2:7: gpu is '0'; expected a whole number, 1 to 10000"),
      (
        "adapter,rank,rate,output_mean\na,8,1,4000\n",
        "w.csv:2:7: output_mean is '4000'; expected a finite number, 1 to 2040"
      ),
    ])
  func refuses(text: String, message: String) throws {
    let fault = #expect(throws: Fault.self) { try Self.read(text) }
    #expect(fault?.described == message)
  }

  @Test("what if there were more, or they were asked for more")
  func whatIf() throws {
    let table = DemandTable(even(2, rate: 1), file: "t.csv")
    let more = try WhatIf("adapters=+3").applied(to: table)
    #expect(more.adapters.map(\.name) == ["a0", "a1", "a0~1", "a1~1", "a0~2"])
    #expect(try WhatIf("rates=*1.5").applied(to: table).adapters.map(\.rate) == [1.5, 1.5])
    let fault = #expect(throws: Fault.self) { try WhatIf("rates=+2") }
    #expect(
      fault?.described == """
        what if 'rates=+2'? expected adapters=+COUNT or rates=*FACTOR
          fix:    --what-if adapters=+100, --what-if 'rates=*1.5'
        """)
  }

  @Test("an added adapter passes over a name that is there")
  func whatIfNames() throws {
    var demands = even(2, rate: 1)
    demands[1].name = "a0~1"
    let added = try WhatIf("adapters=+1").applied(to: DemandTable(demands, file: "t.csv")).adapters
    #expect(added.map(\.name) == ["a0", "a0~1", "a0~2"])
  }

  @Test("an added adapter is not pinned, though the one that it is like is")
  func whatIfPins() throws {
    var demands = even(1, rate: 1)
    demands[0].pin = 0
    let added = try WhatIf("adapters=+1").applied(to: DemandTable(demands, file: "t.csv")).adapters
    #expect(added.map(\.pin) == [0, nil])
  }
}
