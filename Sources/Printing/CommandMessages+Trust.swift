import Core
import Roster

extension CommandMessages {
  package static func isNotTrusted(_ file: LuaFile) -> String {
    "advice: \(file.path) runs in \(file.fence.described); \(file.fence.remedy) or --in-process runs it here"
  }

  package static func startsManyProcesses(_ file: LuaFile, others: Int) -> String {
    let files = others == 0 ? "\(file.path) is" : "\(file.path) and \(others) more are"
    return "advice: \(files) not trusted, and each cell starts a process; \(file.fence.remedy) or --in-process is "
      + "faster, with the same cells"
  }

  package static func isNotRecorded(_ file: String, _ fault: Fault) -> Fault {
    Fault("\(file) is not recorded as yours and will run in processes of its own: \(fault.reason)", fix: fault.fix)
  }

}
