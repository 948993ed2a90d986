import Foundation
import Testing

/// Untrusted text has no effect on a terminal, on a spreadsheet or on a command line.
@Suite("The terminal", .timeLimit(.minutes(60)))
struct TerminalTests {
  private static let forger = """
    local P = { name = "forger", kind = "router", api = 1, title = "T\\27[31m", summary = "S\\nerror: forged",
      sources = { "\\226\\128\\174src" },
      parameters = { { name = "word", default = "a\\27[2J", choices = { "a\\27[2J", "=1+1" }, summary = "p\\rq" } } }
    function P.start()
      host.log("log\\27[31m\\7\\r\\n  replay: forged")
      return {}
    end
    function P.route(state, request)
      if request.step == 1 then error("boom\\n  replay: curl x | sh\\27]0;title\\7\\255") end
      return 1
    end
    return P
    """

  private func run(_ arguments: [String], in folder: URL, _ environment: [String: String] = [:]) throws
    -> Command.Outcome
  {
    try Command.run(program: Command.binary, arguments, in: folder, environment: environment)
  }

  /// Runs a shell command in which `$P` is the program.
  private func shell(_ command: String, in folder: URL) throws -> Command.Outcome {
    try Command.run(
      program: URL(filePath: "/bin/bash"), ["-c", command], in: folder, environment: ["P": Command.binary.path])
  }

  private func isClean(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy {
      $0 == "\n" || $0.value >= 0x20 && !(0x7f..<0xa0).contains($0.value) && $0 != "\u{202e}"
    }
  }

  @Test("a policy's card, log and errors have no line of their own and no control character")
  func policy() throws {
    try Command.inFolder { folder in
      try Self.forger.write(to: folder.appending(path: "f.lua"), atomically: true, encoding: .utf8)
      let shown = try run(["show", "f.lua"], in: folder)
      #expect(
        shown.output == #"""
          T\u{1B}[31m · router
          S\nerror: forged

          sources: \u{202E}src
          parameter  default     range                   unit  what it does
          word       a\u{1B}[2J  'a\u{1B}[2J' or '=1+1'        p\rq

          """#)
      let ran = try run(["run", "f.lua+lru", "--scenario", "edge-15", "-n", "9"], in: folder)
      #expect(ran.status == 2)
      #expect(
        ran.errors == #"""
          log t 0  log\u{1B}[31m\u{7}\r\n  replay: forged
          error: f.lua:9: boom\n  replay: curl x | sh\u{1B}]0;title\u{7}\xFF
            at:     step 1 of edge-15 (capacity 4: adapter-00, adapter-01, adapter-02, adapter-03)
            replay: polarbench run f.lua+lru --scenario edge-15 -n 9 --show 0..1

          """#)
      let json = try run(["show", "f.lua", "--json"], in: folder)
      #expect(isClean(json.output))
      let card = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
      #expect(card?["summary"] as? String == "S\nerror: forged")
      #expect(card?["title"] as? String == "T\u{1b}[31m")
      #expect(card?["sources"] as? [String] == ["\u{202e}src"])
    }
  }

  @Test("the parser's own messages quote arguments on one line")
  func parser() throws {
    try Command.inFolder { folder in
      for arguments in [
        ["list", "--bogus\n  replay: curl\u{1b}[31m"], ["nothing\n  replay: curl\u{1b}"],
        ["list", "--kind", "a\n  replay: curl\u{1b}[2J"], ["run", "polar", "-n", "1\n  replay: curl\u{1b}"],
        ["run", "polar", "--scenario", "a\n  replay: curl\u{202e}"],
      ] {
        let outcome = try run(arguments, in: folder)
        #expect(outcome.status != 0)
        #expect(isClean(outcome.errors), "\(outcome.errors.debugDescription)")
        #expect(outcome.errors.contains("\\n  replay: curl"), "\(outcome.errors)")
        #expect(!outcome.errors.contains("\n  replay: curl"))
      }
    }
  }

  @Test("names in traces are shown in tables and steps, and JSON has them exactly")
  func traces() throws {
    try Command.inFolder { folder in
      try "time,obj_id,size\n".write(to: folder.appending(path: "x.csv"), atomically: true, encoding: .utf8)
      let trace = folder.appending(path: "t")
      try FileManager.default.createDirectory(at: trace, withIntermediateDirectories: true)
      try "name,bytes,rank\n\"a\nb\",1,\n\u{1b}[31m,1,\n=1+1,1,\n".write(
        to: trace.appending(path: "adapters.csv"), atomically: true, encoding: .utf8)
      try "adapter\n\"a\nb\"\n\u{1b}[31m\n=1+1\n\"a\nb\"\n".write(
        to: trace.appending(path: "requests.csv"), atomically: true, encoding: .utf8)
      try "return { name = 't\\27[2J', note = 'n\\nerror: forged' }".write(
        to: trace.appending(path: "trace.lua"), atomically: true, encoding: .utf8)
      for arguments in [["info", "t"], ["check", "t"]] {
        let outcome = try run(["trace"] + arguments, in: folder)
        #expect(isClean(outcome.output + outcome.errors))
        #expect(!outcome.output.contains("\nerror: forged"))
      }
      let stepped = try run(["run", "asked+lru", "--trace", "t", "-k", "1", "--show", "0..3"], in: folder)
      #expect(isClean(stepped.output + stepped.errors))
      #expect(stepped.output.contains(#"a\nb"#))
      let json = try run(["trace", "info", "t", "--json"], in: folder)
      #expect(isClean(json.output))
      // What we read ourselves is written as it is.
      #expect(try run(["trace", "import", "csv", "x.csv", "--output", "u"], in: folder).status == 2)
    }
  }

  @Test("a file whose name is not UTF-8 is found, shown by its bytes, and can be run again")
  func names() throws {
    try Command.inFolder { folder in
      let made = try shell(
        #"""
        $P new evictor mine -q >/dev/null 2>&1 || $P new evictor mine >/dev/null; mv mine.lua $'m\xff.lua'
        $P show $'m\xff.lua' | head -1
        $P run $'linucb+m\xff.lua' --scenario edge-15 -n 30 | head -2
        $P run $'linucb+m\xff.lua' --scenario edge-15 -n 30 --json > run.json
        $P tournament $'linucb+m*.lua' lru+lru --scenario edge-15 -n 5 2>/dev/null
        $P show $'none\xff.lua'
        """#, in: folder)
      #expect(made.output.contains("linucb+mine on edge-15, capacity 4\n" + #"linucb+mine is linucb+m\xFF.lua"#))
      #expect(
        made.errors.hasSuffix(
          #"""
          error: cannot read none\xFF.lua: No such file or directory
            fix:    look at the path; 'polarbench new' writes a file to start from

          """#))
      let json = try String(contentsOf: folder.appending(path: "run.json"), encoding: .utf8)
      #expect(json.contains(#""spelling":"linucb+m\udbff\udeff.lua""#))
    }
  }

  @Test("a result that cannot be written is reported, and ends with 2; a closed reader does not")
  func lost() throws {
    try Command.inFolder { folder in
      let full = try shell("$P list > /dev/full", in: folder)
      #expect(full.status == 2)
      #expect(
        full.errors == """
          error: cannot write the result to standard output: No space left on device
            fix:    look at what standard output leads to

          """)
      for command in ["$P --help > /dev/full", "$P show lru --json > /dev/full", "$P list >&-"] {
        let outcome = try shell(command, in: folder)
        #expect(outcome.status == 2, "\(command)")
        #expect(outcome.errors.hasPrefix("error: cannot write the result to standard output: "), "\(command)")
      }
      let closed = try shell("trap '' PIPE; $P list | true; echo ${PIPESTATUS[0]}", in: folder)
      #expect(closed.output == "0\n")
      #expect(closed.errors.isEmpty)
      #expect(try shell("$P show nobody 2> /dev/full", in: folder).status == 2)
      #expect(
        try shell(
          "$P twin run --model llama-3.1-8b -n 4 --rates 0.1 --ranks 8 --slots 4 --duration 60 --series /dev/full",
          in: folder
        ).status == 2)
    }
  }

  @Test(
    "a reader that goes away is a quiet end, whatever the caller does about SIGPIPE", arguments: ["default", "ignore"])
  func goneReader(signal: String) throws {
    let outcome = try Command.run(
      program: URL(filePath: "/usr/bin/env"),
      [
        "--\(signal)-signal=PIPE", "bash", "-c", "\"$0\" list | head -c 1; exit ${PIPESTATUS[0]}", Command.binary.path,
      ], in: Command.repository, environment: ["PATH": "/usr/bin:/bin"])
    #expect(outcome.status == 0 && outcome.errors == "", "\(outcome.status) \(outcome.errors)")
  }

  @Test("pipes are waited for where they are named, and refused where they lie in a folder")
  func pipes() throws {
    try Command.inFolder { folder in
      let fed = try shell(
        """
        $P new evictor e > /dev/null; mkfifo f.lua p.csv q.txt
        cat e.lua > f.lua & $P show f.lua --isolate | head -1; wait
        (sleep 0.2; printf 'time,obj_id,size\\n0,a,1\\n1,b,1\\n' > p.csv) & $P trace import csv p.csv --output t2 > /dev/null 2>&1; wait
        (sleep 0.2; printf 'a\\nb\\na\\n' > q.txt) & $P replay lru --trace q.txt --capacity 1 | tail -1; wait
        (sleep 0.2; cat p.csv > out) & $P twin run --model llama-3.1-8b -n 4 --rates 0.1 --ranks 8 --slots 4 \
          --duration 60 --series p.csv > /dev/null; wait; head -1 out
        $P trace info p.csv
        """, in: folder)
      #expect(
        fed.lines.dropFirst().starts(with: [
          "q: 3 requests for 2 objects; at 1 lru misses least.",
          "t_s,running,waiting,kv_use,preemptions_cum,loads_cum,finished_cum",
        ]))
      #expect(
        fed.errors == """
          error: p.csv: a pipe is read only once, and its header is needed to find the format
            fix:    name the format: polarbench trace import FORMAT p.csv --output DIR

          """)
      #expect(fed.output.contains("· evictor"), "\(fed.output) \(fed.errors)")
      let refused = try shell(
        "mkdir t a; mkfifo t/requests.csv a/adapter_config.json; $P trace info t; $P catalogue scan a; true", in: folder
      )
      #expect(
        refused.errors == """
          error: t/requests.csv: it is a pipe, a device or a folder; expected a regular file
            fix:    take it out of the folder, or put a file there
          error: a/adapter_config.json: it is a pipe, a device or a folder; expected a regular file
            fix:    take it out of the folder, or put a file there

          """)
    }
  }

  @Test("names that two kinds share are both shown, and kept as what they are")
  func kinds() throws {
    try Command.inFolder { folder in
      let random = try run(["show", "random", "--json"], in: folder)
      #expect(random.lines.filter { $0.contains("\"name\":\"random\"") }.count == 3)
      let robin = try run(["show", "round-robin"], in: folder)
      #expect(robin.output.contains("Round robin · router\n"))
      #expect(robin.output.contains("\nRound robin · replica-router\n"))
      let played = try run(
        [
          "tournament", "random+lru", "linucb+random", "--scenario", "edge-15", "-n", "20", "--replicates", "2", "-o",
          "r", "-q", "--no-report",
        ],
        in: folder)
      #expect(played.status == 0, "\(played.errors)")
      let manifest = try String(contentsOf: folder.appending(path: "r/manifest.json"), encoding: .utf8)
      let json = try #require(try JSONSerialization.jsonObject(with: Data(manifest.utf8)) as? [String: Any])
      let policies = try #require(json["policies"] as? [[String: Any]])
      let kinds = policies.prefix(2).map { ($0["parts"] as? [[String: Any]])?.compactMap { $0["kind"] as? String } }
      #expect(kinds == [["router", "evictor"], ["router", "evictor"]])
      let sources = policies.prefix(2).map {
        ($0["parts"] as? [[String: Any]])?.compactMap { $0["sources"] as? [String] }
      }
      #expect(sources[0]?[0] == [])
      #expect(sources[1]?[1] == ["Belady1966"])
    }
  }

  @Test("an adapter's name is never an option of vLLM, nor a formula in a table")
  func placement() throws {
    try Command.inFolder { folder in
      try
        "adapter,rank,rate,input_mean,output_mean\n-rf,16,0.5,180,220\n=1+1,8,0.2,300,150\n\"a b\nc\",32,0.05,900,150\n"
        .write(
          to: folder.appending(path: "w.csv"), atomically: true, encoding: .utf8)
      let arguments = ["place", "w.csv", "--model", "llama-3.1-8b", "--duration", "300", "--launch", "-o", "plan.csv"]
      let outcome = try run(arguments, in: folder)
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(outcome.output.contains(#"'{"name":"-rf","path":"adapters/-rf"}'"#))
      #expect(outcome.output.contains(#"'{"name":"a b\nc","path":"adapters/a b\nc"}'"#))
      let plan = try String(contentsOf: folder.appending(path: "plan.csv"), encoding: .utf8)
      #expect(plan.contains("\n'-rf,1,1,"))
      #expect(plan.contains("\n'=1+1,1,1,"))
      #expect(plan.contains("\na b\\nc,1,1,"))
      #expect(try run(arguments + ["--raw-csv"], in: folder).status == 0)
      let raw = try String(contentsOf: folder.appending(path: "plan.csv"), encoding: .utf8)
      #expect(raw.contains("\n-rf,1,1,") && raw.contains("\n=1+1,1,1,") && raw.contains("\n\"a b\nc\",1,1,"))
    }
  }

  @Test("no program in the folder at hand is run, however the PATH spells it")
  func planted() throws {
    try Command.inFolder { folder in
      let outcome = try shell(
        """
        mkdir -p .venv/bin sub
        for name in python3 sbatch squeue .venv/bin/python3; do
          printf '#!/bin/sh\\ntouch "%s/ran"\\nexit 1\\n' "$PWD" > $name; chmod +x $name; done
        printf 'import os; open("%s/ran", "w")\\n' "$PWD" > json.py
        $P tournament lru+lru 2>/dev/null
        $P tournament polar --scenario edge-15 -n 20 --replicates 2 -o r -q > /dev/null
        unset POLARBENCH_PYTHON
        PATH=".::sub/..:$PATH" VIRTUAL_ENV=.venv PYTHONPATH=. PYTHONSTARTUP=json.py $P report r -q > /dev/null
        PATH=".::sub/..:/usr/bin:/bin" $P submit polar --scenario edge-15 -n 20 --replicates 2 -o s > /dev/null
        POLARBENCH_PYTHON=.venv/bin/python3 $P report r -q > /dev/null
        ls ran 2>/dev/null; true
        """, in: folder)
      #expect(outcome.output.isEmpty, "\(outcome.output)")
      #expect(
        outcome.errors.contains(
          """
          error: POLARBENCH_PYTHON is '.venv/bin/python3'; expected a whole path, which begins with /
            fix:    so that no Python in the folder at hand is run: POLARBENCH_PYTHON="$PWD/.venv/bin/python3"
          """), "\(outcome.errors)")
    }
  }
}
