import CCrypto

/// SHA-256 [FIPS180], by the system's libcrypto.
public final class SHA256 {
  private let context: OpaquePointer

  /// Fetched once: libcrypto looks an algorithm up by name each time it is asked. Its configuration file is not read, so
  /// that a machine's settings change nothing and start-up stays short.
  nonisolated(unsafe) private static let algorithm: OpaquePointer = {
    OPENSSL_init_crypto(UInt64(OPENSSL_INIT_NO_LOAD_CONFIG), nil)
    return EVP_MD_fetch(nil, "SHA2-256", nil)!
  }()

  public init() {
    context = EVP_MD_CTX_new()
    restart()
  }

  deinit { EVP_MD_CTX_free(context) }

  /// Takes more bytes.
  public func update(_ bytes: UnsafeRawBufferPointer) {
    let status = EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
    precondition(status == 1, "libcrypto could not take bytes")
  }

  /// Takes the bytes of a text.
  public func update(_ text: String) {
    var text = text
    text.withUTF8 { update(UnsafeRawBufferPointer($0)) }
  }

  /// The 32 bytes; begins anew.
  public func finish() -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: 32)
    let status = EVP_DigestFinal_ex(context, &digest, nil)
    precondition(status == 1, "libcrypto could not finish a digest")
    restart()
    return digest
  }

  /// 64 hex digits; begins anew.
  public func finishHex() -> String { Self.hex(finish()[...]) }

  private func restart() {
    let status = EVP_DigestInit_ex(context, Self.algorithm, nil)
    precondition(status == 1, "libcrypto has no SHA-256")
  }

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

  static func hex(_ bytes: ArraySlice<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
