import ArgumentParser

/// `twin`: the digital twin of a multi-LoRA server.
struct TwinCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "twin", abstract: "Simulate a multi-LoRA server over time: batching, KV memory, adapter slots.",
    discussion: """
      Examples:
        polarbench twin run --model llama-3.1-8b --adapters 64 --rates 0.4,0.1 --ranks 8,16 --slots 32
        polarbench twin batch runs.csv --output predicted.csv --jobs 2
      """,
    subcommands: [
      TwinRunCommand.self, TwinBatchCommand.self, TwinValidateCommand.self, TwinOptimumCommand.self,
      TwinFitCommand.self,
    ])
}
