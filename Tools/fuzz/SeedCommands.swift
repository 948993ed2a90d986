import Core

/// A short command line, with the files that it names.
struct SeedCommand {
  var words: [String]
  var files: [(name: String, text: [UInt8])] = []

  init(_ words: String, _ files: [(String, String)] = []) {
    self.words = words.split(separator: " ").map(String.init)
    self.files = files.map { ($0.0, Array($0.1.utf8)) }
  }

  /// The i-th command line: numbers in flags and files are changed, and sometimes a flag gets another flag's value.
  static func mutated(_ i: Int, _ root: Seed) -> SeedCommand {
    var random = RandomStream(Seed(root.bits &+ UInt64(i) &* 0x9e37_79b9_7f4a_7c15))
    var one = all[random.integer(below: all.count)]
    for _ in 0...random.integer(below: 3) {
      if !one.files.isEmpty, random.integer(below: 2) == 0 {
        let place = random.integer(below: one.files.count)
        Mutator.changeNumber(in: &one.files[place].text, &random)
      } else if one.words.count > 2 {
        let place = 2 + random.integer(below: one.words.count - 2)
        var word = Array(one.words[place].utf8)
        Mutator.changeNumber(in: &word, &random)
        one.words[place] = String(decoding: word, as: UTF8.self)
      }
    }
    return one
  }

  private static let catalogue = ("adapters.csv", "name,bytes,rank,pinned\na,80740352,16,false\nb,40370176,8,true\n")
  private static let demands = (
    "demands.csv", "adapter,rank,rate,input_mean,output_mean,gpu\na,8,0.4,60,40,1\nb,8,0.1,,,\n"
  )
  private static let ids = ("ids.csv", "time,obj_id,size\n0,7,3\n1.5,8,100\n2,7,3\n3,9,40\n")
  private static let arrivals = (
    "llm.csv", "TIMESTAMP,ContextTokens,GeneratedTokens\n2023-11-16 18:17:03.97,480,10\n2023-11-16 18:17:04.03,1,8\n"
  )
  private static let profile = (
    "p.profile",
    "profile x\nparameters-per-rank 2523136\nitem-bytes 2\npath storage-host warm\nbase-ms 9.5\nms-per-rank 0.5\n"
      + "path storage-host first\nbase-ms 30\nms-per-rank 1.5\npath host-gpu\nbase-ms 3.2\nms-per-mb 0.01\n"
  )
  private static let table = (
    "runs.csv",
    "model,adapters,max_loras,max_lora_rank,rank_mix,rate_mix,total_time_s,pool_mean_input,pool_mean_output,"
      + "total_throughput\nsmall,4,2,8,8-8,0.4-0.1,30,60,40,120\n"
  )
  private static let grid = (
    "grid.json",
    #"{"grid":{"policies":["random+lru"],"scenarios":["edge-15"],"capacities":[2,"0.5"],"replicates":2,"requests":20,"#
      + #""seed":1,"price":1.0,"bandwidth":24.8,"jitter":0.0,"token_time":0.0,"bounds":false}}"#
  )
  private static let twin = ("small.twin", FuzzedReader.converted(FuzzedReader.smallProfile, .twin))

  static let all: [SeedCommand] = [
    SeedCommand(
      "run random+lru --scenario edge-15 -n 50 -k 4 --seed 7 --price 1.5 --jitter 0.1 --token-time 2"
        + " --show 3..9"),
    SeedCommand(
      "run linucb(alpha=0.5,ridge=1)+s3fifo(small=0.1,ghost=0.9)"
        + " --scenario edge-15(noise=0.2,adapters=9) -n 40"),
    SeedCommand("run polar-plus(first=10,kappa=1) --scenario drift(period=10) -n 60 -k 4 --json"),
    SeedCommand("run random+lru --scenario edge-15 -n 30 -k 400MB --host 900MB --loading overlapped --bandwidth 24.8"),
    SeedCommand("run random+gdsf --scenario edge-15 -n 30 -k 200x2MiB --replicate 3"),
    SeedCommand(
      "run polar(epoch=10,window=20) --scenario edge-15 -n 30 --profile p.profile"
        + " --first-reads once", [profile]),
    SeedCommand("compare random+lru ucb1+lru --scenario edge-15 -n 20 --replicates 2 --jobs 1 --json"),
    SeedCommand("tournament random+lru --scenario edge-15 -n 20 --replicates 2 -k 4,0.5 --jobs 1 --no-report -o out"),
    SeedCommand("tournament --from grid.json --no-report --jobs 1 -o out", [grid]),
    SeedCommand("tournament --from grid.json --dry-run --shard 1/2 --jobs 2", [grid]),
    SeedCommand("submit random+lru --scenario edge-15 -n 20 --replicates 2 --shards 2 --cpus 2 --dry-run -o out"),
    SeedCommand("replay lru,s3fifo,arc,lru-k(k=2) --trace ids.csv --capacity 2,50%,128B", [ids]),
    SeedCommand("replay 2q(in=0.25,out=0.5),lecar --trace ids.csv --capacity 10% --unit objects --seed 4", [ids]),
    SeedCommand("catalogue show adapters.csv", [catalogue]),
    SeedCommand("profile show p.profile", [profile]),
    SeedCommand(
      "trace import csv ids.csv --output out --limit 3 --time-unit ms --adapter-rank 8,16"
        + " --adapter-bytes 99", [ids]),
    SeedCommand("trace import azure-llm llm.csv --output out --limit 5", [arrivals]),
    SeedCommand("trace info llm.csv --json", [arrivals]),
    SeedCommand(
      "trace assign llm.csv --adapters 4 --rule zipf --exponent 1.5 --churn-period 2 --absence 0.5"
        + " --output out", [arrivals]),
    SeedCommand(
      "trace assign llm.csv --adapters 3 --rule power --alpha 0.3 --rotate-every 2 --seed 5"
        + " --output out", [arrivals]),
    SeedCommand("trace generate scan -n 20 -k 3 --seed 2 --output out"),
    SeedCommand("trace generate zipf-ids --objects 20 --exponent 1 -n 30 --output out.csv --force"),
    SeedCommand("check lru -k 4 --seed 2 --quiet --only capacity-1"),
    SeedCommand("twin run --model small.twin -n 3 --rates 0.4,0.1 --ranks 8 --slots 2 --duration 9 --seed 3", [twin]),
    SeedCommand(
      "twin run --model small.twin -n 3 --rates 4 --ranks 8 --slots 1 --slot-rank 8 --duration 5"
        + " --replicas 2", [twin]),
    SeedCommand(
      "twin run --model small.twin -n 3 --rates 1 --ranks 8 --duration 5 --mean-input 60"
        + " --mean-output 40 --host-slots 3", [twin]),
    SeedCommand("twin run --model small.twin --trace llm.csv --ranks 8 --slots 1 --every 1", [twin, arrivals]),
    SeedCommand(
      "twin run --model llama-3.1-8b -n 4 --rates 1 --ranks 8 --slots 2 --duration 5 --mode agullo"
        + " --queue-cap 9"),
    SeedCommand("twin run --model small.twin -n 3 --rates 1 --ranks 8 --duration 5 --arrivals gamma(4)", [twin]),
    SeedCommand("twin run --model small.twin -n 3 --rates 1 --ranks 8 --duration 5 --arrivals diurnal(0.5,60)", [twin]),
    SeedCommand("twin batch runs.csv --profile small.twin --output out.csv --replicates 2 --jobs 1", [table, twin]),
    SeedCommand("twin validate runs.csv --profile small.twin --jobs 1", [table, twin]),
    SeedCommand(
      "twin optimum --model small.twin --rates 0.4 --ranks 8 --adapters 1,2 --slots 1,2 --duration 5"
        + " --jobs 1", [twin]),
    SeedCommand(
      "place demands.csv --model small.twin --duration 60 --least-share 0.9 --margin 0.01"
        + " --jobs 1", [demands, twin]),
    SeedCommand(
      "place demands.csv --model small.twin --duration 60 --gpus 2 --what-if adapters=+2"
        + " --what-if rates=*1.5", [demands, twin]),
    SeedCommand(
      "surrogate predict --model llama-3.1-8b -n 16 --rates 0.4,0.05 --ranks 8,32 --slots 8"
        + " --mean-input 100"),
    SeedCommand("surrogate data --model small.twin --output out.csv --mixes 1 --every 0 --jobs 1 --quiet", [twin]),
  ]
}
