import Core

/// The fault messages of this module; tested word for word.
enum Messages {
  static let noHome = Fault(
    "neither XDG_CONFIG_HOME nor HOME is an absolute path, so there is no place for the list of trusted folders",
    fix: "set HOME to your home folder")

  static func unreadable(_ path: RawPath, _ reason: String) -> Fault {
    Fault("cannot read '\(path.text)': \(reason)", fix: "check that the path is right and may be read")
  }

  static func unwritable(_ path: RawPath, _ reason: String) -> Fault {
    Fault(
      "cannot write '\(path.text)', which lists the trusted folders: \(reason)",
      fix: "check that its folder may be written to, or name another by XDG_CONFIG_HOME")
  }

  static func writtenByOthers(_ path: RawPath, mode: String) -> Fault {
    Fault(
      "others may write '\(path.text)', so nothing that it lists is trusted",
      fix: "look through it, then: chmod \(mode) \(ShellWord.quoted(path.text))")
  }

  static func belongsToOther(_ path: RawPath) -> Fault {
    Fault(
      "'\(path.text)' belongs to another user, so nothing that it lists is trusted",
      fix: "remove it, or set HOME to your own home folder")
  }

  static func tooLong(_ path: RawPath, limit: Int) -> Fault {
    Fault("is longer than \(limit >> 20) MiB", place: .init(file: path.text), fix: "remove it, and trust folders anew")
  }

  static func noPath(_ path: RawPath, line: Int, _ text: RawPath) -> Fault {
    Fault(
      "'\(text.text)' is not an absolute path of a folder or file", place: .init(file: path.text, line: line),
      fix: text.bytes.contains(0)
        ? "remove the line in an editor; 'polarbench trust FOLDER' writes them"
        : "remove the line: polarbench trust --remove=\(ShellWord.quoted(text.text))")
  }

  static func isNoFolder(_ path: RawPath, _ folder: RawPath) -> Fault {
    Fault(
      "'\(path.text)' is not a folder",
      fix: "trust the folder it lies in: polarbench trust \(ShellWord.quoted(folder.text))")
  }

  static let holdsAll = Fault("'/' holds every file of this machine", fix: "name the folder of your own policies")

  static func openToAll(_ path: RawPath) -> Fault {
    Fault(
      "every user may write in '\(path.text)', so it could contain another user's file",
      fix: "trust another folder, in which only you can write")
  }

  static func hasLineBreak(_ path: RawPath) -> Fault {
    Fault(
      "the path '\(path.text.replacing("\n", with: "\\n"))' has a line break, which the list of trusted folders cannot hold",
      fix: "rename the folder, or use --in-process for one run")
  }

  static func isNotTrusted(_ path: RawPath, within folder: RawPath?) -> Fault {
    Fault(
      "'\(path.text)' is not in the list of trusted folders",
      fix: folder.map { "it lies in one that is: polarbench trust --remove \(ShellWord.quoted($0.text))" }
        ?? "'polarbench trust --list' names them all")
  }
}
