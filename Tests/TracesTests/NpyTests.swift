import Core
import Foundation
import Testing

@testable import Traces

@Suite("NumPy arrays", .timeLimit(.minutes(60))) struct NpyTests {
  /// The bytes of an array with any header text.
  static func bytes(_ text: String, version: [UInt8] = [1, 0], data: [UInt8] = []) -> [UInt8] {
    let text = Array(text.utf8)
    let length = (0..<(version[0] == 1 ? 2 : 4)).map { UInt8(truncatingIfNeeded: text.count >> ($0 * 8)) }
    return NpyHeader.magic + version + length + text + data
  }

  static func header(_ descr: String = "'<f8'", _ order: String = "False", _ shape: String = "(2, 3)") -> String {
    "{'descr': \(descr), 'fortran_order': \(order), 'shape': \(shape), }\n"
  }

  static func doubles(_ values: [Double]) -> [UInt8] {
    values.flatMap { value in (0..<8).map { UInt8(truncatingIfNeeded: value.bitPattern >> ($0 * 8)) } }
  }

  static func floats(_ values: [Float]) -> [UInt8] {
    values.flatMap { value in (0..<4).map { UInt8(truncatingIfNeeded: value.bitPattern >> ($0 * 8)) } }
  }

  static func read(_ bytes: [UInt8], isSized: Bool = true) throws(Fault) -> NpyArray {
    try NpyArray(ArrayBytes(bytes), byteCount: isSized ? bytes.count : nil, file: "x.npy")
  }

  static let six: [Double] = [0, -1, 2.5, 1e15, 1e-300, 6]

  static let good: [([UInt8], NpyArray)] = [
    (bytes(header(), data: doubles(six)), NpyArray(shape: [2, 3], values: six)),
    (bytes(header(), version: [2, 0], data: doubles(six)), NpyArray(shape: [2, 3], values: six)),
    (bytes(header(), version: [3, 0], data: doubles(six)), NpyArray(shape: [2, 3], values: six)),
    (
      bytes(header("'<f4'"), data: floats([0, 1, 2, 3, 4, 0.1])),
      NpyArray(shape: [2, 3], values: [0, 1, 2, 3, 4, Double(Float(0.1))])
    ),
    (bytes(header("'<f8'", "True", "(6,)"), data: doubles(six)), NpyArray(shape: [6], values: six)),
    (bytes(header("'<f8'", "False", "()"), data: doubles([7])), NpyArray(shape: [], values: [7])),
    (bytes(header("'<f8'", "False", "(0, 4)")), NpyArray(shape: [0, 4], values: [])),
    (bytes(header("'<f8'", "False", "(2L, 3L)"), data: doubles(six)), NpyArray(shape: [2, 3], values: six)),
    (
      bytes("{\"shape\":(6,),\"fortran_order\":False,\"descr\":\"<f8\"}", data: doubles(six)),
      NpyArray(shape: [6], values: six)
    ),
  ]

  @Test("floats of 4 and 8 bytes are read from versions 1, 2 and 3", arguments: good)
  func reading(bytes: [UInt8], array: NpyArray) throws {
    #expect(try Self.read(bytes) == array)
    #expect(try Self.read(bytes, isSized: false) == array)
  }

  static let broken: [([UInt8], String)] = [
    ([], "the file is empty; expected a NumPy array"),
    (Array("time,a".utf8), "the file begins with 74 69 6d 65 2c 61; expected 93 4e 55 4d 50 59 (\\x93NUMPY)"),
    ([0x50, 0x4b, 3, 4, 0, 0], "this is a zip archive (.npz); expected one NumPy array"),
    ([0x80, 4, 0x95], "this is a Python pickle, which is not read; expected a NumPy array"),
    (NpyHeader.magic + [1, 0], "the file ends inside its header"),
    (NpyHeader.magic + [9, 0, 0, 0], "the format's version is 9.0; expected 1.0, 2.0 or 3.0"),
    (
      NpyHeader.magic + [2, 0, 0xff, 0xff, 0xff, 0xff],
      "the header says that it is 4294967295 bytes long; the whole file has 12"
    ),
    (NpyHeader.magic + [1, 0, 0x76, 0], "the header says that it is 118 bytes long; the whole file has 10"),
    (
      bytes(String(repeating: " ", count: 70_000), version: [2, 0]),
      "the header says that it is 70000 bytes long; expected at most 65536"
    ),
    (bytes("{'descr': 3}"), "the header is '{'descr': 3}'; expected {'descr': …, 'fortran_order': …, 'shape': …}"),
    (
      bytes("{'descr': '<f8', 'fortran_order': False}"),
      "the header is '{'descr': '<f8', 'fortran_order': False}'; expected {'descr': …, 'fortran_order': …, 'shape': …}"
    ),
    (bytes(header("[('a', '<f8')]")), "the array has named fields (a structured type); expected numbers, <f4 or <f8"),
    (bytes(header("'>f8'")), "the numbers are big-endian floats: '>f8'; expected <f4 or <f8"),
    (
      bytes(header("'|O'")),
      "the numbers are Python objects (a pickle, which could run code when it is read): '|O'; expected <f4 or <f8"
    ),
    (bytes(header("'<i8'")), "the numbers are whole numbers: '<i8'; expected <f4 or <f8"),
    (bytes(header("'|b1'")), "the numbers are truth values: '|b1'; expected <f4 or <f8"),
    (bytes(header("'<f2'")), "the numbers are floats of '2' bytes: '<f2'; expected <f4 or <f8"),
    (bytes(header("'<f8'", "True")), "the array lies in Fortran order (columns first); expected C order (rows first)"),
    (bytes(header("'<f8'", "False", "(-2, 3)")), "the shape (-2, 3) has a negative extent"),
    (
      bytes(header("'<f8'", "False", "(4294967296, 4294967296)")),
      "the shape (4294967296, 4294967296) has more numbers than memory can hold"
    ),
    (
      bytes(header("'<f8'", "False", "(99999999999, 3)")),
      "the shape (99999999999, 3) has more numbers than memory can hold"
    ),
    (bytes(header(), data: doubles(six).dropLast()), "47 bytes of numbers; the shape (2, 3) of <f8 needs 48"),
    (
      bytes(header(), data: doubles([0, 1, 2, 3, .nan, 5])),
      "row 1, column 1 (from 0) is nan; expected a finite number, -1000000000000000 to 1000000000000000"
    ),
    (
      bytes(header(), data: doubles([0, 1, 2, 3, 4, 1e300])),
      "row 1, column 2 (from 0) is 1e+300; expected a finite number, -1000000000000000 to 1000000000000000"
    ),
    (
      bytes(header(), data: doubles([0, 1, .nan, 3, 4, 5])),
      "row 0, column 2 (from 0) is nan; expected a finite number, -1000000000000000 to 1000000000000000"
    ),
    (
      bytes(header("'<f8'", "False", "(6,)"), data: doubles([0, 1, 2, 3, 4, -.infinity])),
      "element 5 (from 0) is -inf; expected a finite number, -1000000000000000 to 1000000000000000"
    ),
  ]

  @Test("whatever else NumPy can store is refused by what it is", arguments: broken)
  func refusal(bytes: [UInt8], reason: String) {
    let fault = #expect(throws: Fault.self) { try Self.read(bytes) }
    #expect(fault?.reason == reason)
    #expect(fault?.fix?.isEmpty == false)
    // A pipe's length is not known beforehand.
    #expect(throws: Fault.self) { try Self.read(bytes, isSized: false) }
  }

  @Test("a header of 65 536 bytes is read, one byte more is refused", arguments: [65_536, 65_537])
  func longHeader(count: Int) throws {
    let text = Self.header()
    let padded = text.dropLast() + String(repeating: " ", count: count - text.utf8.count) + "\n"
    let bytes = Self.bytes(String(padded), version: [2, 0], data: Self.doubles(Self.six))
    if count == 65_536 {
      #expect(try Self.read(bytes).values == Self.six)
    } else {
      let fault = #expect(throws: Fault.self) { try Self.read(bytes) }
      #expect(fault?.reason == "the header says that it is 65537 bytes long; expected at most 65536")
    }
  }

  @Test("bytes after the numbers are refused")
  func tail() {
    let bytes = Self.bytes(Self.header(), data: Self.doubles(Self.six) + [1, 2])
    let sized = #expect(throws: Fault.self) { try Self.read(bytes) }
    #expect(sized?.reason == "2 bytes follow the numbers of the shape (2, 3)")
    let piped = #expect(throws: Fault.self) { try Self.read(bytes, isSized: false) }
    #expect(piped?.reason == "more bytes follow the numbers of the shape (2, 3)")
  }

  @Test("every tear of a file is a fault")
  func tears() {
    let bytes = Self.bytes(Self.header(), data: Self.doubles(Self.six))
    for count in 0..<bytes.count {
      #expect(throws: Fault.self) { try Self.read(Array(bytes[..<count])) }
      #expect(throws: Fault.self) { try Self.read(Array(bytes[..<count]), isSized: false) }
    }
  }

  @Test("an array reads back bit for bit, and is not overwritten unasked")
  func roundTrip() throws {
    let folder = try TemporaryFolder()
    var random = RandomStream(Seed(3))
    let array = NpyArray(shape: [700, 13], values: (0..<9100).map { _ in random.normal() * 1e-300 })
    let path = folder.path + "/a.npy"
    try array.write(to: path)
    #expect(try NpyArray(contentsOf: path) == array)
    let raw = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    #expect(raw.count == 128 + 9100 * 8)
    #expect(try NpyArray(contentsOf: folder.write("a.npy.zst", TemporaryFolder.compressed(raw))) == array)
    let fault = #expect(throws: Fault.self) { try array.write(to: path) }
    #expect(
      fault?.described == "\(path): this exists already\n  fix:    name another output, or overwrite it by --force")
    try array.write(to: path, force: true)
  }
}
