import PackagePlugin

/// Before each build, records the commit and whether sources differ from it.
@main
struct StampBuild: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: Target) throws -> [Command] {
    let output = context.pluginWorkDirectoryURL
    return [
      .prebuildCommand(
        displayName: "Noting the commit", executable: .init(filePath: "/bin/sh"),
        arguments: [context.package.directoryURL.appending(path: "scripts/stamp-build").path(), output.path()],
        outputFilesDirectory: output)
    ]
  }
}
