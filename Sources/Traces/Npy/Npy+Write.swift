import Core

extension NpyArray {
  /// Writes the array as NumPy's version 1, `<f8`, in C order; numbers are read back bit for bit.
  public func write(to path: String, force: Bool = false) throws(Fault) {
    let sink = try FileSink(path, force: force)
    try sink.write(Self.header(shape))
    var start = 0
    while start < values.count {
      let end = min(start + 4096, values.count)
      try sink.write(values[start..<end].map { $0.bitPattern.littleEndian })
      start = end
    }
    try sink.finish()
  }

  /// The bytes before the numbers, padded so that the numbers begin at a multiple of 64.
  static func header(_ shape: [Int], version: UInt8 = 1, item: NpyHeader.Item = .float8) -> [UInt8] {
    let described = NpyHeader.described(shape)
    var text = Array("{'descr': '\(item.rawValue)', 'fortran_order': False, 'shape': \(described), }".utf8)
    let start = version == 1 ? 10 : 12
    let padding = 63 - (start + text.count) % 64
    text += [UInt8](repeating: 0x20, count: padding) + [0x0a]
    let length = (0..<start - 8).map { UInt8(truncatingIfNeeded: text.count >> ($0 * 8)) }
    return NpyHeader.magic + [version, 0] + length + text
  }
}
