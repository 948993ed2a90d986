import ArgumentParser
import Core
import Paging

/// `profile`: how long adapters take to come to the GPU.
struct ProfileCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "profile", abstract: "Show or fit how long adapters take to come to the GPU.",
    discussion: """
      Examples:
        polarbench profile show qwen2.5-7b-vllm
        polarbench profile fit loads.csv --output mine.profile
      """,
    subcommands: [ProfileFit.self, ProfileShow.self])
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

  @Flag(help: "JSON Lines instead of text.")
  var json = false

  func run() throws {
    try faulting {
      if let profile {
        let profile = try ShippedProfiles.named(profile)
        Output.write(json ? profile.json.text + "\n" : profile.text, to: 1)
        return
      }
      for profile in try ShippedProfiles.names.map({ (name) throws(Fault) in try ShippedProfiles.named(name) }) {
        if json {
          Output.line(profile.json.text)
        } else {
          let about = [profile.model, profile.engine, profile.gpu].compactMap { $0 }.joined(separator: ", ")
          Output.line("\(padded(profile.name, 20))  \(about) (\(profile.basis.rawValue))")
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
      fit is Huber's; event 1 of disk is a first read and is fitted apart. The residuals are printed.

      Examples:
        polarbench profile fit loads.csv
        polarbench profile fit loads.csv --output mine.profile
      """)

  @Argument(help: "The CSV file of load events.")
  var file: String

  @Option(name: .shortAndLong, help: "Write the profile to this new file instead of stdout.")
  var output: String?

  @Option(help: "The profile's name; the model's where it is left out.")
  var name: String?

  @Flag(help: "One JSON object instead of text.")
  var json = false

  func run() throws {
    try faulting {
      let events = try LoadEvents(csv: file)
      var profile = events.profile(named: name ?? events.model ?? "fitted")
      profile.sources = ["fitted to \(events.events.count) load events of \(file)"]
      try ProfileReport.write(profile, of: events, to: output, json: json)
    }
  }
}
