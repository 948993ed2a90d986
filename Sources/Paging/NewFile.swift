import Core
import System

/// Writes a new file; one that exists is a fault.
func writeNew(_ text: String, to path: String) throws(Fault) {
  do throws(SystemError) {
    let file = try File(path, [.write, .create, .exclusive])
    try file.write(Array(text.utf8))
    try file.close()
  } catch {
    throw error == .exists ? Messages.fileExists(path) : Messages.system("write", path, error)
  }
}
