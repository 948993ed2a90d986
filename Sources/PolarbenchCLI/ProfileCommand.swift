import ArgumentParser
import Core
import Paging
import Printing

/// `profile`: latencies of moving adapters to the GPU.
struct ProfileCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "profile", abstract: "Show, fit or measure the time to move adapters to the GPU.",
    discussion: """
      Examples:
        polarbench profile show qwen2.5-7b-vllm
        polarbench profile probe . --output mine.profile
      """,
    subcommands: [ProfileFit.self, ProfileProbe.self, ProfileShow.self])
}

/// `profile show`: the shipped profiles, or one.
struct ProfileShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "List the shipped profiles, or show one, shipped or from a file.",
    discussion: """
      Examples:
        polarbench profile show
        polarbench profile show qwen2.5-7b-vllm
      """)

  @Argument(help: "A shipped profile's name, or a file; without it, the shipped ones are listed.")
  var profile: String?

  @OptionGroup var jsonFlag: JSONFlag

  func run() throws {
    try faulting {
      if let profile {
        let profile = try ShippedProfiles.named(profile)
        Output.data(jsonFlag.isOn ? profile.json.text + "\n" : profile.text)
        return
      }
      for profile in try ShippedProfiles.names.map({ (name) throws(Fault) in try ShippedProfiles.named(name) }) {
        if jsonFlag.isOn {
          Output.line(profile.json.text)
        } else {
          let about = [profile.model, profile.engine, profile.gpu].compactMap { $0 }.joined(separator: ", ")
          Output.line("\(shown(profile.name).padded(to: 20))  \(about) (\(profile.basis.rawValue))")
        }
      }
    }
  }
}

/// `profile fit`: load events become a profile.
struct ProfileFit: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fit", abstract: "Turn a CSV file of load events into a profile.",
    discussion: """
      The file has the columns adapter_rank, kind (disk or memory), event (from 1 in each run) and ms, by header. The
      fit is Huber's; event 1 of disk is a first read and is fitted separately. The residuals are printed.

      Examples:
        polarbench profile fit loads.csv
        polarbench profile fit loads.csv --output mine.profile
      """)

  @Argument(help: "The CSV file of load events.")
  var file: String

  @Option(name: .shortAndLong, help: "Write the profile to this new file instead of stdout.")
  var output: String?

  @Option(help: "The profile's name (default: the model's).")
  var name: String?

  @OptionGroup var jsonFlag: JSONFlag

  func run() throws {
    try faulting {
      let events = try LoadEvents(csv: file)
      var profile = events.profile(named: name ?? events.model ?? "fitted")
      profile.sources = ["fitted to \(events.events.count) load events of \(file)"]
      try ProfileReport.write(profile, of: events, to: output, json: jsonFlag.isOn)
    }
  }
}

/// `profile probe`: this machine becomes a profile.
struct ProfileProbe: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "probe", abstract: "Measure this machine: storage to host, host to host, host to GPU.",
    discussion: """
      Writes a temporary file into the folder and reads it at adapter sizes: cold if the page cache drops it, else marked
      warm. The GPU is measured only where an NVIDIA one is present.

      Examples:
        polarbench profile probe .
        polarbench profile probe /mnt/models --sizes 20MB,80MB --repeats 9 --output mine.profile
      """)

  @Argument(help: "A folder on the storage to measure.")
  var folder: String

  @Option(help: "Adapter sizes, comma-separated: bytes, or with kB, MB, GB, KiB, MiB, GiB. (default: 40, 81, 161 MB)")
  var sizes: String?

  @Option(help: "Loads of each size and kind.")
  var repeats = 5

  @Flag(help: "Drop the whole machine's page cache before each cold read (needs root).")
  var dropCaches = false

  @Option(name: .shortAndLong, help: "Write the profile to this new file instead of stdout.")
  var output: String?

  @OptionGroup var jsonFlag: JSONFlag

  func validate() throws {
    try requireFlag("--repeats", repeats, in: 1...1000)
    for size in sizes?.split(separator: ",", omittingEmptySubsequences: false) ?? [] where Self.bytes(size) == nil {
      throw ValidationError("--sizes has '\(size)'; expected 1 byte to 16 GiB, as in 80740352, 80MB or 77MiB")
    }
  }

  func run() throws {
    try faulting {
      var options = Probe.Options()
      if let sizes { options.sizesBytes = sizes.split(separator: ",").compactMap(Self.bytes) }
      options.repeats = repeats
      options.dropsCaches = dropCaches
      let probe = try Probe(folder: folder, options: options)
      try ProfileReport.write(probe.profile, of: probe.events, to: output, json: jsonFlag.isOn)
    }
  }

  private static func bytes(_ text: Substring) -> Int? {
    byteCount(text, bare: true).flatMap { 1...16 << 30 ~= $0 ? $0 : nil }
  }
}
