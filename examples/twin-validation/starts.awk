# A table for twin batch with a row for each start that was tried.
FNR == 1 {
  print "model,adapters,max_loras,max_lora_rank,rank_mix,rate_mix,total_time_s,pool_mean_input,pool_mean_output,measured"
  next
}
{
  slots = field("max_loras")
  rank = field("max_lora_rank")
  print field("model") "," slots "," slots "," rank "," rank ",0.1,1,,," field("status")
}
