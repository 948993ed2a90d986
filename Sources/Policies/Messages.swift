/// The texts of this room's faults, one file for each topic (`Messages+Topic.swift`); tested word for word.
enum Messages {}
