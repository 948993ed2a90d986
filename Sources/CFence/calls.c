// The filter of system calls.

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/futex.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "layers.h"

#if defined(__x86_64__)
#define OUR_ARCH AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define OUR_ARCH AUDIT_ARCH_AARCH64
#endif

#ifdef OUR_ARCH

#define LOAD(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
/// The other half of a word; both machines are little-endian.
#define LOAD_HIGH(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field) + 4)
#define ANSWER(action) BPF_STMT(BPF_RET | BPF_K, (action))
#define ALLOWED ANSWER(SECCOMP_RET_ALLOW)
#define REFUSED ANSWER(SECCOMP_RET_ERRNO | EPERM)
/// Skips `count` statements unless the loaded word is `value`.
#define UNLESS(value, count) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (value), 0, (count))
/// Skips `count` statements if the loaded word has one of `bits`.
#define IF_ANY(bits, count) BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, (bits), (count), 0)
#define MASK(bits) BPF_STMT(BPF_ALU | BPF_AND | BPF_K, (bits))

#define ALLOW(call) UNLESS((call), 1), ALLOWED
/// Allows a call whose first argument is `value`.
#define ALLOW_FIRST(call, value) UNLESS((call), 4), LOAD(args[0]), UNLESS((value), 1), ALLOWED, REFUSED

int fence_calls(void) {
  struct sock_filter filter[] = {
      LOAD(arch),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, OUR_ARCH, 1, 0),
      ANSWER(SECCOMP_RET_KILL_PROCESS),
      LOAD(nr),
      // Waiting for the host and waking it; other futex operations are refused.
      UNLESS(SYS_futex, 6),
      LOAD(args[1]),
      MASK((uint32_t)~(FUTEX_PRIVATE_FLAG | FUTEX_CLOCK_REALTIME)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, FUTEX_WAIT, 2, 0),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, FUTEX_WAKE, 1, 0),
      UNLESS(FUTEX_WAIT_BITSET, 1),
      ALLOWED,
      // Memory without files, never executable.
      LOAD(nr),
      ALLOW(SYS_brk),
      ALLOW(SYS_munmap),
      ALLOW(SYS_mremap),
      ALLOW(SYS_madvise),
      UNLESS(SYS_mmap, 6),
      LOAD(args[2]),
      IF_ANY(PROT_EXEC, 3),
      LOAD(args[3]),
      BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, MAP_ANONYMOUS, 0, 1),
      ALLOWED,
      REFUSED,
      UNLESS(SYS_mprotect, 4),
      LOAD(args[2]),
      IF_ANY(PROT_EXEC, 1),
      ALLOWED,
      REFUSED,
      // Time, and the watchdog.
      ALLOW(SYS_clock_gettime),
      ALLOW(SYS_timer_create),
      ALLOW(SYS_timer_settime),
      ALLOW(SYS_timer_gettime),
      ALLOW(SYS_timer_delete),
      ALLOW(SYS_rt_sigaction),
      ALLOW(SYS_rt_sigprocmask),
      ALLOW(SYS_rt_sigreturn),
      ALLOW(SYS_sigaltstack),
      ALLOW(SYS_restart_syscall),
      // The process itself; its limits are read, not written.
      ALLOW(SYS_getpid),
      ALLOW(SYS_gettid),
      ALLOW(SYS_sched_yield),
      ALLOW(SYS_getrandom),
      ALLOW(SYS_exit),
      ALLOW(SYS_exit_group),
      ALLOW_FIRST(SYS_tgkill, (uint32_t)getpid()),
      UNLESS(SYS_prlimit64, 7),
      LOAD(args[0]),
      UNLESS(0, 5),
      LOAD(args[2]),
      UNLESS(0, 3),
      LOAD_HIGH(args[2]),
      UNLESS(0, 1),
      ALLOWED,
      REFUSED,
  };
  struct sock_fprog program = {.len = sizeof filter / sizeof filter[0], .filter = filter};
  // For all threads, in case a library has started one.
  long answer = syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &program);
  return answer == 0 ? 0 : answer > 0 ? EBUSY : errno;
}

#else

// The filter is not written for this processor.
int fence_calls(void) { return ENOSYS; }

#endif
