import Cluster
import Core

extension CommandMessages {
  package static func fixedGrid(_ folder: String) -> Fault {
    Fault(
      "'\(folder)' was submitted with a grid of its own, which --resume takes",
      fix: "leave the flags of the grid out; add to it when it is merged: polarbench tournament --resume -o "
        + ShellWord.quoted(ShellWord.path(folder)))
  }

  package static func malformedShards(_ text: String, count: Int) -> Fault {
    Fault(
      "'\(text)' names no shards of \(count)", fix: "write numbers from 1 to \(count), with commas between: --only 3,5"
    )
  }

  package static func lostSight(_ fault: Fault, _ folder: String) -> Fault {
    var fault = fault
    fault.fix =
      "the jobs may still run; wait again with: "
      + ShellWord.joined(["polarbench", "submit", "--resume", "--wait", "-o", folder])
    return fault
  }
}
