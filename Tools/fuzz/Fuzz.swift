import ArgumentParser
import Glibc

/// `polarbench-fuzz`: untrusted input for every reader.
@main
struct Fuzz: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "polarbench-fuzz", abstract: "Broken inputs for readers, broken and hostile scripts for the Lua API.",
    subcommands: [FuzzReaders.self, FuzzCommands.self, FuzzScripts.self, RunAttacks.self],
    defaultSubcommand: FuzzReaders.self)
}

/// Seconds of a monotonic clock.
func now() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

/// Resident KiB of the process now.
func residentKiB() -> Int {
  guard let file = fopen("/proc/self/statm", "re") else { return 0 }
  defer { fclose(file) }
  var line = [CChar](repeating: 0, count: 128)
  guard fgets(&line, Int32(line.count), file) != nil else { return 0 }
  let words = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self).split(
    separator: " ")
  return words.count > 1 ? (Int(words[1]) ?? 0) * Int(sysconf(Int32(_SC_PAGESIZE))) / 1024 : 0
}

/// The most resident KiB of the process so far.
func mostResidentKiB() -> Int {
  var usage = rusage()
  getrusage(RUSAGE_SELF.rawValue, &usage)
  return usage.ru_maxrss
}
