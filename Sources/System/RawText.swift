/// A `String` for bytes that may not be UTF-8, without loss: file names, arguments, output of scripts.
///
/// A byte b outside valid UTF-8 becomes the private scalar U+10FE00 + b. If these scalars themselves occur in the
/// bytes, they count as invalid, so that the conversion can be reversed. `shown` spells such a byte `\xFF`.
extension String {
  /// The text of `bytes`; all bytes are kept.
  public init(raw bytes: some Sequence<UInt8>) {
    let bytes = Array(bytes)
    if let text = String(validating: bytes, as: UTF8.self), !text.utf8.contains(RawByte.firstUnit) {
      self = text
      return
    }
    self.init()
    var parser = Unicode.UTF8.ForwardParser()
    var rest = bytes.makeIterator()
    var place = 0
    while true {
      switch parser.parseScalar(from: &rest) {
      case .valid(let units):
        let scalar = Unicode.UTF8.decode(units)
        if RawByte.value(of: scalar) == nil {
          unicodeScalars.append(scalar)
        } else {
          for byte in units { unicodeScalars.append(RawByte.scalar(of: byte)) }
        }
        place += units.count
      case .error(let length):
        for byte in bytes[place..<place + length] { unicodeScalars.append(RawByte.scalar(of: byte)) }
        place += length
      case .emptyInput: return
      }
    }
  }

  /// The text of a C string.
  public init(rawCString text: UnsafePointer<CChar>) {
    var bytes: [UInt8] = []
    var next = text
    while next.pointee != 0 {
      bytes.append(UInt8(bitPattern: next.pointee))
      next += 1
    }
    self.init(raw: bytes)
  }

  /// The original bytes of the text.
  public var rawBytes: [UInt8] {
    guard utf8.contains(RawByte.firstUnit) else { return Array(utf8) }
    var bytes: [UInt8] = []
    for scalar in unicodeScalars {
      if let byte = RawByte.value(of: scalar) { bytes.append(byte) } else { bytes += Array(String(scalar).utf8) }
    }
    return bytes
  }

  /// Calls `body` with the original bytes, ended by a zero.
  public func withRawCString<Value>(_ body: (UnsafePointer<CChar>) -> Value) -> Value {
    guard utf8.contains(RawByte.firstUnit) else { return withCString(body) }
    return (rawBytes.map { CChar(bitPattern: $0) } + [0]).withUnsafeBufferPointer { body($0.baseAddress!) }
  }
}

/// The scalars that represent invalid bytes.
package enum RawByte {
  /// The first byte of their UTF-8; rare in other text.
  package static let firstUnit: UInt8 = 0xf4

  package static func scalar(of byte: UInt8) -> Unicode.Scalar { Unicode.Scalar(0x10fe00 + UInt32(byte))! }

  package static func value(of scalar: Unicode.Scalar) -> UInt8? {
    (0x10fe80...0x10feff).contains(scalar.value) ? UInt8(scalar.value - 0x10fe00) : nil
  }
}
