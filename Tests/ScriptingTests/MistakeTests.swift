import Core
import Scripting
import Testing

/// Common mistakes of beginners, with the whole fault, word for word.
@Suite("A newcomer's mistake", .timeLimit(.minutes(60)))
struct MistakeTests {
  /// An evictor of which one line is replaced.
  private static let evictor = """
    local P = { name = "mine", kind = "evictor", api = 1 }
    function P.start(setting) return { last = host.zeros(setting.adapters) } end
    function P.used(state, adapter, step) state.last[adapter] = step end
    function P.victim(state, adapter, residents)
      return residents[1]
    end
    return P

    """

  @Test(
    "of Lua itself is told with its line and its fix",
    arguments: [
      (
        "return residents[1]", "if residents[1] = 1 then return 1 end",
        "mine.lua:5: 'then' expected near '='\n  fix:    to compare, write =="
      ),
      (
        "return residents[1]", "if adapter != 1 then return 1 end",
        "mine.lua:5: 'then' expected near '!'\n  fix:    write ~= for 'not equal', and not for 'no'"
      ),
      (
        "return residents[1]", "local n = 0 n += 1 return n",
        "mine.lua:5: syntax error near '+'\n  fix:    there is no +=: write x = x + 1"
      ),
      (
        "residents[1]\nend", "residents[1]",
        """
        mine.lua:6: 'end' expected (to close 'function' at line 4) near 'return'
          fix:    each function, if, for and while needs its own end; else if opens another, elseif does not
        """
      ),
      (
        "return residents[1]", "local n = state.count[1] + 1",
        """
        mine.lua:5: attempt to index a nil value (field 'count')
          at:     step 7
          fix:    nothing of this name was ever written: look at its spelling, or make it in start()
        """
      ),
      (
        "return residents[1]", "local seen = {} seen[1] = seen[1] + 1",
        """
        mine.lua:5: attempt to perform arithmetic on a nil value
          at:     step 7
          fix:    what was never written is nil: give it a first value, as in (t[key] or 0)
        """
      ),
      (
        "return residents[1]", "local seen = {} if seen[1] < 3 then return 1 end",
        """
        mine.lua:5: attempt to compare nil with number
          at:     step 7
          fix:    what was never written is nil: give it a first value, as in (t[key] or 0)
        """
      ),
      (
        "return residents[1]", "return state.oldest(residents)",
        """
        mine.lua:5: attempt to call a nil value (field 'oldest')
          at:     step 7
          fix:    there is no function of this name: look at its spelling; methods take a colon, as in residents:has(a)
        """
      ),
    ])
  func language(line: String, mistake: String, told: String) throws {
    #expect(try firstMiss(Self.evictor.replacing(line, with: mistake)).described == told)
  }

  @Test(
    "of names is told with the nearest",
    arguments: [
      ("host.zeros", "host.zero", "mine.lua:2: unknown name 'host.zero'; did you mean 'zeros'?"),
      (
        "setting.adapters", "setting.adapter", "mine.lua:2: unknown name 'setting.adapter'; did you mean 'adapters'?"
      ),
      (
        "setting.adapters", "setting.parameters.size",
        "mine.lua:2: unknown name 'setting.parameters.size': the card declares no such parameter"
      ),
      (
        "host.zeros(setting.adapters)", "host.linucb { arms = 3, dimension = 2 }",
        "mine.lua:2: host.linucb has no option 'dimension'; it has arms, dim, ridge, alpha, discount"
      ),
      (
        "host.zeros(setting.adapters)", "host.linucb { arms = 3, dim = setting.dimension }",
        "mine.lua:2: dim is 0; expected a whole number from 1 to 4096"
      ),
      (
        "return residents[1]", "if residents.has(1) then return 1 end",
        "mine.lua:5: has() is called on residents, with a colon: write x:has(…)\n  at:     step 7"
      ),
      (
        "return residents[1]", "leaver = residents[1] return leaver",
        "mine.lua:5: assignment to the global 'leaver'; make it local\n  at:     step 7"
      ),
      (
        "P.victim(", "P.evict(",
        """
        mine.lua:4: the policy's table has a field 'evict', which is neither a part of a card nor a verb
          fix:    make it a local function; the verbs are start, route, learn, used, admit, victim, plan, choose, send
        """
      ),
      (
        "P.victim(", "P:victim(",
        "mine.lua:4: victim() is declared with a colon, which puts 'self' before the state: write function "
          + "P.victim(state, …)"
      ),
    ])
  func names(line: String, mistake: String, told: String) throws {
    #expect(try firstMiss(Self.evictor.replacing(line, with: mistake)).described == told)
  }

  @Test(
    "of an answer is told with what was expected",
    arguments: [
      ("\"chat\"", "the text 'chat'"), ("residents", "residents"), ("{ 1 }", "a table"), ("1.5", "1.5"), ("0", "0"),
      ("4", "4"), ("true", "true"),
    ])
  func answers(answer: String, shown: String) throws {
    #expect(
      try firstMiss(Self.evictor.replacing("return residents[1]", with: "return \(answer)")).described
        == "mine.lua:4: victim() answered \(shown); expected an adapter, 1 to 3, or nil\n  at:     step 7")
  }

  @Test("of place 0 is a fault; the place behind the last is nil, as in a list")
  func places() throws {
    #expect(
      try firstMiss(Self.evictor.replacing("residents[1]", with: "residents[0]")).described
        == "mine.lua:5: residents[0]: places are numbered from 1\n  at:     step 7")
  }
}
