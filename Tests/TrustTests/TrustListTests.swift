import Core
import Foundation
import System
import Testing

@testable import Trust

/// A folder of its own, with a list in `home/polarbench/trusted`.
private struct Place {
  let root: RawPath
  let list: TrustList

  init() {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    mkdir(folder, 0o755)
    root = try! RawPath(folder).canonical()
    list = TrustList(file: root + "/home/polarbench/trusted")
  }

  func remove() { try? FileManager.default.removeItem(atPath: root.text) }

  /// Makes a file, with the folders that it lies in.
  @discardableResult
  func make(_ path: String, _ text: String = "return {}") throws -> RawPath {
    let file = URL(filePath: root.text).appending(path: path)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
    return RawPath(file.path)
  }

  func link(_ path: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: (root + "/" + path).text, withDestinationPath: (root + "/" + target).text)
  }

  func move(_ path: String, to target: String) throws {
    try FileManager.default.moveItem(atPath: (root + "/" + path).text, toPath: (root + "/" + target).text)
  }

  /// Whether the file that a path leads to is trusted.
  func trusts(_ path: String) throws -> Bool {
    try list.standing(of: File(root.text + "/" + path, .read)) == .trusted
  }

  func fault(_ body: () throws -> Void) -> Fault? {
    do { try body() } catch { return error as? Fault }
    return nil
  }
}

@Suite("Trusted folders", .timeLimit(.minutes(60)))
struct TrustListTests {
  private func inPlace(_ body: (Place) throws -> Void) throws {
    let place = Place()
    defer { place.remove() }
    try body(place)
  }

  @Test("without a list nothing is trusted, and reading makes none")
  func empty() throws {
    try inPlace { place in
      try place.make("mine/a.lua")
      #expect(try !place.trusts("mine/a.lua"))
      #expect(try place.list.entries().isEmpty)
      #expect(access((place.root + "/home").text, F_OK) != 0)
    }
  }

  @Test(
    "a folder is trusted with all in it, by any spelling",
    arguments: ["mine", "mine/", "mine//", "./mine/.", "mine/../mine", "other/../mine/sub/.."])
  func spellings(typed: String) throws {
    try inPlace { place in
      for path in ["mine/a.lua", "mine/sub/b.lua", "minefield/c.lua", "other/d.lua", "e.lua"] { try place.make(path) }
      let (path, isNew) = try place.list.add(folder: place.root + "/" + typed)
      #expect(isNew && path == place.root + "/mine")
      #expect(try place.trusts("mine/a.lua") && place.trusts("mine/sub/b.lua"))
      #expect(try place.trusts("other/../mine/./a.lua"))
      #expect(try !place.trusts("minefield/c.lua") && !place.trusts("other/d.lua") && !place.trusts("e.lua"))
      #expect(try !place.trusts("mine/../other/d.lua"))
      #expect(try !place.list.add(folder: place.root + "/mine").isNew)
      #expect((place.root + "/mine").exists && !(place.root + "/mime").exists)
      #expect(try place.list.entries() == [place.root + "/mine/"])
    }
  }

  @Test("a symbolic link is judged by where it leads")
  func links() throws {
    try inPlace { place in
      for path in ["mine/a.lua", "theirs/b.lua", "theirs/sub/c.lua"] { try place.make(path) }
      try place.link("mine/out.lua", to: "theirs/b.lua")
      try place.link("mine/sub", to: "theirs/sub")
      try place.link("theirs/in.lua", to: "mine/a.lua")
      try place.link("alias", to: "mine")
      #expect(try place.list.add(folder: place.root + "/alias").path == place.root + "/mine")
      #expect(try place.trusts("alias/a.lua") && place.trusts("theirs/in.lua"))
      #expect(try !place.trusts("mine/out.lua") && !place.trusts("mine/sub/c.lua"))
    }
  }

  @Test("a folder that was moved is no longer trusted; a new one in its place is")
  func moved() throws {
    try inPlace { place in
      for path in ["mine/a.lua", "theirs/a.lua"] { try place.make(path) }
      _ = try place.list.add(folder: place.root + "/mine")
      try place.move("mine", to: "moved")
      #expect(try !place.trusts("moved/a.lua"))
      try place.link("mine", to: "theirs")
      #expect(try !place.trusts("mine/a.lua"))
      unlink((place.root + "/mine").text)
      try place.make("mine/new.lua")
      #expect(try place.trusts("mine/new.lua"))
    }
  }

  @Test("a single file is trusted alone, and not what a link puts in its place")
  func file() throws {
    try inPlace { place in
      for path in ["mine/a.lua", "mine/b.lua", "theirs/a.lua"] { try place.make(path) }
      try place.list.add(file: place.root + "/mine/a.lua")
      #expect(try place.trusts("mine/a.lua") && !place.trusts("mine/b.lua"))
      // As editors save.
      try place.make("mine/a.lua.new", "return {1}")
      #expect(rename((place.root + "/mine/a.lua.new").text, (place.root + "/mine/a.lua").text) == 0)
      #expect(try place.trusts("mine/a.lua"))
      unlink((place.root + "/mine/a.lua").text)
      try place.link("mine/a.lua", to: "theirs/a.lua")
      #expect(try !place.trusts("mine/a.lua"))
    }
  }

  @Test("a file that every user may write is not trusted", arguments: ["mine/sub/a.lua", "mine/sub", "mine"])
  func openToAll(path: String) throws {
    try inPlace { place in
      try place.make("mine/sub/a.lua")
      _ = try place.list.add(folder: place.root + "/mine")
      #expect(try place.trusts("mine/sub/a.lua"))
      chmod((place.root + "/" + path).text, 0o777)
      let file = try File((place.root + "/mine/sub/a.lua").text, .read)
      #expect(try place.list.standing(of: file) == .openToAll(place.root + "/" + path))
      if path == "mine" {
        #expect(
          place.fault { _ = try place.list.add(folder: place.root + "/mine") }?.reason
            == "every user may write in '\(place.root.text)/mine', so it could contain another user's file")
      }
    }
  }

  @Test("names that are not UTF-8 are kept byte by byte; a line break is refused")
  func names() throws {
    try inPlace { place in
      let odd = RawPath(place.root.bytes + Array("/m\u{1}".utf8) + [0xFF, 0xC3])
      try FileSystem.makeFolder(odd.text, permissions: 0o755)
      let file = try File((odd + "/a.lua").text, [.read, .write, .create])
      #expect(try place.list.add(folder: odd).path == odd)
      #expect(try place.list.entries() == [odd + "/"])
      #expect(try place.list.standing(of: file) == .trusted)
      #expect(try place.list.remove(odd + "//") == odd)
      #expect(try place.list.standing(of: file) == .unlisted)

      try place.make("two\nlines/a.lua")
      #expect(
        place.fault { _ = try place.list.add(folder: place.root + "/two\nlines") }
          == Fault(
            "the path '\(place.root.text)/two\\nlines/' has a line break, which the list of trusted folders cannot hold",
            fix: "rename the folder, or use --in-process for one run"))
      _ = try place.list.add(folder: place.root)
      #expect(try place.trusts("two\nlines/a.lua"))
    }
  }

  @Test("the list is the user's alone: a mode or an owner that lets others write is refused, and nothing is trusted")
  func mode() throws {
    try inPlace { place in
      try place.make("mine/a.lua")
      _ = try place.list.add(folder: place.root + "/mine")
      var about = stat()
      let file = place.list.file.text
      #expect(stat(file, &about) == 0 && about.st_mode & 0o777 == 0o600)
      for mode in [0o620, 0o602, 0o666] as [mode_t] {
        chmod(file, mode)
        let fault = Fault(
          "others may write '\(file)', so nothing that it lists is trusted",
          fix: "look through it, then: chmod 600 \(file)")
        #expect(throws: fault) { try place.trusts("mine/a.lua") }
        #expect(throws: fault) { try place.list.add(folder: place.root) }
      }
      chmod(file, 0o644)
      #expect(try place.trusts("mine/a.lua"))
      let folder = place.list.file.folder.text
      chmod(folder, 0o770)
      #expect(
        throws: Fault(
          "others may write '\(folder)', so nothing that it lists is trusted",
          fix: "look through it, then: chmod 700 \(folder)")
      ) { try place.trusts("mine/a.lua") }
    }
  }

  @Test("what belongs to another user is not believed: a single file, or the list", .enabled(if: geteuid() == 0))
  func otherOwner() throws {
    try inPlace { place in
      let file = try place.make("mine/a.lua")
      try place.list.add(file: file)
      #expect(try place.trusts("mine/a.lua"))
      chown(file.text, 4711, 4711)
      #expect(try !place.trusts("mine/a.lua"))
      chown(file.text, 0, 0)
      #expect(try place.trusts("mine/a.lua"))
      chown(place.list.file.text, 4711, 4711)
      #expect(place.fault { _ = try place.trusts("mine/a.lua") }?.reason.contains("belongs to") == true)
    }
  }

  @Test("entries are sorted by their bytes, not by their length")
  func sorted() throws {
    try inPlace { place in
      for folder in ["b", "ccc", "aa"] {
        try place.make("\(folder)/a.lua")
        _ = try place.list.add(folder: place.root + "/\(folder)")
      }
      #expect(try place.list.entries() == ["aa/", "b/", "ccc/"].map { place.root + "/\($0)" })
      let text = try String(contentsOfFile: place.list.file.text, encoding: .utf8)
      #expect(text == ["aa/", "b/", "ccc/"].map { "\(place.root.text)/\($0)\n" }.joined())
    }
  }

  @Test("a list of a mebibyte is read, a longer one is refused")
  func limit() throws {
    try inPlace { place in
      _ = try place.list.add(folder: place.root)
      let line = "/" + String(repeating: "x", count: 1022) + "\n"
      let whole = String(repeating: line, count: 1024)
      try Data(whole.utf8).write(to: URL(filePath: place.list.file.text))
      chmod(place.list.file.text, 0o600)
      #expect(try place.list.entries().count == 1024)
      try Data((whole + "\n").utf8).write(to: URL(filePath: place.list.file.text))
      chmod(place.list.file.text, 0o600)
      #expect(place.fault { _ = try place.list.entries() } != nil)
    }
  }

  @Test("a list that is a link stays one; what it leads to is written")
  func link() throws {
    try inPlace { place in
      try place.make("mine/a.lua")
      _ = try place.list.add(folder: place.root)
      try place.move("home/polarbench/trusted", to: "kept")
      try place.link("home/polarbench/trusted", to: "kept")
      _ = try place.list.add(folder: place.root + "/mine")
      #expect(
        try FileManager.default.destinationOfSymbolicLink(atPath: place.list.file.text) == place.root.text + "/kept")
      #expect(try String(contentsOfFile: place.root.text + "/kept", encoding: .utf8).split(separator: "\n").count == 2)
    }
  }

  @Test("the user's list is below an absolute XDG_CONFIG_HOME, else below HOME")
  func ofUser() {
    let before = ["XDG_CONFIG_HOME", "HOME"].map { ($0, ProcessInfo.processInfo.environment[$0]) }
    defer { for (name, value) in before { if let value { setenv(name, value, 1) } else { unsetenv(name) } } }
    setenv("HOME", "/home/me", 1)
    for (folder, file) in [
      ("/conf", "/conf/polarbench/trusted"), ("conf", "/home/me/.config/polarbench/trusted"),
      ("", "/home/me/.config/polarbench/trusted"),
    ] {
      setenv("XDG_CONFIG_HOME", folder, 1)
      #expect(TrustList.ofUser()?.file == RawPath(file))
    }
    setenv("HOME", "me", 1)
    #expect(TrustList.ofUser() == nil)
  }

  @Test("a line that is not an absolute path is a fault with its place", arguments: ["mine/", "/", "\u{0}/x"])
  func lines(line: String) throws {
    try inPlace { place in
      _ = try place.list.add(folder: place.root)
      try Data("\n/a/\n\(line)\n".utf8).write(to: URL(filePath: place.list.file.text))
      #expect(
        throws: Fault(
          "'\(line)' is not an absolute path of a folder or file", place: .init(file: place.list.file.text, line: 3),
          fix: line.hasPrefix("\0")
            ? "remove the line in an editor; 'polarbench trust FOLDER' writes them"
            : "remove the line: polarbench trust --remove=\(line)")
      ) { try place.list.entries() }
      #expect(place.fault { _ = try place.list.add(folder: place.root) } != nil)
      if line.hasPrefix("\0") { return }
      #expect(try place.list.remove(RawPath(line)).text == line)
      #expect(try place.list.entries() == [RawPath("/a/")])
    }
  }

  @Test("removing needs no folder that is there, and names the one that holds it")
  func removal() throws {
    try inPlace { place in
      try place.make("mine/sub/a.lua")
      _ = try place.list.add(folder: place.root + "/mine")
      #expect(
        place.fault { _ = try place.list.remove(place.root + "/mine/sub") }
          == Fault(
            "'\(place.root.text)/mine/sub' is not in the list of trusted folders",
            fix: "it lies in one that is: polarbench trust --remove \(place.root.text)/mine/"))
      try FileManager.default.removeItem(atPath: (place.root + "/mine").text)
      #expect(try place.list.remove(place.root + "/mine/") == place.root + "/mine")
      #expect(
        place.fault { _ = try place.list.remove(place.root + "/mine") }?.fix
          == "'polarbench trust --list' names them all")
    }
  }

  @Test("a listed path can be removed, even where a symbolic link stands there now")
  func removalOfLink() throws {
    try inPlace { place in
      try place.make("mine/a.lua")
      try place.make("other/a.lua")
      _ = try place.list.add(folder: place.root + "/mine")
      try place.move("mine", to: "moved")
      try place.link("mine", to: "other")
      #expect(try !place.trusts("mine/a.lua"))
      #expect(try place.list.remove(place.root + "/mine/") == place.root + "/mine")
      #expect(try place.list.entries().isEmpty)
    }
  }

  @Test("a path that is not a folder, or contains all folders, is refused")
  func folders() throws {
    try inPlace { place in
      let file = try place.make("mine/a.lua")
      #expect(
        place.fault { _ = try place.list.add(folder: file) }
          == Fault(
            "'\(file.text)' is not a folder",
            fix: "trust the folder it lies in: polarbench trust \(place.root.text)/mine"))
      #expect(
        place.fault { _ = try place.list.add(folder: RawPath("/")) }
          == Fault("'/' holds every file of this machine", fix: "name the folder of your own policies"))
      #expect(
        place.fault { _ = try place.list.add(folder: RawPath("/no/such")) }
          == Fault(
            "cannot read '/no/such': No such file or directory", fix: "check that the path is right and may be read"))
    }
  }

  @Test("a list that cannot be written is left as it was")
  func unwritable() throws {
    let list = TrustList(file: RawPath("/proc/none/polarbench/trusted"))
    #expect(
      throws: Fault(
        "cannot write '/proc/none/polarbench/trusted', which lists the trusted folders: No such file or directory",
        fix: "check that its folder may be written to, or name another by XDG_CONFIG_HOME")
    ) { try list.add(folder: RawPath("/usr")) }
    try inPlace { place in
      _ = try place.list.add(folder: place.root)
      // Where the new file would be.
      mkdir((place.list.file + ".new").text, 0o755)
      #expect(throws: Fault.self) { try place.list.add(folder: RawPath("/usr")) }
      #expect(try place.list.entries() == [place.root + "/"])
    }
  }

  @Test("many at once lose nothing")
  func concurrent() async throws {
    let place = Place()
    defer { place.remove() }
    let folders = (0..<20).map { "f\($0)" }
    for folder in folders { try place.make("\(folder)/a.lua") }
    await withTaskGroup(of: Void.self) { group in
      for folder in folders {
        group.addTask { _ = try? place.list.add(folder: place.root + "/" + folder) }
      }
    }
    #expect(try place.list.entries().count == 20)
  }

  @Test("a list is found beside the user's configuration, and an open file by its own path")
  func places() throws {
    #expect(RawPath(of: File(descriptor: -1)) == nil)
    try inPlace { place in
      let file = try place.make("mine/a.lua")
      #expect(RawPath(of: try File(file.text, .read)) == (try file.canonical()))
    }
  }
}
