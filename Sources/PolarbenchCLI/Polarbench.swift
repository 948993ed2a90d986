import ArgumentParser

/// The command `polarbench`.
struct Polarbench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "polarbench", abstract: "A policy workbench for LoRA adapter caching and routing.",
    version: Build.version,
    groupedSubcommands: [
      CommandGroup(
        name: "Run and compare",
        subcommands: [
          RunCommand.self, CompareCommand.self, ReplayCommand.self, TournamentCommand.self, MergeCommand.self,
          SubmitCommand.self, ReportCommand.self,
        ]),
      CommandGroup(
        name: "Policies",
        subcommands: [
          ListCommand.self, ShowCommand.self, NewCommand.self, CheckCommand.self, BenchCommand.self, TrustCommand.self,
        ]),
      CommandGroup(
        name: "Traces and costs", subcommands: [TraceCommand.self, ProfileCommand.self, CatalogueCommand.self]),
      CommandGroup(
        name: "Servers", subcommands: [TwinCommand.self, SurrogateCommand.self, PlaceCommand.self]),
      CommandGroup(name: "This machine", subcommands: [DoctorCommand.self]),
    ])
}
