import Core

/// The fault messages of this module; tested word for word.
enum Messages {
  static func nameTwice(_ name: String, first line: Int, _ place: Fault.Place) -> Fault {
    Fault(
      "the adapter \(excerpt(name)) occurs twice, first in line \(line)", place: place,
      fix: "rename one of the two, or add their rates and keep one row")
  }

  static func noAdapters(_ place: Fault.Place) -> Fault {
    Fault("there is a header and no adapter", place: place, fix: "give each adapter a row: adapter, rank, rate")
  }

  static func noTraffic(_ place: Fault.Place) -> Fault {
    Fault("nothing is asked for: all rates are 0", place: place, fix: "give at least one adapter a rate above 0")
  }

  static func tooManyAdapters(_ most: Int, _ place: Fault.Place) -> Fault {
    Fault("there are more than \(most) adapters or copies", place: place, fix: "place them in parts")
  }

  static func tooManyRequests(_ rate: Double, _ seconds: Double, most: Int, _ file: String) -> Fault {
    Fault(
      "\(rate) requests per second for \(seconds) s are more than the \(most) that can be simulated",
      place: Fault.Place(file: file), fix: "shorten --duration, or place the adapters in parts")
  }

  static func columnTwice(_ name: String, _ other: String, _ place: Fault.Place) -> Fault {
    Fault("'\(name)' occurs twice in the header, once as '\(other)'", place: place, fix: "keep one of the two")
  }

  static func strangeRank(_ rank: Int, known: [Int], profile: String, _ place: Fault.Place) -> Fault {
    let above = known.first { $0 > rank }
    let list = known.map(String.init).joined(separator: ", ")
    return Fault(
      "rank is \(rank); expected one that the profile \(profile) was measured with: \(list)", place: place,
      fix: above.map { "write \($0): slots are padded to the highest rank anyway" }
        ?? "name a profile with ranks up to \(rank): --model mine.twin")
  }
}
