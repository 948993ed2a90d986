import ArgumentParser

struct CatalogueCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "catalogue", abstract: "")
}
