extension Setting {
  /// The parameters as given, or the card's defaults if none were given.
  public func parameters(of card: Card) throws(Fault) -> Parameters {
    parameters.entries.isEmpty ? try Parameters(card: card, given: []) : parameters
  }
}
