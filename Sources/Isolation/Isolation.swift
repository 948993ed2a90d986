/// How a policy's process is started, and its limits.
public struct Isolation: Sendable {
  /// The program that serves a policy over the shared memory on its standard input, and its arguments.
  public var program: String
  public var arguments: [String]
  /// The longest wall-clock time of an answer, in seconds.
  public var answerSeconds = 10

  public init(program: String, arguments: [String]) {
    self.program = program
    self.arguments = arguments
  }
}
