import Core

/// The fault messages of this module; tested word for word. More in `Messages+Topic.swift`.
enum Messages {
  // MARK: - Wrong answers

  static func strangerRouted(_ adapter: AdapterID, at step: Step, in model: PagingModel) -> Fault {
    Fault(
      "route() answered adapter \(adapter.index), which is not in the catalogue", at: place(step, in: model),
      fix: "return an index from 0 to \(model.adapterCount - 1)")
  }

  static func strangerVictim(_ adapter: AdapterID, at step: Step, room: TierRoom, in model: PagingModel) -> Fault {
    Fault(
      "\(verb(room))() answered adapter \(adapter.index), which is not in the catalogue",
      at: place(step, room, in: model), fix: "return one of the ids in `residents`")
  }

  static func victimNotResident(_ adapter: AdapterID, at step: Step, room: TierRoom, in model: PagingModel) -> Fault {
    Fault(
      "\(verb(room))() answered '\(name(adapter, model))', which is not resident", at: place(step, room, in: model),
      fix: "return one of the ids in `residents`")
  }

  static func victimHeld(_ adapter: AdapterID, at step: Step, room: TierRoom, in model: PagingModel) -> Fault {
    Fault(
      "\(verb(room))() answered '\(name(adapter, model))', which \(whyHeld(adapter, model))",
      at: place(step, room, in: model), fix: "ask `residents.mayLeave` before answering, or return nil")
  }

  static func noVictim(for incoming: Use, room: TierRoom, in model: PagingModel) -> Fault {
    Fault(
      "\(verb(room))() answered nil for '\(name(incoming.adapter, model))', and the setting makes that an error",
      at: place(incoming.step, room, in: model), fix: "choose to wait or to bypass when there is no victim")
  }

  static func nothingToWaitFor(_ incoming: Use, room: TierRoom, in model: PagingModel) -> Fault {
    Fault(
      "\(verb(room))() answered nil for '\(name(incoming.adapter, model))', and no service or load is left to wait for",
      at: place(incoming.step, room, in: model), fix: "pin fewer adapters, or choose to bypass when there is no victim"
    )
  }

  // MARK: - Wrong plans

  static func strangerPlanned(_ adapter: AdapterID, at step: Step, in model: PagingModel) -> Fault {
    Fault(
      "plan() named adapter \(adapter.index), which is not in the catalogue", at: place(step, in: model),
      fix: "name adapters from 0 to \(model.adapterCount - 1)")
  }

  static func plannedTwice(_ adapter: AdapterID, at step: Step, in model: PagingModel) -> Fault {
    Fault(
      "plan() named '\(name(adapter, model))' twice", at: place(step, in: model), fix: "name each adapter once")
  }

  static func pinnedNotPlanned(_ adapter: AdapterID, at step: Step, in model: PagingModel) -> Fault {
    Fault(
      "plan() left out '\(name(adapter, model))', which is pinned", at: place(step, in: model),
      fix: "start the plan with `setting.pinned`")
  }

  static func planDoesNotFit(units: Int, count: Int, at step: Step, in model: PagingModel) -> Fault {
    Fault(
      "plan() named \(count) adapters that take \(described(units, model.gpu.capacity.unit)); the capacity is "
        + described(model.gpu.capacity.amount, model.gpu.capacity.unit),
      at: place(step, in: model), fix: "name fewer adapters")
  }

  static func plannedLeaverHeld(_ adapter: AdapterID, at step: Step, in model: PagingModel) -> Fault {
    Fault(
      "plan() left out '\(name(adapter, model))', which \(whyHeld(adapter, model))", at: place(step, in: model),
      fix: "keep adapters that may not leave, or choose to wait when there is no victim")
  }

  static func planRefusedByHost(_ adapter: AdapterID, at step: Step, in model: PagingModel) -> Fault {
    Fault(
      "plan() named '\(name(adapter, model))', which the host tier cannot take", at: place(step, in: model),
      fix: "give the host tier at least the capacity of the GPU")
  }

  // MARK: - Parts

  static func place(_ step: Step, _ room: TierRoom? = nil, in model: PagingModel) -> String {
    let room = room ?? model.gpu
    let residents = model.view(of: room).adapters
    var names = residents.prefix(8).map { model.configuration.adapters[$0.index].name }.joined(separator: ", ")
    if residents.count > 8 { names += " and \(residents.count - 8) more" }
    if residents.isEmpty { names = "nobody" }
    let trace = model.configuration.traceName.map { " of \($0)" } ?? ""
    let tier = room.tier == .host ? "host " : ""
    let amount =
      room.capacity.unit == .slots ? "\(room.capacity.amount)" : described(room.capacity.amount, room.capacity.unit)
    return "step \(step)\(trace) (\(tier)capacity \(amount): \(names))"
  }

  static func described(_ amount: Int, _ unit: Capacity.Unit) -> String {
    switch unit {
    case .slots: amount == 1 ? "1 slot" : "\(amount) slots"
    case .bytes: amount == 1 ? "1 byte" : "\(amount) bytes"
    case .pages: amount == 1 ? "1 page" : "\(amount) pages"
    }
  }

  static func name(_ adapter: AdapterID, _ model: PagingModel) -> String {
    model.configuration.adapters[adapter.index].name
  }

  private static func verb(_ room: TierRoom) -> String { room.tier == .host ? "the host tier's victim" : "victim" }

  private static func whyHeld(_ adapter: AdapterID, _ model: PagingModel) -> String {
    switch model.state(of: adapter, in: model.host == nil ? .gpu : .host) {
    case .loading: "is loading"
    case .inUse(let services): "is in use by \(services == 1 ? "1 service" : "\(services) services")"
    default: "is pinned"
    }
  }
}
