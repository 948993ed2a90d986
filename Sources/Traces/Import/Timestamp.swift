import Core

/// A time in the format of cloud traces: `2023-11-16 18:17:03.9799600`, with or without a zone.
public struct Timestamp: Equatable, Sendable {
  /// Since 1970-01-01 00:00:00 in the row's own zone, or in UTC if the row has none.
  public var nanoseconds: Int
  public var hasZone: Bool

  /// Reads `YYYY-MM-DD hh:mm:ss`, with `T` also accepted for the blank, up to nine decimals, then `Z`, `±hh:mm` or
  /// nothing.
  ///
  /// nil if the text has another form, a field is out of its range, or the year is outside 1970–2199.
  public init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    var scan = Scan(bytes)
    guard let year = scan.digits(4), scan.take("-"), let month = scan.digits(2), scan.take("-"),
      let day = scan.digits(2), scan.take(" ") || scan.take("T"), let hour = scan.digits(2), scan.take(":"),
      let minute = scan.digits(2), scan.take(":"), let second = scan.digits(2)
    else { return nil }
    guard (1970..<2200).contains(year), (1...12).contains(month), day >= 1, day <= Self.days(of: month, in: year),
      hour < 24, minute < 60, second < 60
    else { return nil }
    var fraction = 0
    if scan.take(".") {
      guard let decimals = scan.decimals(9) else { return nil }
      fraction = decimals
    }
    var offsetMinutes = 0
    hasZone = true
    let sign: UInt8? = scan.take("+") ? 1 : scan.take("-") ? 0 : nil
    if let sign {
      guard let hours = scan.digits(2), hours < 24, scan.take(":"), let minutes = scan.digits(2), minutes < 60 else {
        return nil
      }
      offsetMinutes = (hours * 60 + minutes) * (sign == 1 ? 1 : -1)
    } else {
      hasZone = scan.take("Z")
    }
    guard scan.isAtEnd else { return nil }
    let days = Self.daysSince1970(year, month, day)
    nanoseconds = (((days * 24 + hour) * 60 + minute - offsetMinutes) * 60 + second) * 1_000_000_000 + fraction
  }

  private static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

  private static func days(of month: Int, in year: Int) -> Int {
    month == 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
  }

  private static func daysSince1970(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let before = year - 1
    let leaps = before / 4 - before / 100 + before / 400 - (1969 / 4 - 1969 / 100 + 1969 / 400)
    var days = (year - 1970) * 365 + leaps + day - 1
    for month in 1..<month { days += Self.days(of: month, in: year) }
    return days
  }

  private struct Scan {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    var isAtEnd: Bool { position == bytes.count }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
      guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
      position += 1
      return true
    }

    /// Exactly `count` digits.
    mutating func digits(_ count: Int) -> Int? {
      guard position + count <= bytes.count else { return nil }
      var value = 0
      for byte in bytes[position..<position + count] {
        guard byte &- 48 <= 9 else { return nil }
        value = value * 10 + Int(byte) - 48
      }
      position += count
      return value
    }

    /// One to `count` digits after a point, as a count of units of 10⁻ᶜᵒᵘⁿᵗ.
    mutating func decimals(_ count: Int) -> Int? {
      var value = 0
      var seen = 0
      while position < bytes.count, bytes[position] &- 48 <= 9 {
        guard seen < count else { return nil }
        value = value * 10 + Int(bytes[position]) - 48
        seen += 1
        position += 1
      }
      guard seen > 0 else { return nil }
      for _ in seen..<count { value *= 10 }
      return value
    }
  }
}

/// Turns timestamps into seconds since the first one, exactly to the nanosecond, and checks that all rows or none have
/// a zone.
struct TimestampClock {
  private var first: Timestamp?

  mutating func seconds(
    _ i: Int, as column: String, in table: borrowing DelimitedReader
  ) throws(Fault) -> Double {
    guard let time = table.withBytes(i, { Timestamp($0) }) else {
      throw Messages.badTimestamp(column, table.text(i), table.place(i))
    }
    guard let first else {
      self.first = time
      return 0
    }
    if time.hasZone != first.hasZone { throw Messages.mixedZones(column, time.hasZone, table.place(i)) }
    return Double(time.nanoseconds - first.nanoseconds) / 1e9
  }
}
