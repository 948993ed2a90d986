/// The fault messages of this module, one file per topic (`Messages+Topic.swift`); tested word for word.
enum Messages {}
