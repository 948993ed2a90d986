import ArgumentParser
import Core
import Glibc

/// `polarbench-fuzz commands`: command lines and the files they name, with changed numbers; the program must always end
/// with one of its own exit codes.
struct FuzzCommands: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "commands", abstract: "Run the program with mutated flags and files.",
    discussion: """
      The i-th command line depends on the seed and i alone. Each runs in a child with \(Child.seconds) seconds and
      \(Child.mebibytes) MiB of address space. A signal, or another code than 0, 1, 2 and 64, ends the run with the
      command that reproduces it. Commands that are still busy then are counted: long work is not a fault.

      Examples:
        scripts/fuzz commands --inputs 5000
        scripts/fuzz commands --only 4711
      """)

  @Option(help: "Command lines to run.")
  var inputs = 2000

  @Option(help: "The number of the first.")
  var first = 0

  @Option(help: "The seed of all command lines.")
  var seed: UInt64 = 1

  @Option(help: "One command line by its number: it is printed with its file, then run.")
  var only: Int?

  @Option(help: "The program (default: polarbench beside this one).")
  var program: String?

  func run() throws {
    let folder = try Child.makeFolder()
    let program = self.program ?? Child.beside("polarbench")
    let root = Seed(seed).derived("fuzz", "commands")
    if let only {
      let one = SeedCommand.mutated(only, root)
      print(ShellWord.joined(["polarbench"] + one.words))
      for (name, text) in one.files { print("# \(name)\n\(String(decoding: text, as: UTF8.self))") }
      let end = try Child.run(program, one, in: folder)
      print(end.described)
      return
    }
    var ends: [String: Int] = [:]
    for i in first..<first + inputs {
      let one = SeedCommand.mutated(i, root)
      let end = try Child.run(program, one, in: folder)
      ends[end.kind, default: 0] += 1
      guard end.isFine else {
        print("\n\(end.described)\n  \(ShellWord.joined(["polarbench"] + one.words))\nsee it again by")
        print("  scripts/fuzz commands --seed \(seed) --only \(i)")
        throw ExitCode(1)
      }
    }
    let counts = ends.sorted { $0.key < $1.key }.map { "\($1) \($0)" }
    print("\(grouped(inputs)) commands: \(counts.joined(separator: ", "))")
  }
}

/// The end of a child.
struct ChildEnd {
  var status: Int32
  var wasStopped: Bool
  var errors: String

  var signal: Int32 { status & 0x7f }
  var code: Int32 { status >> 8 & 0xff }
  var isFine: Bool { wasStopped || signal == 0 && [0, 1, 2, 64].contains(code) }
  var kind: String { wasStopped ? "still busy" : signal != 0 ? "signal \(signal)" : "code \(code)" }
  var described: String { "ended with \(kind): \(errors)" }
}

enum Child {
  static let seconds = 20
  static let mebibytes = 6000

  static func makeFolder() throws -> String {
    var template = Array("/tmp/polarbench-fuzz-XXXXXX".utf8CString)
    let made = template.withUnsafeMutableBufferPointer { mkdtemp($0.baseAddress!) != nil }
    guard made else { throw ValidationError("cannot make a folder in /tmp") }
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  static func beside(_ name: String) -> String {
    guard let path = realpath("/proc/self/exe", nil) else { return name }
    defer { free(path) }
    let own = String(cString: path)
    return own[..<(own.lastIndex(of: "/") ?? own.startIndex)] + "/" + name
  }

  /// Runs one command line in the folder, with its files in it.
  static func run(_ program: String, _ one: SeedCommand, in folder: String) throws -> ChildEnd {
    for (name, text) in one.files {
      guard let file = fopen(folder + "/" + name, "we") else { throw ValidationError("cannot write \(name)") }
      fwrite(text, 1, text.count, file)
      fclose(file)
    }
    let shell =
      "cd '\(folder)' && rm -rf out && ulimit -v \(mebibytes << 10) && ulimit -t \(seconds) && ulimit -f 400000 && "
      + "SWIFT_BACKTRACE=enable=no exec \"$0\" \"$@\" </dev/null >/dev/null 2>errors"
    let words = ["/bin/sh", "-c", shell, program] + one.words
    var arguments = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var child = pid_t()
    guard posix_spawn(&child, "/bin/sh", nil, nil, &arguments, environ) == 0 else {
      throw ValidationError("cannot run \(program)")
    }
    var status: Int32 = 0
    let end = now() + Double(seconds) * 2
    while waitpid(child, &status, WNOHANG) == 0 {
      if now() > end { kill(child, SIGKILL) }
      usleep(2000)
    }
    let stopped = [SIGXCPU, SIGKILL, SIGXFSZ].contains(status & 0x7f)
    return ChildEnd(status: status, wasStopped: stopped, errors: tail(of: folder + "/errors"))
  }

  private static func tail(of path: String) -> String {
    guard let file = fopen(path, "re") else { return "" }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 600)
    let count = fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes[..<count], as: UTF8.self)
  }
}
