import Core

/// The header of a NumPy file [NumPyFormat].
///
/// Accepted are versions 1, 2 and 3, 4- and 8-byte floats, little-endian, in C order. Other contents are refused with a
/// message that names them and the line of Python that converts them.
struct NpyHeader: Equatable {
  enum Item: String, Sendable {
    case float4 = "<f4"
    case float8 = "<f8"

    var byteCount: Int { self == .float4 ? 4 : 8 }
  }

  var item: Item
  var shape: [Int]

  /// How many numbers follow.
  var count: Int

  /// The longest header that is read; NumPy's own are under 200 bytes.
  static let limit = 1 << 16
  /// The most numbers of an array: 16 GiB of doubles. Their bytes are counted without overflow.
  static let mostNumbers = 1 << 31

  /// `\x93NUMPY`, the version, and the length of the header's text.
  struct Preamble {
    var headerBytes: Int
    /// The start of the header's text.
    var start: Int
  }

  static let magic: [UInt8] = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]

  /// Reads the first 12 bytes of a file, or fewer if the file is shorter.
  static func preamble(_ bytes: [UInt8], file: String) throws(Fault) -> Preamble {
    guard bytes.starts(with: magic) else { throw Messages.notNpy(bytes, file) }
    guard bytes.count >= 10 else { throw Messages.tornNpyHeader(file) }
    let major = bytes[6]
    guard (1...3).contains(major), bytes[7] == 0 else { throw Messages.npyVersion(bytes[6], bytes[7], file) }
    if major == 1 { return Preamble(headerBytes: Int(bytes[8]) | Int(bytes[9]) << 8, start: 10) }
    guard bytes.count >= 12 else { throw Messages.tornNpyHeader(file) }
    let length = (8..<12).reversed().reduce(0) { $0 << 8 | Int(bytes[$1]) }
    return Preamble(headerBytes: length, start: 12)
  }

  /// Reads the header's text: a Python dictionary of `descr`, `fortran_order` and `shape`.
  init(text: [UInt8], file: String) throws(Fault) {
    var scan = PythonLiteral(text)
    guard case .dictionary(let entries)? = scan.whole() else { throw Messages.npyHeader(text, file) }
    guard let descr = entries["descr"], case .flag(let isFortran)? = entries["fortran_order"],
      case .tuple(let shape)? = entries["shape"], entries.count == 3
    else { throw Messages.npyHeader(text, file) }
    guard case .text(let type) = descr else { throw Messages.npyStructured(file) }
    guard let item = Item(rawValue: type) else { throw Messages.npyType(type, file) }
    if isFortran, shape.count > 1 { throw Messages.npyFortran(file) }
    var count = 1
    for extent in shape {
      let (product, overflowed) = count.multipliedReportingOverflow(by: extent)
      guard extent >= 0, !overflowed, product <= Self.mostNumbers else { throw Messages.npyShape(shape, file) }
      count = product
    }
    self.item = item
    self.shape = shape
    self.count = count
  }

  /// As Python writes it: `(600, 6)`, `(6,)`, `()`.
  static func described(_ shape: [Int]) -> String {
    shape.count == 1 ? "(\(shape[0]),)" : "(" + shape.map(String.init).joined(separator: ", ") + ")"
  }
}
