import System

/// Opens a file for reading. Waits for a pipe or a device until the first byte or the end; after two seconds prints a
/// notice on a terminal.
public func openInput(_ path: String) throws(SystemError) -> File {
  try File.input(path) { noteOnTerminal(Messages.waitingForInput(path)) }
}

/// Opens a file for writing and creates it if needed. Waits for the reader of a named pipe; after two seconds prints a
/// notice on a terminal.
public func openOutput(_ path: String, _ mode: File.Mode) throws(SystemError) -> File {
  try File.output(path, mode.union(.create)) { noteOnTerminal(Messages.waitingForReader(path)) }
}

/// Throws if a path exists and is not a regular file: a folder that is searched may contain an endless pipe.
public func requirePlainFile(_ path: String) throws(Fault) {
  if FileSystem.exists(path), !FileSystem.isPlainFile(path) { throw Messages.noPlainFile(path) }
}

private func noteOnTerminal(_ remark: String) {
  guard Terminal.isThere(2) else { return }
  var line = shown(remark) + "\n"
  // A failure to write to standard error is ignored.
  line.withUTF8 { try? Terminal.write(UnsafeRawBufferPointer($0), to: 2) }
}
