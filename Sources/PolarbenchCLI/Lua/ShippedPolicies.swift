/// The Lua files of policies/, by SHA-256; written by scripts/embed-digests.
enum ShippedPolicies {
  static let digests: Set<String> = [
    "197fdf24e442ee3ac49600041e0144107e714bcde5b673f88d81259bbef44233",  // policies/evictors/2q.lua
    "8661811bff050a1f98f1d9a9b991f989b60e3811cf3d9c3e51585b34db658d0e",  // policies/evictors/arc.lua
    "c43c2e88bb76c760e812509ca4aec7b4f6e421ad650624f52307d0de79e8c673",  // policies/evictors/clock.lua
    "c22ebd1702ff952b63ee254f15f4e4f1497a4a9c531a6d98f2275b425f7557fa",  // policies/evictors/fifo.lua
    "6b5de4e282ac80e3b4f1d45daeee7435cbfd6f133713c1671286de81208aa0e1",  // policies/evictors/gdsf-latency.lua
    "9c3718f1d287fbb3e75df47d84a7d89eb7a84612fd7deea6b3ead31ecc799b9f",  // policies/evictors/gdsf.lua
    "cf36773f2ac51223ce72162fead6792c49f0eb7b211ce89dff73af5765aa47b2",  // policies/evictors/hyperbolic.lua
    "932a2a05970db5a5cbdf856de9d694bf067d8b3bdd02baaaf3580f8dc2ca1518",  // policies/evictors/lecar.lua
    "d8063c1d024584c8ebf4fa170f7ace32ee114471165d60ec4dbbfcd1302f1bdd",  // policies/evictors/lfu.lua
    "caaa5c633df8be348e1bfa4834da1b6cfc7397265c4c59cfbf77a6a1fe518ac0",  // policies/evictors/lfuda.lua
    "558086dc8c3e5323df6cab8256c4a44e4dedcd0574901376a5a7d0673a4009da",  // policies/evictors/lrfu.lua
    "16aec02d6f7a3b0dda7ffdd2e8ae38281d07d7d7253f32f76b41b41ee3574833",  // policies/evictors/lru-k.lua
    "ea5a33e2acd086c31ba9998eca4d4b74408c9914323789f0f5868088f2067725",  // policies/evictors/lru.lua
    "0c7e5d2e57069407cf085915bbe1ebde3a3276ccb2a564369f1465bc579d0c63",  // policies/evictors/random.lua
    "9c4ae17080b8ae0b3ca3e96b1aed3325ad6daafdb341aac79d5c4d3c3d2391af",  // policies/evictors/rank-cost.lua
    "64dc2b5e2b93d726c8679cdf6371ff71bfce832a001e840d69b9c74d54b9f2a7",  // policies/evictors/s3fifo.lua
    "ba654000028613549b0a2f2ef5664f0faf427bf0cf09bac575336c9c0e83b3e6",  // policies/evictors/sieve.lua
    "e81dd939e4f06133bff36b16935c38876ff27dadfdf1da15f9009570aac2ee3b",  // policies/evictors/slru.lua
    "872325bcb33eefd02105b117d3eb3c98d671c0149b054abb4d3b71b1f6ddcbc7",  // policies/evictors/w-tinylfu.lua
    "bdabeeb91a79e17479518c4968e2e7c074eb1fb553497a3de9f95b2543efd44f",  // policies/joint/edgelora-topk.lua
    "e41eb6b561fcd055740932ddcfa2dc7b153fb0924283df2afed36662e16a455e",  // policies/joint/polar-plus-restart.lua
    "7141079aac47d93d5e45e8a5d55694cbf52761167c01240d123e5500ab4290fa",  // policies/joint/polar-plus.lua
    "39835890e518277d2f93fa25b5d9230cb1deb89d3c81aa8ffb90f8b3035a8b98",  // policies/joint/polar-ts.lua
    "6ee64c84764dff156b402ca57446da296be331c6629b28ff8d85298be553e7ba",  // policies/joint/polar.lua
    "1e576e5c60ca3585d7bde58cd5e3d197c318b776caacf1606dd7795083f40a98",  // policies/joint/static-popular.lua
    "fa5c327e647d38b05282ecc676275218a2e50042a1a8f1c229da5c49b73b4201",  // policies/routers/asked.lua
    "741ca0c6d6e9574a74a3d6acfe19caf5a85faa8e47bdbd559e766a0cf96f10c3",  // policies/routers/epsilon-greedy.lua
    "7ec63d20380c670cbbbb15c46acf33dd7df546f6f27240838be6548edcdc5d79",  // policies/routers/fixed.lua
    "1f2c129f88443b990430654b868c4cb5038024e40cd5ae75f84fd8262b905b88",  // policies/routers/lints.lua
    "2599ad24617e635142ed7e0e9f47234ea161492116320039835d780aae2c3809",  // policies/routers/linucb-aware.lua
    "a89f712a89742be14dd4d734fe66a2e1280aa3bc161b5e8b32937b042ef0a280",  // policies/routers/linucb.lua
    "d83ec4d14d8fbbff980759114c5dafb44dd70909923443ec4a9433d919a07f77",  // policies/routers/random.lua
    "00de05fde84cb7658716493035ed9d1c91a5fee99ed09e0fc642ce241020e903",  // policies/routers/round-robin.lua
    "84b9229b5ab46204ff277d07768ab1327f67dc440c7c74c4564fe430e85a14de",  // policies/routers/ucb1.lua
    "b20da6b18579a91e412489b0c793a27b520d4fe785710fd8288a64cd042af393",  // policies/templates/evictor.lua
    "7fcb8c8976628a49fafa04ca514ff903d9398e8ee502f0a4de2ceb21cca2c228",  // policies/templates/joint.lua
    "3896e197992f75eca7c66cea3faeaaaede8006f7ece2d03dfc755007af55c50f",  // policies/templates/replica-router.lua
    "078d3ac0d0865265088055bbea84d2c5a22824ead706a792c2fe3a024c1b7135",  // policies/templates/router.lua
    "f3145c4c14f5c9f1d94ded63535f76e42d6cbacfd69c9133da4d4a0676ec6697",  // policies/templates/scheduler.lua
    "10543b19ac60393614db8e49cfc2d0871405cc5a68afc9ccdaba453eceb9b612",  // policies/twin/fading-count.lua
    "34bc92a1a9ead6cf0d0219a10fe88aa7b41544ca17a7753dd7218cab481d5e4c",  // policies/twin/longest-queue.lua
    "e712c23453f58155566daf5eb9543897ab136593c9358cd653e39ab905c4babd",  // policies/twin/near-home.lua
  ]
}
