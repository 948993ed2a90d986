import Foundation

/// docs/reference/host.lua, taken apart.
struct Annotations {
  struct Function {
    /// `host.zeros`, `Vector:dot`.
    var name: String
    /// What stands before the first `:` or `.`.
    var owner: String
    var sentence: String
    var parameters: [(name: String, type: String, isOptional: Bool)]
    /// Types: `integer`, `Vector`, `Adapter?`.
    var answers: [String]
  }

  var functions: [Function] = []
  /// By class; inherited ones are not repeated.
  var fields: [String: [String]] = [:]
  /// Names of the standard library.
  var offered: [String] = []

  init() throws {
    let file = PolicyFiles.repository.appending(path: "docs/reference/host.lua")
    var function = Function(name: "", owner: "", sentence: "", parameters: [], answers: [])
    var className = ""
    for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
      if let match = line.wholeMatch(of: /---@class (\w+).*/) {
        className = String(match.1)
      } else if let match = line.wholeMatch(of: /---@field (\w+)\?? .*/) {
        fields[className, default: []].append(String(match.1))
      } else if let match = line.wholeMatch(of: /---@param (\S+?)(\?)? (\S+).*/) {
        function.parameters.append((String(match.1), String(match.3), match.2 != nil))
      } else if let match = line.wholeMatch(of: /---@return (\S+).*/) {
        function.answers.append(String(match.1))
      } else if let match = line.wholeMatch(of: /function (\w+)([:.]\w+)\(.*/) {
        function.owner = String(match.1)
        function.name = function.owner + match.2
        functions.append(function)
      } else if line.hasPrefix("-- offered: ") {
        offered += line.dropFirst(12).split(separator: " ").map(String.init)
      } else if line.hasPrefix("---"), !line.hasPrefix("---@") {
        function.sentence += line.dropFirst(3)
        continue
      }
      if !line.hasPrefix("---@param"), !line.hasPrefix("---@return"), !line.hasPrefix("---@generic") {
        function = Function(name: "", owner: "", sentence: "", parameters: [], answers: [])
      }
    }
  }
}
