# How many starts the twin judged as they went.
FNR > 1 { cells++; right += field("measured") == field("twin_status") }
END { print "starts, no KV cache, out of memory: " right " of " cells " verdicts right" }
