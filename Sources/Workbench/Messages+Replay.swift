import Core

extension Messages {
  static func badCapacity(_ text: String) -> Fault {
    Fault(
      "the capacity is \(excerpt(text)); expected a whole number, bytes like 64MiB, or a share like 0.1 or 10%",
      fix: "a share is taken of the trace's distinct objects, or of their bytes")
  }

  static func badShare(_ text: String) -> Fault {
    Fault(
      "the capacity is \(excerpt(text)); a share of the working set lies above 0 and goes up to 1.0 or 100%",
      fix: "write an amount as a whole number")
  }

  static func capacityTwice(_ text: String) -> Fault {
    Fault("the capacity \(excerpt(text)) is named twice", fix: "keep one of the two")
  }

  static var bytesForObjects: Fault {
    Fault("a capacity is in bytes, but --unit is objects", fix: "leave --unit out, or give the capacity as a number")
  }

  static func plansAreNotReplayed(_ name: String) -> Fault {
    Fault("\(name) plans resident sets; replay asks evictors alone", fix: "use polarbench run")
  }

  static func unitOfPipe(_ file: String) -> Fault {
    Fault(
      "a size other than 1: the replay is to start again in bytes, but a pipe is read only once",
      place: Fault.Place(file: file), fix: "give --unit bytes, or save the trace to a file")
  }

  static func sizesOverflow(_ file: String, _ step: Step) -> Fault {
    Fault(
      "request \(step) (counted from 0) brings the sum of sizes beyond 2^63 - 1 bytes", place: Fault.Place(file: file),
      fix: "see whether the sizes are right")
  }
}
