import System

/// Opens a file to be read. A pipe or a device is waited for, until the first byte or the end is there; after two seconds
/// a terminal says so.
public func openInput(_ path: String) throws(SystemError) -> File {
  try File.input(path) { noteOnTerminal(Messages.waitingForInput(path)) }
}

/// Opens a file to be written, made where there is none. A named pipe waits for its reader; after two seconds a terminal
/// says so.
public func openOutput(_ path: String, _ mode: File.Mode) throws(SystemError) -> File {
  try File.output(path, mode.union(.create)) { noteOnTerminal(Messages.waitingForReader(path)) }
}

/// Throws where a path leads to something, and that is no regular file: in a folder that is looked through, anyone may have
/// put a pipe that never ends.
public func requirePlainFile(_ path: String) throws(Fault) {
  if FileSystem.exists(path), !FileSystem.isPlainFile(path) { throw Messages.noPlainFile(path) }
}

private func noteOnTerminal(_ remark: String) {
  guard Terminal.isThere(2) else { return }
  var line = shown(remark) + "\n"
  // Where standard error takes nothing, there is no one to say it to.
  line.withUTF8 { try? Terminal.write(UnsafeRawBufferPointer($0), to: 2) }
}
