import Glibc

// The system's calls by path, for paths whose bytes need not be UTF-8: a `String` goes to these overloads and not to
// Glibc's own, wherever this room is imported, and so every name that `String(raw:)` made is found again.

public func open(_ path: String, _ flags: Int32) -> Int32 { path.withRawCString { Glibc.open($0, flags) } }

public func open(_ path: String, _ flags: Int32, _ mode: mode_t) -> Int32 {
  path.withRawCString { Glibc.open($0, flags, mode) }
}

public func opendir(_ path: String) -> OpaquePointer? { path.withRawCString { Glibc.opendir($0) } }

public func stat(_ path: String, _ facts: UnsafeMutablePointer<stat>) -> Int32 {
  path.withRawCString { fstatat(AT_FDCWD, $0, facts, 0) }
}

public func access(_ path: String, _ mode: Int32) -> Int32 { path.withRawCString { Glibc.access($0, mode) } }

@discardableResult
public func mkdir(_ path: String, _ mode: mode_t) -> Int32 { path.withRawCString { Glibc.mkdir($0, mode) } }

@discardableResult
public func unlink(_ path: String) -> Int32 { path.withRawCString { Glibc.unlink($0) } }

public func rename(_ old: String, _ new: String) -> Int32 {
  old.withRawCString { old in new.withRawCString { Glibc.rename(old, $0) } }
}

/// The names in a folder in rising order of bytes, `.` and `..` left out; nil where it cannot be read, and `errno` says why.
public func names(inFolder path: String) -> [String]? {
  guard let folder = opendir(path) else { return nil }
  defer { closedir(folder) }
  var names: [String] = []
  while let entry = readdir(folder) {
    let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(raw: $0.prefix { $0 != 0 }) }
    if name != ".", name != ".." { names.append(name) }
  }
  return names.sorted { $0.rawBytes.lexicographicallyPrecedes($1.rawBytes) }
}

/// A variable of the environment; nil where it is not there or empty.
public func environmentValue(_ name: String) -> String? {
  guard let value = getenv(name), value.pointee != 0 else { return nil }
  return String(rawCString: value)
}

/// The folders that a variable lists, such as `PATH`; entries that do not begin at the root are left out, as they would
/// find what lies in the folder at hand.
public func environmentFolders(_ name: String) -> [String] {
  (environmentValue(name) ?? "").split(separator: ":").filter { $0.hasPrefix("/") }.map(String.init)
}

/// A program in the whole paths of the `PATH`.
public func programOnPath(_ name: String) -> String? {
  environmentFolders("PATH").map { "\($0)/\(name)" }.first { isPlainFile($0) && access($0, X_OK) == 0 }
}

/// The file of the running program, every link followed; nil where the system does not say.
public func ownProgram() -> String? {
  guard let path = Glibc.realpath("/proc/self/exe", nil) else { return nil }
  defer { free(path) }
  return String(rawCString: path)
}

/// Runs another program in this process, with the arguments behind its name. Returns only where that fails, and `errno`
/// says why.
public func runInstead(_ program: String, _ arguments: [String]) {
  var words = ([program] + arguments).map { $0.withRawCString { strdup($0) } } + [nil]
  program.withRawCString { _ = execv($0, &words) }
  let code = errno
  for word in words { free(word) }
  errno = code
}

/// Whether a path leads to a regular file.
public func isPlainFile(_ path: String) -> Bool {
  var facts = stat()
  return stat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFREG
}

/// A new file without a name, for the length of its descriptor's life; -1 where there can be none, and `errno` says why.
public func unnamedFile() -> Int32 {
  let path = (environmentValue("TMPDIR") ?? "/tmp") + "/polarbench-XXXXXX"
  var bytes = path.rawBytes.map { CChar(bitPattern: $0) } + [0]
  let descriptor = mkstemp(&bytes)
  guard descriptor >= 0 else { return -1 }
  _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
  Glibc.unlink(bytes)
  return descriptor
}
