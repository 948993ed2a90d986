// swift-tools-version: 6.2
import Foundation
import PackageDescription

let swiftSettings: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]
let cSettings: [CSetting] = [
  .treatAllWarnings(as: .error), .enableWarning("all"), .enableWarning("extra"),
  .disableWarning("psabi"),
]

/// Links a system library as an archive if its development package has one, so that the program needs only libc and libm
/// on another machine; otherwise as a shared library.
func archive(_ name: String) -> LinkerSetting {
  let machine = ["x86_64", "aarch64"].map { "/usr/lib/\($0)-linux-gnu" }
  let folders = machine + ["/usr/lib64", "/usr/lib", "/usr/local/lib"]
  let hasArchive = folders.contains { FileManager.default.fileExists(atPath: "\($0)/lib\(name).a") }
  return .linkedLibrary(hasArchive ? ":lib\(name).a" : name)
}

/// A Swift module; docs/reference/module-graph.md lists the allowed imports.
func module(
  _ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = [], path: String? = nil,
  links: [LinkerSetting] = []
) -> Target {
  .target(
    name: name, dependencies: dependencies, path: path, exclude: exclude, swiftSettings: swiftSettings,
    linkerSettings: links)
}

/// The tests of a module.
func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: swiftSettings)
}

let package = Package(
  name: "polarbench",
  products: [
    .executable(name: "polarbench", targets: ["PolarbenchCLI"]),
    .executable(name: "polarbench-train", targets: ["polarbench-train"]),
    .library(name: "Bandits", targets: ["Bandits"]),
    .library(name: "Scripting", targets: ["Core", "Policies", "Scripting"]),
    .library(name: "Tournaments", targets: ["Core", "Results", "Roster", "Tournaments"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    .systemLibrary(name: "CZstd", providers: [.apt(["libzstd-dev"])]),
    .systemLibrary(name: "CCrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CXGBoost", pkgConfig: "xgboost", providers: [.apt(["libxgboost-dev"])]),
    .target(name: "CKernels", cSettings: cSettings),
    .target(name: "CLuaHost", cSettings: cSettings, linkerSettings: [archive("lua5.4"), .linkedLibrary("m")]),
    .plugin(name: "StampBuild", capability: .buildTool()),
    .target(name: "BuildStamp", swiftSettings: swiftSettings, plugins: ["StampBuild"]),
    .target(name: "CShipped", cSettings: cSettings + [.disableWarning("c23-extensions")]),
    module("System", ["CCrypto", "CZstd"], links: [archive("zstd"), archive("crypto")]),
    module("Core", ["CShipped", "System"]),
    module("Bandits", ["CKernels"]),
    module("Paging", ["Core", "System"]),
    module("Traces", ["Core", "System"]),
    module("Policies", ["Core", "Bandits"]),
    module("Scripting", ["Core", "Bandits", "CLuaHost", "System"]),
    module("Attacks", ["Core", "Scripting", "System"], path: "Tools/attacks"),
    module("Results", ["Core", "System"]),
    module(
      "Reports", ["Core", "Results", "System"], exclude: ["Drawing/draw.py", "Page/report.css", "Page/report.js"]),
    .target(name: "CFence", cSettings: cSettings),
    module("Isolation", ["Core", "CFence", "System"]),
    module("Trust", ["Core", "System"]),
    module("Workbench", ["Core", "Bandits", "Paging", "Results", "System", "Traces"]),
    module("Twin", ["Core", "Paging", "Policies", "System", "Traces"]),
    module("PolicyChecks", ["Core", "Paging", "System", "Traces", "Twin", "Workbench"]),
    module(
      "Roster",
      [
        "Core", "Isolation", "Policies", "PolicyChecks", "Scripting", "System", "Trust", "Twin", "Workbench",
      ]),
    module(
      "Tournaments",
      ["Cluster", "Core", "Paging", "Policies", "Results", "Roster", "Scripting", "System", "Traces", "Workbench"]),
    module("Surrogate", ["Core", "System", "Twin"]),
    module("SurrogateTraining", ["Core", "CXGBoost", "Surrogate", "Twin"]),
    module("Placement", ["Core", "Surrogate", "System", "Twin"]),
    module("Cluster", ["Core", "System"]),
    module(
      "Printing",
      [
        "Cluster", "Core", "Paging", "Placement", "PolicyChecks", "Reports", "Results", "Roster", "Surrogate", "System",
        "Tournaments", "Traces", "Twin", "Workbench",
      ]),
    .executableTarget(
      name: "PolarbenchCLI",
      dependencies: [
        "Cluster", "Core", "Bandits", "BuildStamp", "Isolation", "Paging", "Placement", "Traces", "Policies",
        "PolicyChecks", "Printing", "Reports", "Results", "Roster", "Scripting", "Surrogate", "System", "Tournaments",
        "Trust", "Twin", "Workbench",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: swiftSettings),
    .executableTarget(
      name: "polarbench-fuzz",
      dependencies: [
        "Attacks", "Cluster", "Core", "CZstd", "Paging", "Placement", "Policies", "Reports", "Results", "Scripting",
        "Surrogate", "Traces", "Twin", "Workbench",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Tools/fuzz", swiftSettings: swiftSettings),
    .executableTarget(
      name: "polarbench-train",
      dependencies: [
        "Core", "Reports", "Surrogate", "SurrogateTraining", "System", "Traces", "Twin",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Tools/train", swiftSettings: swiftSettings),
    tests("SystemTests", ["System"]),
    tests("CoreTests", ["Core", "CZstd", "System"]),
    tests("BanditsTests", ["Core", "Bandits", "CKernels"]),
    tests("PagingTests", ["Core", "Paging"]),
    tests("TracesTests", ["Core", "CZstd", "System", "Traces"]),
    tests("PoliciesTests", ["Core", "Bandits", "Policies"]),
    tests(
      "ScriptingTests",
      ["Attacks", "Core", "Bandits", "Paging", "Traces", "Policies", "Results", "Scripting", "Workbench"],
      exclude: ["Attacks"]),
    tests("ResultsTests", ["Core", "Results"]),
    tests("ReportsTests", ["Core", "Reports", "Results"], exclude: ["Goldens"]),
    tests("WorkbenchTests", ["Core", "Bandits", "Paging", "Traces", "Policies", "Results", "Workbench"]),
    tests("TrustTests", ["Core", "Trust"]),
    tests("IsolationTests", ["CFence", "Core", "Isolation"]),
    .executableTarget(name: "deny-call", path: "Tests/DenyCall", cSettings: cSettings),
    tests("PolicyChecksTests", ["Core", "Paging", "Policies", "PolicyChecks", "Workbench"]),
    tests("TwinTests", ["Core", "Paging", "Policies", "System", "Traces", "Twin"]),
    tests("SurrogateTests", ["Core", "Scripting", "Surrogate", "SurrogateTraining", "Twin"]),
    tests("PlacementTests", ["Core", "Placement", "Surrogate", "Twin"]),
    tests("ClusterTests", ["Cluster", "Core"]),
    tests("RosterTests", ["Core", "Policies", "Roster", "Scripting", "System", "Workbench"]),
    tests(
      "TournamentsTests",
      ["Core", "Paging", "Results", "Roster", "Tournaments", "Traces", "Workbench"]),
    tests(
      "PrintingTests",
      [
        "Cluster", "Core", "Paging", "PolicyChecks", "Printing", "Reports", "Results", "Roster", "Tournaments",
        "Traces",
        "Twin", "Workbench",
      ]),
    tests("PolarbenchCLITests", []),
    tests("HouseTests", []),
  ],
  swiftLanguageModes: [.v6],
  cLanguageStandard: .gnu17
)
