import Core

/// Writes numbers, texts and lists as bytes: little-endian words, a length before each text and list.
struct WireWriter {
  private(set) var bytes: [UInt8] = []
  private var frameStart = 0

  /// Begins a frame; its length is filled in by `endFrame`.
  mutating func beginFrame() {
    frameStart = bytes.count
    add(Int32(0))
  }

  mutating func endFrame() {
    let length = UInt32(bytes.count - frameStart - 4)
    for i in 0..<4 { bytes[frameStart + i] = UInt8(truncatingIfNeeded: length >> UInt32(8 * i)) }
  }

  /// Removes the contents; keeps the memory.
  mutating func clear() { bytes.removeAll(keepingCapacity: true) }

  mutating func add(_ byte: UInt8) { bytes.append(byte) }
  mutating func add(_ flag: Bool) { bytes.append(flag ? 1 : 0) }
  mutating func add(_ word: Int32) { addRaw(word.littleEndian) }
  mutating func add(_ word: Int) { addRaw(word.littleEndian) }
  mutating func add(_ number: Double) { addRaw(number.bitPattern.littleEndian) }

  mutating func add(_ text: String) {
    add(Int32(text.utf8.count))
    bytes.append(contentsOf: text.utf8)
  }

  mutating func add(_ text: String?) {
    add(text != nil)
    if let text { add(text) }
  }

  mutating func add(_ word: Int?) {
    add(word != nil)
    if let word { add(word) }
  }

  mutating func add(_ numbers: [Double]) { addList(numbers) { $0.add($1) } }
  mutating func add(_ words: [Int]) { addList(words) { $0.add($1) } }
  mutating func add(_ texts: [String]) { addList(texts) { $0.add($1) } }
  mutating func add(_ adapters: [AdapterID]) { addList(adapters) { $0.add($1.raw) } }

  mutating func addList<Element>(_ items: [Element], _ each: (inout WireWriter, Element) -> Void) {
    add(Int32(items.count))
    for item in items { each(&self, item) }
  }

  /// The bytes of contiguous words; both ends run on the same machine.
  mutating func add<Word: FixedWidthInteger>(_ words: UnsafePointer<Word>, count: Int) {
    bytes.append(contentsOf: UnsafeRawBufferPointer(start: words, count: count * MemoryLayout<Word>.stride))
  }

  /// Appends the bytes of another writer.
  mutating func add(written other: WireWriter) { bytes.append(contentsOf: other.bytes) }

  private mutating func addRaw<Word: FixedWidthInteger>(_ word: Word) {
    withUnsafeBytes(of: word) { bytes.append(contentsOf: $0) }
  }
}

/// Reads the bytes of a `WireWriter`. Missing or invalid bytes read as empty values and set `isBroken`: check `isWhole`
/// before you use data from an untrusted process.
struct WireReader {
  private let bytes: UnsafeRawBufferPointer
  private var place = 0
  private(set) var isBroken = false

  /// - Parameter bytes: must stay valid while the reader is used.
  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  /// Whether everything was read and all of it was valid.
  var isWhole: Bool { !isBroken && place == bytes.count }

  mutating func byte() -> UInt8 {
    guard place < bytes.count else {
      isBroken = true
      return 0
    }
    place += 1
    return bytes[place - 1]
  }

  mutating func flag() -> Bool { byte() != 0 }
  mutating func int32() -> Int32 { Int32(littleEndian: raw()) }
  mutating func int() -> Int { Int(littleEndian: raw()) }
  mutating func number() -> Double { Double(bitPattern: UInt64(littleEndian: raw())) }
  mutating func optionalInt() -> Int? { flag() ? int() : nil }
  mutating func optionalText() -> String? { flag() ? text() : nil }

  mutating func text() -> String {
    let count = length(ofItems: 1)
    defer { place += count }
    return String(decoding: bytes[place..<place + count], as: UTF8.self)
  }

  mutating func numbers() -> [Double] { list(ofItems: 8) { $0.number() } }
  mutating func ints() -> [Int] { list(ofItems: 8) { $0.int() } }
  mutating func texts() -> [String] { list(ofItems: 4) { $0.text() } }
  mutating func adapters() -> [AdapterID] { list(ofItems: 4) { AdapterID(raw: $0.int32()) } }

  /// A list whose items take at least `size` bytes each, which bounds its length before memory is allocated.
  mutating func list<Element>(ofItems size: Int, _ each: (inout WireReader) -> Element) -> [Element] {
    let count = length(ofItems: size)
    var items: [Element] = []
    items.reserveCapacity(count)
    for _ in 0..<count {
      items.append(each(&self))
      if isBroken { break }
    }
    return items
  }

  /// Copies contiguous words.
  mutating func words<Word: FixedWidthInteger>(count: Int, of type: Word.Type) -> [Word] {
    let size = MemoryLayout<Word>.stride
    guard count >= 0, count <= (bytes.count - place) / size else {
      isBroken = true
      return []
    }
    let source = bytes[place..<place + count * size]
    place += count * size
    return [Word](unsafeUninitializedCapacity: count) { buffer, filled in
      UnsafeMutableRawBufferPointer(buffer).copyMemory(from: UnsafeRawBufferPointer(rebasing: source))
      filled = count
    }
  }

  private mutating func length(ofItems size: Int) -> Int {
    let count = Int(int32())
    guard count >= 0, count <= (bytes.count - place) / size else {
      isBroken = true
      return 0
    }
    return count
  }

  private mutating func raw<Word: FixedWidthInteger>() -> Word {
    let size = MemoryLayout<Word>.size
    guard bytes.count - place >= size else {
      isBroken = true
      return 0
    }
    defer { place += size }
    return bytes.loadUnaligned(fromByteOffset: place, as: Word.self)
  }
}
