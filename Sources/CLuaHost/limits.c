// What holds a script back: the instruction budget (strict mode), and the CPU-time watchdog of each thread.

#define _GNU_SOURCE
#include <pthread.h>
#include <stdatomic.h>
#include <time.h>
#include <unistd.h>

#include "vm.h"

enum {
  /// Instructions from hook to hook in strict mode.
  STRIDE = 1000,
  /// Bytes of a text that are compared in the time of an instruction, or so.
  COMPARED_BYTES = 1024,
  TICK_NANOS = 10000000,
};

/// The machine whose call runs on this thread.
static _Thread_local lh_vm *volatile current;

static void interrupt(lua_State *L, lua_Debug *event) {
  (void)event;
  lh_vm *vm = lh_of(L);
  if (vm->barked) {
    // Whatever runs while the stack unwinds is interrupted again at once.
    lua_sethook(L, interrupt, LUA_MASKCOUNT, 1);
    lh_stop(L, LH_CPU, "took more than %d ms of CPU time", (int)(vm->limits.cpu_nanos / 1000000));
  }
  if (vm->limits.budget_instructions == 0) {
    lua_sethook(L, NULL, 0, 0);
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
  if (vm->barked) interrupt(L, NULL);
  if (vm->limits.budget_instructions == 0) return;
  vm->spent = lh_add_work(vm->spent, work);
  if (vm->spent > vm->limits.budget_instructions) {
    lua_sethook(L, interrupt, LUA_MASKCOUNT, 1);
    lh_stop(L, LH_BUDGET, "took more than %I instructions", (LUAI_UACINT)vm->limits.budget_instructions);
  }
}

/// Each tick of this thread's CPU time; on the thread itself, wherever it is.
static void tick(int signal) {
  (void)signal;
  lh_vm *vm = current;
  if (!vm || vm->barked) return;
  vm->ticks = vm->ticks + 1;
  if ((int64_t)vm->ticks * TICK_NANOS < vm->limits.cpu_nanos) return;
  vm->barked = 1;
  lua_sethook(vm->L, interrupt, LUA_MASKCOUNT, 1);
}

static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_key_t timers;
static _Thread_local bool has_timer;

/// Timers are numbered from 0, which is no value of a key: kept one higher.
static void drop_timer(void *timer) { timer_delete((timer_t)((uintptr_t)timer - 1)); }

static int tick_signal(void) { return SIGRTMIN + 4; }

static void prepare(void) {
  pthread_key_create(&timers, drop_timer);
  struct sigaction action = {.sa_handler = tick, .sa_flags = SA_RESTART};
  sigemptyset(&action.sa_mask);
  sigaction(tick_signal(), &action, NULL);
}

#ifndef sigev_notify_thread_id
#define sigev_notify_thread_id _sigev_un._tid
#endif

/// Arms this thread's timer, once: periodic, and never touched again.
static void arm(void) {
  has_timer = true;
  pthread_once(&once, prepare);
  // Threads of a pool are born with their signals blocked.
  sigset_t ours;
  sigemptyset(&ours);
  sigaddset(&ours, tick_signal());
  pthread_sigmask(SIG_UNBLOCK, &ours, NULL);
  struct sigevent event = {.sigev_notify = SIGEV_THREAD_ID, .sigev_signo = tick_signal()};
  event.sigev_notify_thread_id = gettid();
  timer_t timer;
  if (timer_create(CLOCK_THREAD_CPUTIME_ID, &event, &timer) != 0) return;
  struct itimerspec period = {.it_interval = {.tv_nsec = TICK_NANOS}, .it_value = {.tv_nsec = TICK_NANOS}};
  timer_settime(timer, 0, &period, NULL);
  pthread_setspecific(timers, (void *)((uintptr_t)timer + 1));
}

void lh_begin(lh_vm *vm) {
  vm->spent = 0;
  if (vm->limits.budget_instructions != 0) lua_sethook(vm->L, interrupt, LUA_MASKCOUNT, STRIDE);
  if (vm->limits.cpu_nanos == 0) return;
  if (!has_timer) arm();
  vm->ticks = 0;
  atomic_signal_fence(memory_order_seq_cst);
  current = vm;
}

void lh_end(lh_vm *vm) {
  (void)vm;
  current = NULL;
}
