import ArgumentParser

/// The command `polarbench`.
struct Polarbench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "polarbench", abstract: "A policy workbench for LoRA adapter caching and routing.",
    version: Build.version,
    subcommands: [
      ListCommand.self, ShowCommand.self, RunCommand.self, CompareCommand.self, TournamentCommand.self,
      MergeCommand.self, SubmitCommand.self, ReportCommand.self, ReplayCommand.self, TraceCommand.self,
      ProfileCommand.self, CatalogueCommand.self, NewCommand.self, TrustCommand.self, CheckCommand.self,
      BenchCommand.self, SurrogateCommand.self, TwinCommand.self, PlaceCommand.self, DoctorCommand.self,
    ])
}
