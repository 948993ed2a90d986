// swift-format-ignore-file
extension ShippedSurrogates {
  /// The files of profiles/surrogate/, written here by scripts/embed-surrogates.
  static let texts: [(name: String, text: String)] = [
  ]
}
