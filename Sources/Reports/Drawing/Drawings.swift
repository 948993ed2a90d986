import Core
import System

/// Figures drawn by Vega.
public struct Drawings: Sendable {
  /// A figure in the requested formats.
  public struct Drawing: Sendable {
    public let svg: String?
    public let png: [UInt8]?
    public let pdf: [UInt8]?
    /// Why the figure is missing.
    public let error: String?
  }

  /// The figures by slug.
  public let figures: [String: Drawing]
  /// Vega, Vega-Lite and Vega-Embed as one script; nil if it was not requested.
  public let bundle: String?
  /// "Vega-Lite 6.4, vl-convert 1.9.0".
  public let drawnBy: String

  /// An output format of figures.
  public enum Form: String, Sendable { case svg, png, pdf }

  /// Draws figures with the Vega project's vl-convert; nil if no Python here has it.
  ///
  /// Pythons are tried in the order of `Python.candidates`. With equal fonts and versions the same figures give the
  /// same bytes, except PDFs, whose fonts have a random order.
  ///
  /// - Parameters:
  ///   - bundle: whether to include the script for the interactive view.
  ///   - background: the background colour of the figures; nil for transparent.
  /// - Throws: a fault if vl-convert exists but fails, or `POLARBENCH_PYTHON` is not an absolute path.
  public static func draw(
    _ figures: [Figure], as forms: [Form], bundle: Bool = false, background: String? = nil
  ) throws(Fault) -> Drawings? {
    let request: JSONValue = [
      "figures": .array(
        figures.map { ["slug": .string($0.slug), "specification": $0.specification] }),
      "formats": .array(forms.map { .string($0.rawValue) }), "bundle": .flag(bundle),
      "background": background.map { .string($0) } ?? .null,
    ]
    let input = Array(request.text.utf8)
    let helper = ShippedFile.text("draw.py")
    for python in try Python.candidates() {
      let ended = try run(python, helper, input)
      switch ended.ending {
      case .exited(0): return try Drawings(parsing: ended.output)
      case .exited(3), .exited(126), .exited(127): continue
      case .exited(let code): throw Messages.drawingFailed(python, "ended with \(code)")
      case .signalled(let signal): throw Messages.drawingFailed(python, "was ended by signal \(signal)")
      }
    }
    return nil
  }

  /// Runs the helper; if it cannot be started, the status is 127, as in a shell.
  private static func run(_ python: String, _ helper: String, _ input: [UInt8]) throws(Fault) -> Subprocess {
    do throws(SystemError) {
      return try Subprocess.run(python, ["-I", "-c", helper], input: input, environment: environment)
    } catch {
      throw Messages.drawingFailed(python, error.reason)
    }
  }

  /// This process's environment without variables that make Python or the loader use code from elsewhere.
  private static var environment: [String] {
    let libraries = Environment.folders("LD_LIBRARY_PATH")
    let kept = Environment.all.filter { !$0.hasPrefix("PYTHON") && !$0.hasPrefix("LD_LIBRARY_PATH=") }
    return (libraries.isEmpty ? [] : ["LD_LIBRARY_PATH=" + libraries.joined(separator: ":")]) + kept
  }

  init(figures: [String: Drawing], bundle: String?, drawnBy: String) {
    self.figures = figures
    self.bundle = bundle
    self.drawnBy = drawnBy
  }

  private init(parsing output: [UInt8]) throws(Fault) {
    let answer = try JSONValue(parsing: output, file: "vl-convert")
    var figures: [String: Drawing] = [:]
    for figure in answer["figures"]?.array ?? [] {
      figures[figure["slug"]?.string ?? ""] = Drawing(
        svg: figure["svg"]?.string, png: (figure["png"]?.string).flatMap(Base64.decoded),
        pdf: (figure["pdf"]?.string).flatMap(Base64.decoded), error: figure["error"]?.string)
    }
    self.figures = figures
    bundle = answer["bundle"]?.string
    drawnBy =
      "Vega-Lite \(answer["vega_lite"]?.string ?? "?"), vl-convert \(answer["vl_convert"]?.string ?? "?")"
  }
}
