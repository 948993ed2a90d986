// A script's run: a small world, and all verbs of the script.

#include <string.h>

#include "harden.h"

enum { MOST_ADAPTERS = 256, MOST_STEPS = 12, MOST_DIMENSION = 8, MOST_REPLICAS = 5, WORDS = MOST_ADAPTERS / 64 };

typedef struct world {
  stream random;
  bool is_strict;
  lh_limits limits;
  int64_t adapters, dimension, capacity, steps, replicas;
  double costs[MOST_ADAPTERS];
  int64_t units[MOST_ADAPTERS], ranks[MOST_ADAPTERS], pinned[2];
  const char *names[MOST_ADAPTERS];
  double context[MOST_DIMENSION];
  uint64_t resident[WORDS], held[WORDS];
  int64_t count;
  lh_setting setting;
} world;

static const char *const names[] = {"law", "chat", "sql", "", "a name\twith a tab", "\xff\xfe", "name", "adapter-00"};
static const lh_parameter parameters[] = {
    {.name = "decay", .number = 0.5},
    {.name = "most", .whole = INT64_MAX, .is_whole = true},
    {.name = "mode", .text = "fast"},
    {.name = "flag", .whole = 1, .is_flag = true},
};

static double number(stream *random) {
  static const double extremes[] = {0, -0.0, 1e300, -1e300, 1e-300, 2.3e-308, -1, 1e15, 1.7976931348623157e308, 5e-324};
  return below(random, 8) ? uniform(random) : extremes[below(random, sizeof extremes / sizeof *extremes)];
}

static void fill(world *w, int64_t capacity) {
  memset(w->resident, 0, sizeof w->resident);
  for (int64_t a = 0; a < capacity; a++) w->resident[a / 64] |= UINT64_C(1) << (a % 64);
  w->count = capacity;
}

static void make(world *w, uint64_t id) {
  memset(w, 0, sizeof *w);
  w->random.state = id;
  stream *random = &w->random;
  w->limits = (lh_limits){.memory_bytes = 64 << 20, .block_bytes = 32 << 20, .string_bytes = 256 << 10};
  w->is_strict = id == WORLD_STRICT || (id != WORLD_FAST && below(random, 4) != 0);
  if (id >= WORLD_DRAWN) {
    // Small, so that limits are reached soon.
    w->limits = (lh_limits){.memory_bytes = 2 << 20, .block_bytes = 1 << 20, .string_bytes = 64 << 10};
  }
  w->limits.budget_instructions = !w->is_strict ? 0 : id == WORLD_STRICT ? 2000000 : 20000;
  w->limits.cpu_nanos = w->is_strict ? 0 : id == WORLD_FAST ? 80000000 : 10000000;
  static const int64_t borders[] = {63, 64, 65, 128, 200};
  w->adapters = below(random, 8) ? 1 + below(random, 9) : borders[below(random, 5)];
  w->capacity = 1 + below(random, w->adapters);
  w->dimension = below(random, 6);
  w->steps = 4 + below(random, MOST_STEPS - 4);
  w->replicas = below(random, MOST_REPLICAS + 1);
  for (int64_t a = 0; a < w->adapters; a++) {
    double cost = number(random);
    w->costs[a] = cost < 0 ? -cost : cost;
    w->units[a] = below(random, 8) ? 1 : INT64_MAX / MOST_ADAPTERS;
    w->ranks[a] = 8 << below(random, 4);
    w->names[a] = names[below(random, sizeof names / sizeof *names)];
  }
  for (int i = 0; i < 2; i++) w->pinned[i] = below(random, w->adapters);
  fill(w, w->capacity);
  for (int i = 0; i < WORDS; i++) w->held[i] = w->resident[i] & draw(random);
  w->setting = (lh_setting){
      .adapters = w->adapters,
      .dimension = w->dimension,
      .capacity = w->capacity,
      .unit = "adapters",
      .horizon = below(random, 2) ? w->steps : -1,
      .costs = below(random, 2) ? w->costs : NULL,
      .units = below(random, 2) ? w->units : NULL,
      .bytes = below(random, 2) ? w->units : NULL,
      .ranks = below(random, 2) ? w->ranks : NULL,
      .names = below(random, 2) ? w->names : NULL,
      .pinned = w->pinned,
      .pinned_count = below(random, 3),
      .replicas = w->replicas,
      .parameters = parameters,
      .parameter_count = below(random, 5),
  };
}

static bool is_resident(const world *w, int64_t a) { return w->resident[a / 64] >> (a % 64) & 1; }

static lh_residents residents_of(world *w) {
  return (lh_residents){
      .resident = w->resident,
      .held = w->setting.costs ? w->held : NULL,
      .costs = w->setting.costs,
      .adapters = w->adapters,
      .count = w->count,
      .used = w->count,
      .capacity = w->capacity};
}

/// Checks the guarantees after each call; returns whether the script can continue.
static bool goes_on(const world *w, lh_vm *vm, lh_status status) {
  HOLDS(lh_memory(vm) <= w->limits.memory_bytes);
  if (status == LH_OK) return true;
  HOLDS(lh_message(vm)[0] != 0 && lh_line(vm) >= 0 && strlen(lh_traceback(vm)) < 2048);
  if (status == LH_WRONG) return true;
  // A machine that stopped stays so.
  const char *json;
  size_t count;
  HOLDS(lh_card(vm, &json, &count) == status);
  return false;
}

static bool has(const lh_vm *vm, lh_verb verb) { return lh_verbs(vm) >> verb & 1; }

static bool plan(world *w, lh_vm *vm, int64_t step, int64_t *next) {
  lh_residents residents = residents_of(w);
  // Exactly the needed length.
  int64_t *set = malloc((size_t)w->adapters * sizeof *set);
  int64_t count = 0;
  lh_status status = lh_plan(vm, step, &residents, set, &count, next);
  if (status == LH_OK) {
    HOLDS(count >= -1 && count <= w->adapters && (*next == -1 || *next > step));
    for (int64_t i = 0; i < count; i++) HOLDS(set[i] >= 0 && set[i] < w->adapters);
    if (count >= 0) {
      memset(w->resident, 0, sizeof w->resident);
      w->count = 0;
      for (int64_t i = 0; i < count && w->count < w->capacity; i++) {
        w->count += !is_resident(w, set[i]);
        w->resident[set[i] / 64] |= UINT64_C(1) << (set[i] % 64);
      }
    }
  }
  free(set);
  return goes_on(w, vm, status);
}

/// admit, victim and used of one request.
static bool use(world *w, lh_vm *vm, int64_t adapter, int64_t step) {
  lh_usage usage = {.adapter = adapter, .step = step, .units = w->units[adapter], .bytes = w->units[adapter]};
  lh_use kind = is_resident(w, adapter) ? LH_HIT : LH_BYPASS;
  lh_residents residents = residents_of(w);
  bool is_wanted = true;
  if (kind == LH_BYPASS && has(vm, LH_ADMIT) && !goes_on(w, vm, lh_admit(vm, &usage, &residents, &is_wanted))) return false;
  if (kind == LH_BYPASS && has(vm, LH_VICTIM)) {
    int64_t victim = -1;
    lh_status status = lh_victim(vm, &usage, &residents, &victim);
    if (!goes_on(w, vm, status)) return false;
    HOLDS(status != LH_OK || (victim >= -1 && victim < w->adapters));
    if (status == LH_OK && victim >= 0 && is_wanted && is_resident(w, victim)) {
      w->resident[victim / 64] &= ~(UINT64_C(1) << (victim % 64));
      w->resident[adapter / 64] |= UINT64_C(1) << (adapter % 64);
      kind = LH_PAGE_IN;
    }
  }
  return !has(vm, LH_USED) || goes_on(w, vm, lh_used(vm, &usage, kind));
}

static bool serve(world *w, lh_vm *vm, int64_t step) {
  stream *random = &w->random;
  for (int64_t i = 0; i < w->dimension; i++) w->context[i] = number(random);
  lh_request request = {
      .step = step,
      .time = (double)step / 2,
      .asked = below(random, w->adapters + 1) - 1,
      .prompt_tokens = below(random, 9),
      .output_tokens = INT64_MAX,
      .context = w->context,
      .dimension = w->dimension};
  lh_residents residents = residents_of(w);
  int64_t adapter = below(random, w->adapters);
  if (has(vm, LH_ROUTE)) {
    int64_t routed = 0;
    lh_status status = lh_route(vm, &request, &residents, &routed);
    if (!goes_on(w, vm, status)) return false;
    HOLDS(status != LH_OK || (routed >= 0 && routed < w->adapters));
    if (status == LH_OK) adapter = routed;
  }
  if (!use(w, vm, adapter, step)) return false;
  if (has(vm, LH_LEARN)) {
    lh_outcome outcome = {.request = request, .adapter = adapter, .reward = number(random), .cost = 0.5, .hit = step % 2};
    if (!goes_on(w, vm, lh_learn(vm, &outcome))) return false;
  }
  if (has(vm, LH_SEND) && w->replicas > 0) {
    lh_replica replicas[MOST_REPLICAS];
    for (int64_t g = 0; g < w->replicas; g++) {
      replicas[g] = (lh_replica){
          .running = below(random, 4), .waiting = below(random, 2), .kv = uniform(random), .resident = w->resident};
    }
    lh_replicas view = {.replicas = replicas, .count = w->replicas, .adapters = w->adapters};
    int64_t replica = 0;
    lh_status status = lh_send(vm, &request, &view, &replica);
    HOLDS(status != LH_OK || (replica >= 0 && replica < w->replicas));
    return goes_on(w, vm, status);
  }
  return true;
}

static bool choose(world *w, lh_vm *vm, int64_t step) {
  stream *random = &w->random;
  lh_head *heads = malloc((size_t)w->adapters * sizeof *heads);
  lh_heads view = {.heads = heads, .adapters = w->adapters};
  for (int64_t a = 0; a < w->adapters; a++) {
    if (below(random, 3) == 0) continue;
    heads[view.count++] = (lh_head){
        .adapter = a,
        .place = below(random, 5) - 1,
        .waiting = 1 + below(random, 3),
        .running = below(random, 2),
        .tokens = INT64_MAX,
        .arrival = number(random),
        .is_resident = is_resident(w, a)};
  }
  int64_t adapter = -1;
  lh_status status = lh_choose(vm, &view, (double)step, &adapter);
  HOLDS(status != LH_OK || (adapter >= -1 && adapter < w->adapters));
  free(heads);
  return goes_on(w, vm, status);
}

/// A batch of a replay with a full cache.
static void replay(world *w, lh_vm *vm) {
  enum { REQUESTS = 32 };
  int32_t ids[REQUESTS];
  lh_trade trades[REQUESTS];
  for (int i = 0; i < REQUESTS; i++) ids[i] = (int32_t)below(&w->random, w->adapters);
  fill(w, w->capacity);
  lh_batch batch = {
      .ids = ids,
      .count = REQUESTS,
      .first_step = w->steps,
      .resident = w->resident,
      .adapters = w->adapters,
      .capacity = w->capacity,
      .trades = trades,
      .stranger = -1};
  lh_status status = lh_replay(vm, &batch);
  HOLDS(batch.trade_count + batch.bypasses <= REQUESTS && batch.at <= REQUESTS);
  HOLDS(batch.stranger == -1 || (status == LH_WRONG && batch.stranger < w->adapters));
  if (batch.stranger == -1) goes_on(w, vm, status);
}

static void run(world *w, lh_vm *vm) {
  char offer[1 << 14];
  const char *json;
  size_t count;
  if (!goes_on(w, vm, lh_offer(vm, offer, sizeof offer)) || !goes_on(w, vm, lh_card(vm, &json, &count))) return;
  int64_t next = 0;
  if (!goes_on(w, vm, lh_start(vm, &w->setting, &next))) return;
  for (int64_t step = 0; step < w->steps; step++) {
    if (has(vm, LH_PLAN) && next >= 0 && next <= step && !plan(w, vm, step, &next)) return;
    if (!serve(w, vm, step)) return;
    if (has(vm, LH_CHOOSE) && !choose(w, vm, step)) return;
  }
  if (!w->is_strict && has(vm, LH_VICTIM)) replay(w, vm);
}

void play(const char *text, size_t count, uint64_t id) {
  static world w;
  make(&w, id);
  engine host = {.random = {id}, .kernel = pb_kernel_at(0)};
  for (int64_t path = below(&w.random, 3); path > 0 && !(host.kernel = pb_kernel_at(path)); path--) {}
  if (!host.kernel) host.kernel = pb_kernel_at(0);
  lh_vm *vm = lh_create(w.limits, answer, &host);
  HOLDS(vm);
  if (goes_on(&w, vm, lh_load(vm, text, count))) run(&w, vm);
  lh_close(vm);
}

uint64_t world_of(const char *text, size_t count, uint64_t otherwise, size_t *size) {
  static const char mark[] = "\n-- world ";
  const size_t length = sizeof mark - 1;
  *size = count;
  for (size_t back = length; back <= count && back < length + 24; back++) {
    const char *at = text + count - back;
    if (memcmp(at, mark, length) != 0) continue;
    uint64_t id = 0;
    for (const char *digit = at + length; digit < text + count && *digit >= '0' && *digit <= '9'; digit++) {
      if (__builtin_mul_overflow(id, 10, &id) || __builtin_add_overflow(id, (uint64_t)(*digit - '0'), &id)) return otherwise;
    }
    *size = count - back;
    return id;
  }
  return otherwise;
}
