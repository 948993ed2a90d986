import Glibc

/// A socket that frames come and go over.
final class Channel {
  /// What came of waiting for a frame.
  enum Arrival {
    /// Without its length; good until the next call.
    case frame(UnsafeRawBufferPointer)
    case hungUp
    case late
    case tooLong
  }

  private let descriptor: Int32
  private var buffer: UnsafeMutableRawPointer
  private var capacity = 1 << 16
  /// Bytes that came and were not handed out lie from `start` to `end`.
  private var start = 0
  private var end = 0

  /// Takes the descriptor over.
  init(descriptor: Int32) {
    self.descriptor = descriptor
    buffer = .allocate(byteCount: capacity, alignment: 16)
  }

  deinit {
    close(descriptor)
    buffer.deallocate()
  }

  /// The longest that one call may wait.
  func setPatience(seconds: Int) {
    for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
      var patience = timeval(tv_sec: seconds, tv_usec: 0)
      setsockopt(descriptor, SOL_SOCKET, option, &patience, socklen_t(MemoryLayout<timeval>.size))
    }
  }

  /// Sends all of it; answers nil, or why it could not.
  func send(_ bytes: [UInt8]) -> Arrival? {
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress! + sent, bytes.count - sent, Int32(MSG_NOSIGNAL))
      }
      if count >= 0 {
        sent += count
      } else if errno != EINTR {
        return errno == EAGAIN ? .late : .hungUp
      }
    }
    return nil
  }

  /// The next frame, of at most `limit` bytes, whole before `deadline` of `monotonicSeconds`.
  func next(limit: Int = .max, deadline: Double = .infinity) -> Arrival {
    if let trouble = fill(4, deadline) { return trouble }
    let length = Int(UInt32(littleEndian: buffer.loadUnaligned(fromByteOffset: start, as: UInt32.self)))
    guard length > 0, length <= limit else { return .tooLong }
    if let trouble = fill(4 + length, deadline) { return trouble }
    let frame = UnsafeRawBufferPointer(start: buffer + start + 4, count: length)
    start += 4 + length
    return .frame(frame)
  }

  /// Receives until `count` bytes lie ahead.
  private func fill(_ count: Int, _ deadline: Double) -> Arrival? {
    if end - start >= count { return nil }
    makeRoom(for: count)
    while end - start < count {
      let got = recv(descriptor, buffer + end, capacity - end, 0)
      if got > 0 {
        end += got
      } else if got == 0 || (errno != EINTR && errno != EAGAIN) {
        return .hungUp
      }
      if end - start < count, deadline < .infinity, monotonicSeconds() >= deadline { return .late }
    }
    return nil
  }

  /// Moves what lies ahead to the front of memory that holds `count` bytes.
  private func makeRoom(for count: Int) {
    guard start > 0 || capacity < count else { return }
    var target = buffer
    if capacity < count {
      capacity = max(count, capacity * 2)
      target = .allocate(byteCount: capacity, alignment: 16)
    }
    memmove(target, buffer + start, end - start)
    if target != buffer {
      buffer.deallocate()
      buffer = target
    }
    end -= start
    start = 0
  }
}

func monotonicSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}
