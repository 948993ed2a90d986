import CFence
import Foundation
import System
import Testing

@testable import Isolation

@Suite("The shared memory", .timeLimit(.minutes(60)))
struct ChannelTests {
  /// Both ends in this process, and the memory as a hostile end could write it.
  private struct Pair {
    let host: Channel
    let child: Channel
    let memory: UnsafeMutableRawPointer

    init(isPeerGone: @escaping () -> Bool = { false }) throws {
      let shared = File(descriptor: fence_share())
      try #require(shared.descriptor >= 0)
      host = try #require(Channel(shared, isHost: true, isPeerGone: isPeerGone))
      child = try #require(Channel(shared, isHost: false, isPeerGone: { false }))
      let size = FENCE_RING_TO_HOST * 2
      memory = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_SHARED, shared.descriptor, 0)
    }

    func poke(_ word: UInt32, _ ring: Int, _ place: Int) {
      memory.storeBytes(of: word, toByteOffset: ring + place, as: UInt32.self)
    }
  }

  private static func frame(_ body: [UInt8]) -> [UInt8] {
    var writer = WireWriter()
    writer.beginFrame()
    for byte in body { writer.add(byte) }
    writer.endFrame()
    return writer.bytes
  }

  private static func body(_ arrival: Channel.Arrival) -> [UInt8]? {
    if case .frame(let bytes) = arrival { return Array(bytes) }
    return nil
  }

  private static func name(_ arrival: Channel.Arrival?) -> String {
    switch arrival {
    case nil: "sent"
    case .frame: "frame"
    case .hungUp: "hung up"
    case .late: "late"
    case .nonsense: "nonsense"
    }
  }

  @Test(
    "frames of any length come back whole and in order, also those longer than a ring, while both ends wait",
    arguments: [false, true])
  func echo(isPlaced: Bool) throws {
    let pair = try Pair()
    // Both spin then, where there are two processors; which process is placed makes no difference.
    let other = Process()
    other.executableURL = URL(filePath: "/bin/sleep")
    other.arguments = ["60"]
    if isPlaced { try other.run() }
    defer { if isPlaced { other.terminate() } }
    nonisolated(unsafe) let child = pair.child
    let lengths = [1, 7, 65_530, 65_536, 65_537, 300_000] + (1...3000).map { 1 + $0 * 37 % 411 }
    let echo = Thread {
      for _ in lengths {
        guard let body = Self.body(child.next()) else { return }
        _ = child.send(Self.frame(body))
      }
    }
    echo.start()
    for (i, length) in lengths.enumerated() {
      let body = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ i) }
      if isPlaced { pair.host.place(other.processIdentifier) }
      #expect(pair.host.send(Self.frame(body)) == nil)
      #expect(Self.body(pair.host.next(deadline: SystemClock.seconds + 60)) == body)
    }
  }

  @Test("many frames may wait in a ring")
  func queue() throws {
    let pair = try Pair()
    #expect(pair.host.send((1...200).flatMap { Self.frame([UInt8($0)]) }) == nil)
    #expect((1...200).allSatisfy { Self.body(pair.child.next()) == [UInt8($0)] })
  }

  @Test(
    "a count of written bytes that cannot be is nonsense, and nothing is read",
    arguments: [UInt32(FENCE_RING_BYTES + 1), 1 << 31, .max])
  func written(count: UInt32) throws {
    let pair = try Pair()
    // A whole frame lies there all the same.
    #expect(pair.child.send(Self.frame([7])) == nil)
    pair.poke(count, FENCE_RING_TO_HOST, FENCE_RING_WRITTEN)
    #expect(Self.name(pair.host.next(deadline: SystemClock.seconds + 5)) == "nonsense")
  }

  @Test("a count of taken bytes that cannot be is nonsense, and nothing is written", arguments: [UInt32(1), .max])
  func taken(count: UInt32) throws {
    let pair = try Pair()
    // Byte 0 was taken before any was written; then one more than a ring is behind.
    pair.poke(count == 1 ? 1 : UInt32(bitPattern: -Int32(FENCE_RING_BYTES) - 1), FENCE_RING_TO_CHILD, FENCE_RING_TAKEN)
    #expect(Self.name(pair.host.send([1], deadline: SystemClock.seconds + 5)) == "nonsense")
  }

  @Test("what a hostile end writes into the host's own counts changes nothing")
  func ownCounts() throws {
    let pair = try Pair()
    #expect(pair.host.send(Self.frame([1])) == nil)
    #expect(Self.body(pair.child.next()) == [1])
    pair.poke(77_777, FENCE_RING_TO_CHILD, FENCE_RING_WRITTEN)
    pair.poke(77_777, FENCE_RING_TO_HOST, FENCE_RING_TAKEN)
    #expect(pair.host.send(Self.frame([2])) == nil)
    #expect(Self.body(pair.child.next()) == [2])
  }

  @Test("a length of a frame that is 0 or above the limit is nonsense", arguments: [0, 10])
  func length(length: UInt8) throws {
    let pair = try Pair()
    #expect(pair.child.send([length, 0, 0, 0]) == nil)
    #expect(Self.name(pair.host.next(limit: 9, deadline: SystemClock.seconds + 5)) == "nonsense")
  }

  @Test("half a frame is late, and what an end that is gone left behind is read")
  func gone() throws {
    let late = try Pair()
    #expect(late.child.send([9, 0, 0, 0, 1]) == nil)
    #expect(Self.name(late.host.next(deadline: SystemClock.seconds + 0.05)) == "late")
    let pair = try Pair(isPeerGone: { true })
    #expect(pair.child.send(Self.frame([5]) + [9, 0, 0, 0]) == nil)
    #expect(Self.body(pair.host.next()) == [5])
    #expect(Self.name(pair.host.next()) == "hung up")
    #expect(Self.name(pair.host.send(Array(repeating: 0, count: FENCE_RING_BYTES + 1))) == "hung up")
  }

  @Test("the memory's size cannot be changed, and a file of another kind is refused")
  func sealed() throws {
    let descriptor = fence_share()
    defer { close(descriptor) }
    #expect(ftruncate(descriptor, 0) == -1 && errno == EPERM)
    #expect(ftruncate(descriptor, 1 << 20) == -1 && errno == EPERM)
    let file = try File.unnamed()
    try file.truncate(to: 1 << 20)
    #expect(Channel(file, isHost: true, isPeerGone: { false }) == nil)
  }
}
