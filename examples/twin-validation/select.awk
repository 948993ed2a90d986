# Of the runs (the second file) those that were measured without a doubt, and predicted (the first file).
files == 1 { predicted[field("run_id")] = 1; next }
FNR == 1 { print; next }
field("status") == "ok" && field("adapter_mismatch") != 1 && field("kv_mismatch") != 1 && predicted[field("run_id")] {
  if (rows++ % each == 0) print
}
