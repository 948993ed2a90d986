# Fields by the names of the header.
FNR == 1 { files++; delete place; for (i = 1; i <= NF; i++) place[$i] = i }
function field(name) { return place[name] ? $place[name] : "" }
