/// A request that the published twin has taken from outside.
struct AgulloRequest {
  var arrivalSeconds: Double
  /// Negative before the first token.
  var firstTokenSeconds = -1.0
  var adapter: Int32
  var input: Int32
  var output: Int32
  /// Tokens that this stay in the batch computes before its first new one: the prompt, and tokens kept by a preemption.
  var prompt: Int32
  var promptLeft: Int32
  /// While it decodes: as of its last visit.
  var outputLeft: Int32
  /// Prompt tokens, or the one of decoding, that it computes next; including the first output token if that is counted.
  var chunk: Int32 = 0
  var blocks: Int32 = 0
  /// The step that makes its last token; known once it decodes.
  var lastStep: Int32 = 0

  init(arrivalSeconds: Double, adapter: Int32, input: Int32, output: Int32) {
    self.arrivalSeconds = arrivalSeconds
    self.adapter = adapter
    self.input = input
    self.output = output
    prompt = input
    promptLeft = input
    outputLeft = output
  }

  var decodes: Bool { promptLeft == 0 }
}
