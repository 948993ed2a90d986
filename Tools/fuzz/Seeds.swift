import CZstd

extension FuzzedReader {
  /// Arrays of NumPy's versions 1 and 2, of 4- and 8-byte floats.
  static let npySeeds: [[UInt8]] = [
    npy(1, "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }", zeros: 48),
    npy(2, "{'descr': '<f4', 'fortran_order': False, 'shape': (5,), }", zeros: 20),
    npy(1, "{'descr': '>f8', 'fortran_order': True, 'shape': (2, 2), }", zeros: 32),
  ]

  private static func npy(_ version: UInt8, _ text: String, zeros: Int) -> [UInt8] {
    let length: [UInt8] = version == 1 ? [UInt8(text.utf8.count), 0] : [UInt8(text.utf8.count), 0, 0, 0]
    return [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, version, 0] + length + Array(text.utf8)
      + [UInt8](repeating: 0, count: zeros)
  }

  /// One zstd frame of a small table.
  static let packed: [UInt8] = {
    let text = Array("time,obj_id,size\n0,7,3\n1,7,3\n2,8,4\n3,7,3\n".utf8)
    var packed = [UInt8](repeating: 0, count: ZSTD_compressBound(text.count))
    let count = ZSTD_compress(&packed, packed.count, text, text.count, 3)
    return Array(packed[..<count])
  }()

  /// Four records of oracleGeneral.
  static let oracle: [UInt8] = [(0, 7, 3, 2), (1, 8, 4, -1), (1, 7, 3, 3), (9, 7, 3, -1)].flatMap {
    (time: Int, id: Int, size: Int, next: Int) in
    little(time, 4) + little(id, 8) + little(size, 4) + little(next, 8)
  }

  private static func little(_ word: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: word >> ($0 * 8)) }
  }
}
