import CFence
import System

/// Frames that come and go over memory shared with another process.
final class Channel {
  /// What came of waiting for a frame.
  enum Arrival {
    /// Without its length; good until the next call.
    case frame(UnsafeRawBufferPointer)
    case hungUp
    case late
    /// A frame that is too long, or counts of bytes that cannot be.
    case nonsense
  }

  private var end: fence_end
  private let isPeerGone: () -> Bool
  private var buffer: UnsafeMutableRawPointer
  private var capacity = 1 << 16
  /// Bytes that came and were not handed out lie from `first` to `last`.
  private var first = 0
  private var last = 0

  /// The longest time between two looks at whether the other end is there.
  private static let longestNapNanos: Int64 = 50_000_000

  /// - Parameters:
  ///   - memory: of `fence_share`; it may be closed then.
  ///   - isPeerGone: asked while nothing comes.
  /// - Returns: nil, with `SystemError.last`, where it is no such memory.
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

  /// Places the child at the other end for the next question of this thread.
  func place(_ child: Int32) { fence_place(&end, child) }

  /// Sends all of it before `deadline` of `SystemClock.seconds`; returns nil, or why it could not.
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

  /// The next frame, of at most `limit` bytes, whole before `deadline` of `SystemClock.seconds`.
  func next(limit: Int = .max, deadline: Double = .infinity) -> Arrival {
    if let trouble = fill(4, deadline) { return trouble }
    let length = Int(UInt32(littleEndian: buffer.loadUnaligned(fromByteOffset: first, as: UInt32.self)))
    guard length > 0, length <= limit else { return .nonsense }
    if let trouble = fill(4 + length, deadline) { return trouble }
    let frame = UnsafeRawBufferPointer(start: buffer + first + 4, count: length)
    first += 4 + length
    return .frame(frame)
  }

  /// Receives until `count` bytes lie ahead.
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

  /// Repeats `step`, which waits so many nanoseconds at most, until it is done; looks after the other end in between.
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
        // What it left behind is read once more.
        isGone = isPeerGone()
        nap = min(2 * nap, Self.longestNapNanos)
      }
      if deadline < .infinity, SystemClock.seconds >= deadline { return .late }
    }
  }

  /// Moves what lies ahead to the front of memory that holds `count` bytes.
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
