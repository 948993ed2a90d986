// The limits of a script: the instruction budget (strict mode), and the CPU-time watchdog of each thread.
//
// The watchdog is a timer. If the system grants none (`ulimit -i 0`, a filter of system calls), the thread's clock is
// read every STRIDE instructions and at every charge instead: slower by a few percent, with the same limit.

#define _GNU_SOURCE
#include <pthread.h>
#include <stdatomic.h>
#include <time.h>
#include <unistd.h>

#include "vm.h"

enum {
  /// Instructions between hooks in strict mode, and between readings of the clock.
  STRIDE = 1000,
  /// Bytes of a text compared in about the time of one instruction.
  COMPARED_BYTES = 1024,
  TICK_NANOS = 10000000,
  /// A script that exceeds its CPU time by this factor is stuck in an instruction. The host's own work takes less;
  /// without optimisation it is slower.
#ifdef __OPTIMIZE__
  STUCK_NANOS = 500000000,
#else
  STUCK_NANOS = 2000000000,
#endif
};

/// The machine whose call runs on this thread.
static _Thread_local lh_vm *volatile current;

/// The kind of this thread's watchdog.
static _Thread_local enum { NOT_YET, BY_TIMER, BY_CLOCK } watch;

/// With the clock: the CPU time of this thread, in nanoseconds, at its next tick.
static _Thread_local int64_t next_tick;

static int64_t thread_nanos(void) {
  struct timespec time;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

static void tick(int signal);

/// Whether the current call has used its CPU time.
static bool is_over_time(lh_vm *vm) {
  if (watch == BY_CLOCK) {
    int64_t now = thread_nanos();
    for (; next_tick <= now; next_tick += TICK_NANOS) tick(0);
  }
  return vm->barked;
}

static void interrupt(lua_State *L, lua_Debug *event) {
  (void)event;
  lh_vm *vm = lh_of(L);
  if (is_over_time(vm)) {
    // Code that runs while the stack unwinds is interrupted again at once.
    lua_sethook(L, interrupt, LUA_MASKCOUNT, 1);
    lh_stop(L, LH_CPU, "took more than %d ms of CPU time", (int)(vm->limits.cpu_nanos / 1000000));
  }
  if (vm->limits.budget_instructions == 0) {
    if (watch != BY_CLOCK) lua_sethook(L, NULL, 0, 0);
    return;
  }
  // An instruction may compare two texts, byte by byte.
  vm->spent = lh_add_work(vm->spent, STRIDE * (1 + vm->longest_text / COMPARED_BYTES));
  if (vm->spent > vm->limits.budget_instructions) {
    lua_sethook(L, interrupt, LUA_MASKCOUNT, 1);
    lh_stop(L, LH_BUDGET, "took more than %I instructions", (LUAI_UACINT)vm->limits.budget_instructions);
  }
}

void lh_charge(lua_State *L, size_t work) {
  lh_vm *vm = lh_of(L);
  if (is_over_time(vm)) interrupt(L, NULL);
  if (vm->limits.budget_instructions == 0) return;
  vm->spent = lh_add_work(vm->spent, work);
  if (vm->spent > vm->limits.budget_instructions) {
    lua_sethook(L, interrupt, LUA_MASKCOUNT, 1);
    lh_stop(L, LH_BUDGET, "took more than %I instructions", (LUAI_UACINT)vm->limits.budget_instructions);
  }
}

/// The exit status of the process if a script is stuck in one instruction; 0: the process continues.
static volatile sig_atomic_t stuck_status;

void lh_end_stuck(int status) { stuck_status = status; }

/// Called at each tick of this thread's CPU time, on the thread itself.
///
/// A hook waits for the end of an instruction, and one can take very long: if a table grows and all its keys collide.
static void tick(int signal) {
  (void)signal;
  lh_vm *vm = current;
  if (!vm) return;
  vm->ticks = vm->ticks + 1;
  int64_t beyond = (int64_t)vm->ticks * TICK_NANOS - vm->limits.cpu_nanos;
  if (beyond < 0) return;
  if (beyond > STUCK_NANOS && stuck_status != 0) _exit(stuck_status);
  if (vm->barked) return;
  vm->barked = 1;
  lua_sethook(vm->L, interrupt, LUA_MASKCOUNT, 1);
}

static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_key_t timers;
static bool is_prepared;

/// Timers are numbered from 0, but a key's value must not be null: stored plus one.
static void drop_timer(void *timer) { timer_delete((timer_t)((uintptr_t)timer - 1)); }

static int tick_signal(void) { return SIGRTMIN + 4; }

static void prepare(void) {
  struct sigaction action = {.sa_handler = tick, .sa_flags = SA_RESTART};
  sigemptyset(&action.sa_mask);
  is_prepared = pthread_key_create(&timers, drop_timer) == 0 && sigaction(tick_signal(), &action, NULL) == 0;
}

#ifndef sigev_notify_thread_id
#define sigev_notify_thread_id _sigev_un._tid
#endif

/// Starts this thread's periodic timer, once. False if the system grants none.
static bool arm(void) {
  pthread_once(&once, prepare);
  if (!is_prepared) return false;
  // Threads of a pool start with their signals blocked.
  sigset_t ours;
  sigemptyset(&ours);
  sigaddset(&ours, tick_signal());
  if (pthread_sigmask(SIG_UNBLOCK, &ours, NULL) != 0) return false;
  struct sigevent event = {.sigev_notify = SIGEV_THREAD_ID, .sigev_signo = tick_signal()};
  event.sigev_notify_thread_id = gettid();
  timer_t timer;
  if (timer_create(CLOCK_THREAD_CPUTIME_ID, &event, &timer) != 0) return false;
  struct itimerspec period = {.it_interval = {.tv_nsec = TICK_NANOS}, .it_value = {.tv_nsec = TICK_NANOS}};
  if (timer_settime(timer, 0, &period, NULL) == 0) {
    // A timer that is not deleted with its thread ends with the process.
    pthread_setspecific(timers, (void *)((uintptr_t)timer + 1));
    return true;
  }
  timer_delete(timer);
  return false;
}

bool lh_has_timer(void) {
  if (watch == NOT_YET) watch = arm() ? BY_TIMER : BY_CLOCK;
  return watch == BY_TIMER;
}

void lh_begin(lh_vm *vm) {
  vm->spent = 0;
  if (vm->limits.budget_instructions != 0) lua_sethook(vm->L, interrupt, LUA_MASKCOUNT, STRIDE);
  if (vm->limits.cpu_nanos == 0) return;
  if (!lh_has_timer()) {
    next_tick = thread_nanos() + TICK_NANOS;
    lua_sethook(vm->L, interrupt, LUA_MASKCOUNT, STRIDE);
  }
  vm->ticks = 0;
  atomic_signal_fence(memory_order_seq_cst);
  current = vm;
}

void lh_end(lh_vm *vm) {
  (void)vm;
  current = NULL;
}
