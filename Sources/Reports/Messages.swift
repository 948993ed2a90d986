import Core

/// The fault messages of this module; tested word for word.
enum Messages {
  static func drawingFailed(_ program: String, _ reason: String) -> Fault {
    Fault(
      "cannot draw the figures: \(program) \(reason)",
      fix: "run scripts/setup again; POLARBENCH_PYTHON names another Python, and --no-figures does without")
  }

  static func relativePython(_ path: String) -> Fault {
    Fault(
      "POLARBENCH_PYTHON is '\(path)'; expected a whole path, which begins with /",
      fix: "so that no Python in the folder at hand is run: POLARBENCH_PYTHON=\"$PWD/.venv/bin/python3\"")
  }

  /// The text in place of a figure that cannot be drawn here.
  static let noPainter = """
    No Python here has vl-convert, which draws the figures. Get it with scripts/setup, or with \
    'python3 -m venv .venv && .venv/bin/pip install vl-convert-python' and POLARBENCH_PYTHON="$PWD/.venv/bin/python3"; \
    then 'polarbench report' draws this page anew. The figure's specification and numbers are in the page.
    """
}
