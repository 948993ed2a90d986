/// How a policy's process is started, and what it may use.
public struct Isolation: Sendable {
  /// The program that serves a policy over the shared memory that is its standard input, and its arguments.
  public var program: String
  public var arguments: [String]
  /// How long an answer may take, by the wall clock.
  public var answerSeconds = 10

  public init(program: String, arguments: [String]) {
    self.program = program
    self.arguments = arguments
  }
}
