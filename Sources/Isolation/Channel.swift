import CFence
import System

/// Frames sent and received through memory shared with another process.
final class Channel {
  /// The result of waiting for a frame.
  enum Arrival {
    /// A frame without its length; valid until the next call.
    case frame(UnsafeRawBufferPointer)
    case hungUp
    case late
    /// A frame that is too long, or impossible byte counts.
    case nonsense
  }

  private var end: fence_end
  private let isPeerGone: () -> Bool
  private var buffer: UnsafeMutableRawPointer
  private var capacity = 1 << 16
  /// Received bytes that were not returned yet are from `first` to `last`.
  private var first = 0
  private var last = 0

  /// The longest time between two checks that the other end exists.
  private static let longestNapNanos: Int64 = 50_000_000

  /// - Parameters:
  ///   - memory: of `fence_share`; it may be closed afterwards.
  ///   - isPeerGone: called while no data arrives.
  /// - Returns: nil, with `SystemError.last`, if it is not such memory.
  init?(_ memory: File, isHost: Bool, isPeerGone: @escaping () -> Bool) {
    end = fence_end()
    guard fence_join(&end, memory.descriptor, isHost) else { return nil }
    self.isPeerGone = isPeerGone
    buffer = .allocate(byteCount: capacity, alignment: 16)
  }

  deinit {
    fence_leave(&end)
    buffer.deallocate()
  }

  /// The process that made the memory.
  var maker: Int32 { fence_maker(&end) }

  /// Chooses a processor for the child at the other end, for the next request of this thread.
  func place(_ child: Int32) { fence_place(&end, child) }

  /// Sends all bytes before `deadline`, in `SystemClock.seconds`; returns nil, or the reason for a failure.
  func send(_ bytes: [UInt8], deadline: Double = .infinity) -> Arrival? {
    bytes.withUnsafeBytes { bytes in
      var rest = bytes[...]
      return move(deadline) { nanos in
        let count = rest.isEmpty ? 0 : fence_write(&end, rest.base.baseAddress! + rest.startIndex, rest.count, nanos)
        rest = rest.dropFirst(Int(max(0, count)))
        return rest.isEmpty ? .done : count > 0 ? .progress : count == 0 ? .nothing : .nonsense
      }
    }
  }

  /// The next frame, of at most `limit` bytes, complete before `deadline`, in `SystemClock.seconds`.
  func next(limit: Int = .max, deadline: Double = .infinity) -> Arrival {
    if let trouble = fill(4, deadline) { return trouble }
    let length = Int(UInt32(littleEndian: buffer.loadUnaligned(fromByteOffset: first, as: UInt32.self)))
    guard length > 0, length <= limit else { return .nonsense }
    if let trouble = fill(4 + length, deadline) { return trouble }
    let frame = UnsafeRawBufferPointer(start: buffer + first + 4, count: length)
    first += 4 + length
    return .frame(frame)
  }

  /// Receives until `count` bytes are available.
  private func fill(_ count: Int, _ deadline: Double) -> Arrival? {
    if last - first >= count { return nil }
    makeRoom(for: count)
    return move(deadline) { nanos in
      let got = fence_read(&end, buffer + last, capacity - last, nanos)
      last += Int(max(0, got))
      return last - first >= count ? .done : got > 0 ? .progress : got == 0 ? .nothing : .nonsense
    }
  }

  private enum Move { case done, progress, nothing, nonsense }

  /// Repeats `step`, which waits at most that many nanoseconds, until it is done; checks the other end in between.
  private func move(_ deadline: Double, _ step: (_ nanos: Int64) -> Move) -> Arrival? {
    var nap: Int64 = 1_000_000
    var isGone = false
    while true {
      switch step(isGone ? 0 : nap) {
      case .done: return nil
      case .nonsense: return .nonsense
      case .progress: break
      case .nothing:
        if isGone { return .hungUp }
        // Its last bytes are read once more.
        isGone = isPeerGone()
        nap = min(2 * nap, Self.longestNapNanos)
      }
      if deadline < .infinity, SystemClock.seconds >= deadline { return .late }
    }
  }

  /// Moves the available bytes to the front of a buffer of at least `count` bytes.
  private func makeRoom(for count: Int) {
    guard first > 0 || capacity < count else { return }
    var target = buffer
    if capacity < count {
      capacity = max(count, capacity * 2)
      target = .allocate(byteCount: capacity, alignment: 16)
    }
    target.copyMemory(from: buffer + first, byteCount: last - first)
    if target != buffer {
      buffer.deallocate()
      buffer = target
    }
    last -= first
    first = 0
  }
}
