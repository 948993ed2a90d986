import Core
import Foundation
import Scripting
import Testing

/// docs/reference/host.lua and the page made of it, against what a script finds when it runs.
@Suite("What a script is given", .timeLimit(.minutes(60)))
struct SandboxTests {
  private let annotations: Annotations

  init() throws { annotations = try Annotations() }

  @Test("is what is documented, name by name")
  func names() {
    var documented = Set(annotations.offered)
    // Models and single models are the same object.
    documented.formUnion(annotations.functions.map { $0.name.replacing("Ridge:", with: "Model:") })
    for view in ["Residents", "Request", "Outcome", "Model"] {
      documented.formUnion(annotations.fields[view]!.map { "\(view).\($0)" })
    }
    documented.formUnion(annotations.fields["Request"]!.map { "Outcome.\($0)" })
    let found = Sandbox.names()
    #expect(found.count > 100)
    #expect(found.subtracting(documented).sorted() == [], "found, and not documented")
    #expect(documented.subtracting(found).sorted() == [], "documented, and not found")
  }

  @Test("has a sentence for each function")
  func sentences() {
    #expect(annotations.functions.filter { $0.sentence.isEmpty }.map(\.name) == [])
  }

  @Test("stands on the page that scripts/host-reference writes")
  func page() throws {
    let written = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: written) }
    let process = Process()
    process.executableURL = PolicyFiles.repository.appending(path: "scripts/host-reference")
    process.arguments = [written.path]
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    let page = PolicyFiles.repository.appending(path: "docs/reference/host.md")
    #expect(
      try String(contentsOf: page, encoding: .utf8) == String(contentsOf: written, encoding: .utf8),
      "run scripts/host-reference")
  }

  // Calls, by their signatures

  private static let samples = [
    "integer": "1", "number": "0.5", "Adapter": "1", "Vector": "vector()", "number[]|Vector": "{ 0.5, 1, 2 }",
    "Rows": "rows()", "ModelOptions": "{ arms = 3, dim = 3 }", "RidgeOptions": "{ dim = 3 }", "T[]": "{ 1, 2 }",
    "CoverOptions": "{ utilities = rows(), costs = vector(), capacity = 1 }", "any": "1",
  ]
  private static let objects = [
    "Vector": "vector()", "Rows": "rows()", "Model": "host.linucb { arms = 3, dim = 3 }",
    "Ridge": "host.ridge { dim = 3 }", "Heap": "heap()", "List": "list()", "Ring": "host.ring(2)",
    "Sketch": "host.sketch(8, 2)", "Ewma": "host.ewma(3)", "Rng": "host.rng()", "Residents": "residents",
  ]
  /// Shown by verbs of the twin alone: `TwinScriptTests`.
  private static let twinViews = ["Heads", "Replicas"]
  private static let makers = """
    local function vector() return host.vector { 0.5, 1, 2 } end
    local function rows() local r = host.rows(3) r:append(vector()) return r end
    local function heap() local h = host.heap() h:set(1, 2) return h end
    local function list() local l = host.list() l:front(1) return l end
    local function kind(x)
      if math.type(x) == "integer" then return "integer" end
      if type(x) ~= "userdata" then return type(x) end
      local name = tostring(x)
      for i = 1, #name do if string.sub(name, i, i) == ":" then return string.sub(name, 1, i - 1) end end
    end
    local function kinds(...) local t = table.pack(...) for i = 1, t.n do t[i] = kind(t[i]) end
      return table.concat(t, " ") end
    """

  /// A call with the first `count` parameters, as a script would write it.
  private func call(_ function: Annotations.Function, _ count: Int) throws -> String {
    let arguments = try function.parameters.prefix(count).map { try #require(Self.samples[$0.type], "\($0.type)") }
    let name =
      Self.objects[function.owner].map { "(\($0)):" + function.name.split(separator: ":")[1] } ?? function.name
    return "\(name)(\(arguments.joined(separator: ", ")))"
  }

  /// The value of an expression in a `victim` with adapters 1 and 2 of 3 resident.
  private func answer(_ expression: String) throws -> String {
    let fault = try firstMiss(
      """
      \(Self.makers)
      local P = { name = "probe", kind = "evictor", api = 1 }
      function P.victim(state, adapter, residents) error("=" .. kinds(\(expression)), 0) end
      return P
      """)
    return fault.reason.hasPrefix("=") ? String(fault.reason.dropFirst()) : "! " + fault.reason
  }

  private static let kinds = [
    "integer": ["integer"], "number": ["number", "integer"], "boolean": ["boolean"], "Vector": ["vector"],
    "Rows": ["rows"], "Adapter": ["integer"], "Adapter[]": ["table"], "T[]": ["table"], "Model": ["model"],
    "Ridge": ["model"], "Heap": ["heap"], "List": ["list"], "Ring": ["ring"], "Sketch": ["sketch"], "Ewma": ["ewma"],
    "Rng": ["rng"],
  ]

  @Test("takes what its signature says, with and without what may be left out, and answers what it says")
  func signatures() throws {
    for function in annotations.functions where !Self.twinViews.contains(function.owner) {
      let needed = function.parameters.filter { !$0.isOptional }.count
      for count in needed...function.parameters.count {
        // Who is resident is probed by the evictors.
        if function.parameters.prefix(count).contains(where: { $0.type == "Residents" }) { continue }
        let call = try call(function, count)
        let told = try answer(call)
        let answers = told.split(separator: " ").map(String.init)
        #expect(answers.count == function.answers.count, "\(call) answered \(told)")
        for (answer, type) in zip(answers, function.answers) {
          let isOptional = type.hasSuffix("?")
          let known = try #require(Self.kinds[isOptional ? String(type.dropLast()) : type], "\(type)")
          #expect(known.contains(answer) || isOptional && answer == "nil", "\(call) answered \(answer), not \(type)")
        }
      }
    }
  }

  @Test("refuses a call without what it needs")
  func missing() throws {
    for function in annotations.functions
    where function.parameters.first?.isOptional == false && !Self.twinViews.contains(function.owner) {
      // A line of no words is a line.
      if function.name == "host.log" { continue }
      let needed = function.parameters.filter { !$0.isOptional }.count
      let call = try call(function, needed - 1)
      #expect(try answer(call).hasPrefix("! "), "\(call) was taken")
    }
  }

  @Test("has the options that are documented")
  func options() throws {
    func options(_ function: String) throws -> Set<String> {
      let told = try answer("host.\(function) { none = 1 }")
      let list = try #require(told.split(separator: "it has ").last, "\(told)")
      return Set(list.split(separator: ", ").map(String.init))
    }
    #expect(try options("linucb").union(options("lints")) == Set(annotations.fields["ModelOptions"]!))
    #expect(try options("ridge") == Set(annotations.fields["RidgeOptions"]!))
    #expect(try options("cover") == Set(annotations.fields["CoverOptions"]!))
  }

  @Test("has the width of rows, which they work out")
  func width() throws {
    #expect(try answer("rows().width") == "integer")
  }

  @Test("has the fields of the setting that are documented, and no other")
  func setting() throws {
    let script = try script(
      """
      local P = { name = "probe", kind = "evictor", api = 1 }
      function P.start(setting)
        local names = {}
        for name in pairs(setting) do table.insert(names, name) end
        error(table.concat(names, " "), 0)
      end
      function P.victim() end
      return P
      """)
    var setting = Setting(adapterCount: 2, capacity: Capacity(1), horizon: 9)
    setting.replicaCount = 3
    let fault = #expect(throws: Fault.self) { try script.start(setting) }
    #expect(try #require(fault).reason == annotations.fields["Setting"]!.sorted().joined(separator: " "))
  }
}
