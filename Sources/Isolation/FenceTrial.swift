import CFence
import Core
import System

/// A test of the fence on this machine, in separate processes.
public struct FenceTrial: Sendable {
  /// An attempt and its result.
  public struct Attempt: Sendable {
    public var what: String
    public var layer: FenceLayer
    /// The errno; 0 if the attempt succeeded.
    public var code: Int32
    /// Whether it was refused with the layer's errno.
    public var isRefused: Bool
  }

  /// The layer that was entered alone; nil: all of them, as in a policy's process.
  public var layer: FenceLayer?
  public var attempts: [Attempt] = []
  /// Why it could not be entered or tested.
  public var trouble: String?

  /// Whether it was entered and refused every attempt.
  public var holds: Bool { trouble == nil && !attempts.isEmpty && attempts.allSatisfy(\.isRefused) }
  /// Whether a policy needs it to run.
  public var isRequired: Bool { layer?.isRequired ?? true }
  public var wentThrough: [Attempt] { attempts.filter { !$0.isRefused } }

  /// Tests each layer alone, and then all of them at once.
  ///
  /// - Parameter isolation: a program that calls `serve` with its last argument.
  public static func all(_ isolation: Isolation) -> [FenceTrial] {
    (FenceLayer.allCases.map(Optional.some) + [nil]).map { FenceTrial($0, isolation) }
  }

  private init(_ layer: FenceLayer?, _ isolation: Isolation) {
    self.layer = layer
    var isolation = isolation
    isolation.arguments.append(layer.map { String($0.rawValue) } ?? "all")
    do throws(Fault) {
      let process = try PolicyProcess(isolation, policy: layer?.name ?? "the fence")
      let answer = try process.frame(limit: 1 << 10, extraSeconds: 0)
      let known = Self.known
      guard answer.count == known.count + 1 else { throw process.nonsense() }
      if answer[0] != 0 {
        trouble = SystemError(code: Int32(answer[0])).reason
        return
      }
      for (index, attempt) in known where layer == nil || attempt.layer == layer?.rawValue {
        let code = Int32(answer[1 + index])
        let result = Attempt(
          what: String(cString: attempt.what), layer: FenceLayer(rawValue: attempt.layer) ?? .calls, code: code,
          // Within the whole fence another layer may refuse it first.
          isRefused: layer == nil ? code != 0 : code == attempt.refusal)
        attempts.append(result)
      }
    } catch {
      trouble = error.reason
    }
  }

  /// The child's side: enters a layer, or all, makes the attempts that it must refuse, and sends the errno of entering
  /// and of each attempt.
  ///
  /// - Parameters:
  ///   - descriptor: the memory shared by the host; this function owns it.
  ///   - layer: its number, or "all".
  public static func serve(descriptor: Int32, layer: String) {
    let memory = File(descriptor: descriptor)
    guard let channel = Channel(memory, isHost: false, isPeerGone: { false }) else { return }
    let layer = UInt32(layer).flatMap { FenceLayer(rawValue: $0) }
    fence_attempts_begin()
    let trouble = ProcessLimits().enter(layer?.alone ?? .all, required: layer?.alone ?? .required, host: channel.maker)
    var output = WireWriter()
    output.beginFrame()
    output.add(UInt8(clamping: trouble?.code ?? 0))
    for (index, attempt) in known {
      let isTried = trouble == nil && (layer == nil || attempt.layer == layer?.rawValue)
      output.add(isTried ? UInt8(clamping: fence_attempt_run(Int32(index))) : 0)
    }
    output.endFrame()
    _ = channel.send(output.bytes)
  }

  private static var known: [(index: Int, attempt: fence_attempt)] {
    var all: [(Int, fence_attempt)] = []
    while let attempt = fence_attempt_at(Int32(all.count)) { all.append((all.count, attempt.pointee)) }
    return all
  }
}
