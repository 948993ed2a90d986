// Files of the repository in the binary, so that they are found from any folder: policies, templates, profiles, and the
// parts of a report's page. A new file in these folders needs its lines here; a test compares both.
#include "shipped.h"

static const uint8_t drawing_draw_py[] = {
#embed "../../Sources/Reports/Drawing/draw.py"
};

static const uint8_t page_report_css[] = {
#embed "../../Sources/Reports/Page/report.css"
};

static const uint8_t page_report_js[] = {
#embed "../../Sources/Reports/Page/report.js"
};

static const uint8_t policies_evictors_2q_lua[] = {
#embed "../../policies/evictors/2q.lua"
};

static const uint8_t policies_evictors_arc_lua[] = {
#embed "../../policies/evictors/arc.lua"
};

static const uint8_t policies_evictors_clock_lua[] = {
#embed "../../policies/evictors/clock.lua"
};

static const uint8_t policies_evictors_fifo_lua[] = {
#embed "../../policies/evictors/fifo.lua"
};

static const uint8_t policies_evictors_gdsf_latency_lua[] = {
#embed "../../policies/evictors/gdsf-latency.lua"
};

static const uint8_t policies_evictors_gdsf_lua[] = {
#embed "../../policies/evictors/gdsf.lua"
};

static const uint8_t policies_evictors_hyperbolic_lua[] = {
#embed "../../policies/evictors/hyperbolic.lua"
};

static const uint8_t policies_evictors_lecar_lua[] = {
#embed "../../policies/evictors/lecar.lua"
};

static const uint8_t policies_evictors_lfu_lua[] = {
#embed "../../policies/evictors/lfu.lua"
};

static const uint8_t policies_evictors_lfuda_lua[] = {
#embed "../../policies/evictors/lfuda.lua"
};

static const uint8_t policies_evictors_lrfu_lua[] = {
#embed "../../policies/evictors/lrfu.lua"
};

static const uint8_t policies_evictors_lru_k_lua[] = {
#embed "../../policies/evictors/lru-k.lua"
};

static const uint8_t policies_evictors_lru_lua[] = {
#embed "../../policies/evictors/lru.lua"
};

static const uint8_t policies_evictors_random_lua[] = {
#embed "../../policies/evictors/random.lua"
};

static const uint8_t policies_evictors_rank_cost_lua[] = {
#embed "../../policies/evictors/rank-cost.lua"
};

static const uint8_t policies_evictors_s3fifo_lua[] = {
#embed "../../policies/evictors/s3fifo.lua"
};

static const uint8_t policies_evictors_sieve_lua[] = {
#embed "../../policies/evictors/sieve.lua"
};

static const uint8_t policies_evictors_slru_lua[] = {
#embed "../../policies/evictors/slru.lua"
};

static const uint8_t policies_evictors_w_tinylfu_lua[] = {
#embed "../../policies/evictors/w-tinylfu.lua"
};

static const uint8_t policies_joint_edgelora_topk_lua[] = {
#embed "../../policies/joint/edgelora-topk.lua"
};

static const uint8_t policies_joint_polar_plus_restart_lua[] = {
#embed "../../policies/joint/polar-plus-restart.lua"
};

static const uint8_t policies_joint_polar_plus_lua[] = {
#embed "../../policies/joint/polar-plus.lua"
};

static const uint8_t policies_joint_polar_ts_lua[] = {
#embed "../../policies/joint/polar-ts.lua"
};

static const uint8_t policies_joint_polar_lua[] = {
#embed "../../policies/joint/polar.lua"
};

static const uint8_t policies_joint_static_popular_lua[] = {
#embed "../../policies/joint/static-popular.lua"
};

static const uint8_t policies_routers_asked_lua[] = {
#embed "../../policies/routers/asked.lua"
};

static const uint8_t policies_routers_epsilon_greedy_lua[] = {
#embed "../../policies/routers/epsilon-greedy.lua"
};

static const uint8_t policies_routers_fixed_lua[] = {
#embed "../../policies/routers/fixed.lua"
};

static const uint8_t policies_routers_lints_lua[] = {
#embed "../../policies/routers/lints.lua"
};

static const uint8_t policies_routers_linucb_aware_lua[] = {
#embed "../../policies/routers/linucb-aware.lua"
};

static const uint8_t policies_routers_linucb_lua[] = {
#embed "../../policies/routers/linucb.lua"
};

static const uint8_t policies_routers_random_lua[] = {
#embed "../../policies/routers/random.lua"
};

static const uint8_t policies_routers_round_robin_lua[] = {
#embed "../../policies/routers/round-robin.lua"
};

static const uint8_t policies_routers_ucb1_lua[] = {
#embed "../../policies/routers/ucb1.lua"
};

static const uint8_t policies_templates_evictor_lua[] = {
#embed "../../policies/templates/evictor.lua"
};

static const uint8_t policies_templates_joint_lua[] = {
#embed "../../policies/templates/joint.lua"
};

static const uint8_t policies_templates_replica_router_lua[] = {
#embed "../../policies/templates/replica-router.lua"
};

static const uint8_t policies_templates_router_lua[] = {
#embed "../../policies/templates/router.lua"
};

static const uint8_t policies_templates_scheduler_lua[] = {
#embed "../../policies/templates/scheduler.lua"
};

static const uint8_t policies_twin_fading_count_lua[] = {
#embed "../../policies/twin/fading-count.lua"
};

static const uint8_t policies_twin_longest_queue_lua[] = {
#embed "../../policies/twin/longest-queue.lua"
};

static const uint8_t policies_twin_near_home_lua[] = {
#embed "../../policies/twin/near-home.lua"
};

static const uint8_t profiles_llama_3_1_8b_vllm_profile[] = {
#embed "../../profiles/llama-3.1-8b-vllm.profile"
};

static const uint8_t profiles_pcie4_profile[] = {
#embed "../../profiles/pcie4.profile"
};

static const uint8_t profiles_qwen2_5_7b_vllm_profile[] = {
#embed "../../profiles/qwen2.5-7b-vllm.profile"
};

static const uint8_t profiles_surrogate_llama_3_1_8b_h100_surrogate[] = {
#embed "../../profiles/surrogate/llama-3.1-8b-h100.surrogate"
};

static const uint8_t profiles_surrogate_qwen_2_5_7b_h100_surrogate[] = {
#embed "../../profiles/surrogate/qwen-2.5-7b-h100.surrogate"
};

static const uint8_t profiles_twin_llama_3_1_8b_h100_twin[] = {
#embed "../../profiles/twin/llama-3.1-8b-h100.twin"
};

static const uint8_t profiles_twin_qwen_2_5_7b_h100_twin[] = {
#embed "../../profiles/twin/qwen-2.5-7b-h100.twin"
};

#define FILE_OF(name, bytes) {name, bytes, sizeof bytes}
static const shipped_file files[] = {
    FILE_OF("Sources/Reports/Drawing/draw.py", drawing_draw_py),
    FILE_OF("Sources/Reports/Page/report.css", page_report_css),
    FILE_OF("Sources/Reports/Page/report.js", page_report_js),
    FILE_OF("policies/evictors/2q.lua", policies_evictors_2q_lua),
    FILE_OF("policies/evictors/arc.lua", policies_evictors_arc_lua),
    FILE_OF("policies/evictors/clock.lua", policies_evictors_clock_lua),
    FILE_OF("policies/evictors/fifo.lua", policies_evictors_fifo_lua),
    FILE_OF("policies/evictors/gdsf-latency.lua", policies_evictors_gdsf_latency_lua),
    FILE_OF("policies/evictors/gdsf.lua", policies_evictors_gdsf_lua),
    FILE_OF("policies/evictors/hyperbolic.lua", policies_evictors_hyperbolic_lua),
    FILE_OF("policies/evictors/lecar.lua", policies_evictors_lecar_lua),
    FILE_OF("policies/evictors/lfu.lua", policies_evictors_lfu_lua),
    FILE_OF("policies/evictors/lfuda.lua", policies_evictors_lfuda_lua),
    FILE_OF("policies/evictors/lrfu.lua", policies_evictors_lrfu_lua),
    FILE_OF("policies/evictors/lru-k.lua", policies_evictors_lru_k_lua),
    FILE_OF("policies/evictors/lru.lua", policies_evictors_lru_lua),
    FILE_OF("policies/evictors/random.lua", policies_evictors_random_lua),
    FILE_OF("policies/evictors/rank-cost.lua", policies_evictors_rank_cost_lua),
    FILE_OF("policies/evictors/s3fifo.lua", policies_evictors_s3fifo_lua),
    FILE_OF("policies/evictors/sieve.lua", policies_evictors_sieve_lua),
    FILE_OF("policies/evictors/slru.lua", policies_evictors_slru_lua),
    FILE_OF("policies/evictors/w-tinylfu.lua", policies_evictors_w_tinylfu_lua),
    FILE_OF("policies/joint/edgelora-topk.lua", policies_joint_edgelora_topk_lua),
    FILE_OF("policies/joint/polar-plus-restart.lua", policies_joint_polar_plus_restart_lua),
    FILE_OF("policies/joint/polar-plus.lua", policies_joint_polar_plus_lua),
    FILE_OF("policies/joint/polar-ts.lua", policies_joint_polar_ts_lua),
    FILE_OF("policies/joint/polar.lua", policies_joint_polar_lua),
    FILE_OF("policies/joint/static-popular.lua", policies_joint_static_popular_lua),
    FILE_OF("policies/routers/asked.lua", policies_routers_asked_lua),
    FILE_OF("policies/routers/epsilon-greedy.lua", policies_routers_epsilon_greedy_lua),
    FILE_OF("policies/routers/fixed.lua", policies_routers_fixed_lua),
    FILE_OF("policies/routers/lints.lua", policies_routers_lints_lua),
    FILE_OF("policies/routers/linucb-aware.lua", policies_routers_linucb_aware_lua),
    FILE_OF("policies/routers/linucb.lua", policies_routers_linucb_lua),
    FILE_OF("policies/routers/random.lua", policies_routers_random_lua),
    FILE_OF("policies/routers/round-robin.lua", policies_routers_round_robin_lua),
    FILE_OF("policies/routers/ucb1.lua", policies_routers_ucb1_lua),
    FILE_OF("policies/templates/evictor.lua", policies_templates_evictor_lua),
    FILE_OF("policies/templates/joint.lua", policies_templates_joint_lua),
    FILE_OF("policies/templates/replica-router.lua", policies_templates_replica_router_lua),
    FILE_OF("policies/templates/router.lua", policies_templates_router_lua),
    FILE_OF("policies/templates/scheduler.lua", policies_templates_scheduler_lua),
    FILE_OF("policies/twin/fading-count.lua", policies_twin_fading_count_lua),
    FILE_OF("policies/twin/longest-queue.lua", policies_twin_longest_queue_lua),
    FILE_OF("policies/twin/near-home.lua", policies_twin_near_home_lua),
    FILE_OF("profiles/llama-3.1-8b-vllm.profile", profiles_llama_3_1_8b_vllm_profile),
    FILE_OF("profiles/pcie4.profile", profiles_pcie4_profile),
    FILE_OF("profiles/qwen2.5-7b-vllm.profile", profiles_qwen2_5_7b_vllm_profile),
    FILE_OF("profiles/surrogate/llama-3.1-8b-h100.surrogate", profiles_surrogate_llama_3_1_8b_h100_surrogate),
    FILE_OF("profiles/surrogate/qwen-2.5-7b-h100.surrogate", profiles_surrogate_qwen_2_5_7b_h100_surrogate),
    FILE_OF("profiles/twin/llama-3.1-8b-h100.twin", profiles_twin_llama_3_1_8b_h100_twin),
    FILE_OF("profiles/twin/qwen-2.5-7b-h100.twin", profiles_twin_qwen_2_5_7b_h100_twin),
};

const shipped_file *shipped_file_at(size_t place) {
  return place < sizeof files / sizeof files[0] ? &files[place] : NULL;
}
