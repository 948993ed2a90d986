// swift-tools-version: 6.2
import PackageDescription

let swiftSettings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("MemberImportVisibility"),
]

// A separate package, so that a build of Polarbench does not build its benchmarks.
let package = Package(
  name: "benchmarks",
  dependencies: [.package(name: "polarbench", path: "..")],
  targets: [
    .executableTarget(
      name: "linucb-benchmark",
      dependencies: [.product(name: "Bandits", package: "polarbench")],
      path: "linucb", exclude: ["README.md", "run.sh", "peer.py"],
      swiftSettings: swiftSettings),
    .executableTarget(
      name: "door-benchmark",
      dependencies: [.product(name: "Scripting", package: "polarbench")],
      path: "lua", exclude: ["README.md", "run.sh", "peer.py"], swiftSettings: swiftSettings),
  ],
  swiftLanguageModes: [.v6]
)
