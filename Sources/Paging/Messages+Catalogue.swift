import Core

extension Messages {
  // MARK: - CSV

  static func repeatedAdapter(_ name: String, _ place: Fault.Place) -> Fault {
    Fault("the adapter \(excerpt(name)) occurs twice", place: place, fix: "rename one of the two")
  }

  static func badCatalogueField(_ column: String, _ value: String, _ expected: String, _ place: Fault.Place) -> Fault {
    Fault("\(column) is \(excerpt(value)); expected \(expected)", place: place)
  }

  static func tooManyBytes(_ place: Fault.Place) -> Fault {
    Fault(
      "the adapters up to this one have more than \(Bounds.total.upperBound) bytes together", place: place,
      fix: "see whether the column is in bytes")
  }

  static func noAdapters(_ file: String) -> Fault {
    Fault("the file has a header and no adapters", place: Fault.Place(file: file))
  }

  // MARK: - PEFT folders

  static func noPEFTFolders(_ folder: String) -> Fault {
    Fault(
      "no adapter_config.json lies in it or up to \(PEFTScan.depthLimit) levels below",
      place: Fault.Place(file: folder),
      fix: "name a folder of PEFT adapters")
  }

  static func noWeights(_ path: String) -> Fault {
    Fault("there is no such file beside adapter_config.json", place: Fault.Place(file: path))
  }

  static func pickle(_ path: String) -> Fault {
    Fault(
      "it is a pickle, and is not read: unpickling runs its author's code", place: Fault.Place(file: path),
      fix: "save the adapter again as adapter_model.safetensors (PEFT: save_pretrained(…, safe_serialization=True))")
  }

  static func badConfig(_ key: String, _ value: String, _ expected: String, _ file: String) -> Fault {
    Fault("\(key) is \(value); expected \(expected)", place: Fault.Place(file: file))
  }

  static func noLoRATensors(_ file: String, _ others: Int) -> Fault {
    Fault("none of its \(others) tensors is LoRA's (a part of the name beginning with lora_)", place: .init(file: file))
  }

  static func noRank(_ file: String) -> Fault {
    Fault("no lora_A tensor has the rank", place: Fault.Place(file: file))
  }

  static func strangeRank(_ rank: Int, _ file: String) -> Fault {
    Fault(
      "the lora_A tensors have rank \(rank); expected 1 to \(Bounds.rank.upperBound)", place: Fault.Place(file: file))
  }

  static func tooLarge(_ elements: Int, _ file: String) -> Fault {
    Fault(
      "its LoRA tensors have \(elements) elements, more than \(Bounds.bytes.upperBound) bytes in a slot",
      place: Fault.Place(file: file))
  }

  // MARK: - Safetensors

  static func lfsPointer(_ path: String) -> Fault {
    Fault(
      "it is a Git LFS pointer, not the file itself", place: Fault.Place(file: path),
      fix: "fetch it: git lfs pull")
  }

  static func noHeaderLength(_ path: String, _ sizeBytes: Int) -> Fault {
    Fault(
      "the file has \(sizeBytes) bytes; expected a header length of 8 bytes", place: Fault.Place(file: path),
      fix: "look for a truncated file")
  }

  static func headerTooLong(_ path: String, _ length: UInt64) -> Fault {
    Fault(
      "the header length is \(length) bytes; expected at most \(SafetensorsHeader.headerLimit)",
      place: Fault.Place(file: path), fix: "see whether this is a safetensors file")
  }

  static func headerPastEnd(_ path: String, _ length: UInt64, _ sizeBytes: Int) -> Fault {
    Fault(
      "the header of \(length) bytes goes past the end of the file (\(sizeBytes) bytes)",
      place: Fault.Place(file: path), fix: "look for a truncated file")
  }

  static func headerNoObject(_ file: String) -> Fault {
    Fault("the header does not begin with '{'", place: Fault.Place(file: file))
  }

  static func badTensor(_ name: String, _ what: String, _ file: String) -> Fault {
    Fault("tensor \(excerpt(name)): \(what)", place: Fault.Place(file: file))
  }

  static func overlap(_ name: String, _ other: String, _ file: String) -> Fault {
    Fault("tensors \(excerpt(other)) and \(excerpt(name)) overlap", place: Fault.Place(file: file))
  }

  static func hole(before name: String, bytes: Int, _ file: String) -> Fault {
    Fault("\(bytes) bytes before tensor \(excerpt(name)) belong to no tensor", place: Fault.Place(file: file))
  }

  static func wrongDataLength(_ expected: Int, _ found: Int, _ file: String) -> Fault {
    Fault(
      "the tensors take \(expected) bytes, and \(found) follow the header", place: Fault.Place(file: file),
      fix: "look for a truncated file")
  }
}
