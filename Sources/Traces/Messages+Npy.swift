import Core
import System

/// Fault messages about NumPy files.
extension Messages {
  private static let fixByNumPy = "np.save(file, np.ascontiguousarray(x, dtype='<f8'))"

  private static func npy(_ reason: String, _ file: String, fix: String = fixByNumPy) -> Fault {
    Fault(reason, place: Fault.Place(file: file), fix: fix)
  }

  static func notNpy(_ bytes: [UInt8], _ file: String) -> Fault {
    if bytes.isEmpty { return npy("the file is empty; expected a NumPy array", file) }
    if bytes.starts(with: [0x50, 0x4b, 3, 4]) {
      return npy("this is a zip archive (.npz); expected one NumPy array", file)
    }
    if bytes.first == 0x80 { return npy("this is a Python pickle, which is not read; expected a NumPy array", file) }
    let magic = bytes.prefix(6).map { byte in
      let hex = String(byte, radix: 16)
      return hex.count == 1 ? "0" + hex : hex
    }
    return npy("the file begins with \(magic.joined(separator: " ")); expected 93 4e 55 4d 50 59 (\\x93NUMPY)", file)
  }

  static func npyVersion(_ major: UInt8, _ minor: UInt8, _ file: String) -> Fault {
    npy("the format's version is \(major).\(minor); expected 1.0, 2.0 or 3.0", file)
  }

  static func tornNpyHeader(_ file: String) -> Fault {
    npy("the file ends inside its header", file, fix: "write the file again: it is truncated")
  }

  static func npyHeaderBeyondFile(_ length: Int, _ total: Int, _ file: String) -> Fault {
    npy(
      "the header says that it is \(length) bytes long; the whole file has \(total)", file,
      fix: "write the file again: it is truncated")
  }

  static func npyHeaderTooLong(_ length: Int, _ file: String) -> Fault {
    npy("the header says that it is \(length) bytes long; expected at most \(NpyHeader.limit)", file)
  }

  static func npyHeader(_ text: [UInt8], _ file: String) -> Fault {
    let shown = excerpt(String(raw: text.prefix(80)))
    return npy("the header is \(shown); expected {'descr': …, 'fortran_order': …, 'shape': …}", file)
  }

  static func npyStructured(_ file: String) -> Fault {
    npy("the array has named fields (a structured type); expected numbers, <f4 or <f8", file)
  }

  static func npyType(_ type: String, _ file: String) -> Fault {
    let rest = type.dropFirst()
    let what: String
    switch (type.first, rest.first) {
    case (_, "O"): what = "Python objects (a pickle, which could run code when it is read)"
    case (">", "f"): what = "big-endian floats"
    case (_, "i"), (_, "u"): what = "whole numbers"
    case (_, "b"), (_, "?"): what = "truth values"
    case (_, "c"): what = "complex numbers"
    case (_, "S"), (_, "U"), (_, "a"): what = "texts"
    case (_, "M"), (_, "m"): what = "dates"
    case ("<", "f"): what = "floats of \(excerpt(String(rest.dropFirst()))) bytes"
    default: what = "of a type that is not read here"
    }
    return npy("the numbers are \(what): \(excerpt(type)); expected <f4 or <f8", file)
  }

  static func npyFortran(_ file: String) -> Fault {
    npy("the array lies in Fortran order (columns first); expected C order (rows first)", file)
  }

  static func npyShape(_ shape: [Int], _ file: String) -> Fault {
    let reason = shape.contains { $0 < 0 } ? "has a negative extent" : "has more numbers than memory can hold"
    return npy("the shape \(NpyHeader.described(shape)) \(reason)", file)
  }

  static func npyEmpty(_ shape: [Int], _ file: String) -> Fault {
    npy("the shape \(NpyHeader.described(shape)) has no numbers", file, fix: "leave the file out, or fill it")
  }

  static func tornNpy(_ header: NpyHeader, present: Int, needed: Int, _ file: String) -> Fault {
    npy(
      "\(present) bytes of numbers; the shape \(NpyHeader.described(header.shape)) of \(header.item.rawValue) needs "
        + "\(needed)", file, fix: "write the file again: it is truncated")
  }

  static func npyTail(_ header: NpyHeader, extra: Int?, _ file: String) -> Fault {
    npy(
      "\(extra.map(String.init) ?? "more") bytes follow the numbers of the shape "
        + NpyHeader.described(header.shape), file, fix: "keep one array in one file")
  }

  static func npyBeyond(_ value: Double, at index: [Int], _ file: String) -> Fault {
    let place =
      index.count == 2
      ? "row \(index[0]), column \(index[1])" : "element \(index.map(String.init).joined(separator: ", "))"
    let bound = shortest(Bounds.value.upperBound)
    return npy(
      "\(place) (from 0) is \(value); expected a finite number, -\(bound) to \(bound)", file,
      fix: "np.argwhere(~(np.abs(x) <= \(bound)))")
  }
}
