import ArgumentParser

/// `trace`: the input of policies.
struct TraceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace", abstract: "Show, import, export, check, generate and assign traces.",
    discussion: """
      Examples:
        polarbench trace info traces/zipf-15
        polarbench trace import azure-llm AzureLLMInferenceTrace_code.csv --output traces/azure-code
      """,
    subcommands: [
      TraceInfo.self, TraceImport.self, TraceExport.self, TraceCheckCommand.self,
      TraceGenerateCommand.self, TraceAssignCommand.self,
    ])
}
