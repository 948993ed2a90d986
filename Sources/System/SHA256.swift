import CCrypto

/// SHA-256 [FIPS180], by the system's libcrypto.
public final class SHA256 {
  private var context = SHA256_CTX()

  public init() { SHA256_Init(&context) }

  /// Adds bytes.
  public func update(_ bytes: UnsafeRawBufferPointer) { SHA256_Update(&context, bytes.baseAddress, bytes.count) }

  /// Adds the bytes of a text.
  public func update(_ text: String) {
    var text = text
    text.withUTF8 { update(UnsafeRawBufferPointer($0)) }
  }

  /// The 32 bytes; resets the state.
  public func finish() -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: 32)
    SHA256_Final(&digest, &context)
    SHA256_Init(&context)
    return digest
  }

  /// 64 hex digits; resets the state.
  public func finishHex() -> String { Self.hex(finish()[...]) }

  /// The digest of some bytes, 64 hex digits.
  public static func hex(of bytes: [UInt8]) -> String {
    let hash = SHA256()
    bytes.withUnsafeBytes { hash.update($0) }
    return hash.finishHex()
  }

  /// The digest of a text's bytes, 64 hex digits.
  public static func hex(of text: String) -> String {
    let hash = SHA256()
    hash.update(text)
    return hash.finishHex()
  }

  /// Bytes as hex digits, two each.
  public static func hex(_ bytes: ArraySlice<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
