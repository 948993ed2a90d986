extension LuaValue {
  /// A JSON value as a table says it, for `Fields`: members in the order of their names, as what wrote them may have none; null is
  /// `nil`. It stands in no file.
  public init(json: JSONValue) {
    switch json {
    case .null: self.init(.nothing)
    case .flag(let flag): self.init(flag)
    case .integer(let value): self.init(value)
    case .number(let value): self.init(.number(value, spelled: json.text))
    case .string(let text): self.init(text)
    case .array(let values): self.init(table: values.map { Entry(nil, LuaValue(json: $0)) })
    case .object(let members):
      self.init(table: members.sorted { $0.name < $1.name }.map { Entry($0.name, LuaValue(json: $0.value)) })
    }
  }
}
