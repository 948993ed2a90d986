#include "include/cfence.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static void set(int resource, rlim_t amount) {
  struct rlimit limit = {amount, amount};
  setrlimit((__rlimit_resource_t)resource, &limit);
}

/// The address space in use now; a generous guess where the system does not say.
static rlim_t program_bytes(void) {
  rlim_t pages = 1 << 18;
  FILE *file = fopen("/proc/self/statm", "r");
  if (file != NULL) {
    if (fscanf(file, "%lu", &pages) != 1) pages = 1 << 18;
    fclose(file);
  }
  return pages * (rlim_t)sysconf(_SC_PAGESIZE);
}

void fence_limits(int64_t memory_bytes) {
  set(RLIMIT_AS, program_bytes() + (rlim_t)memory_bytes);
  set(RLIMIT_NOFILE, 0);
  set(RLIMIT_FSIZE, 0);
  set(RLIMIT_NPROC, 0);
  set(RLIMIT_CORE, 0);
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
  prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
}

void fence_grant(int64_t seconds) {
  struct timespec time;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  // The hard limit stays as it was: once lowered it could not be raised for the next answer.
  struct rlimit limit;
  getrlimit(RLIMIT_CPU, &limit);
  limit.rlim_cur = (rlim_t)(time.tv_sec + 1 + seconds);
  setrlimit(RLIMIT_CPU, &limit);
}

#if defined(__x86_64__)
#define OUR_ARCH AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define OUR_ARCH AUDIT_ARCH_AARCH64
#endif

#ifdef OUR_ARCH

#define LOAD(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
#define ANSWER(action) BPF_STMT(BPF_RET | BPF_K, (action))
#define ALLOW(call) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (call), 0, 1), ANSWER(SECCOMP_RET_ALLOW)
/// Allows a call whose first argument is `value`, and refuses it otherwise.
#define ALLOW_FIRST(call, value)                                                    \
  BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (call), 0, 4), LOAD(args[0]),                 \
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (value), 0, 1), ANSWER(SECCOMP_RET_ALLOW), \
      ANSWER(SECCOMP_RET_ERRNO | EPERM)

bool fence_calls(void) {
  struct sock_filter filter[] = {
      LOAD(arch),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, OUR_ARCH, 1, 0),
      ANSWER(SECCOMP_RET_KILL_PROCESS),
      LOAD(nr),
      // The socket.
      ALLOW(SYS_read),
      ALLOW(SYS_recvfrom),
      ALLOW(SYS_sendto),
      // Memory.
      ALLOW(SYS_brk),
      ALLOW(SYS_mmap),
      ALLOW(SYS_munmap),
      ALLOW(SYS_mremap),
      ALLOW(SYS_mprotect),
      ALLOW(SYS_madvise),
      ALLOW(SYS_futex),
      // Time, and the watchdog.
      ALLOW(SYS_clock_gettime),
      ALLOW(SYS_clock_nanosleep),
      ALLOW(SYS_timer_create),
      ALLOW(SYS_timer_settime),
      ALLOW(SYS_timer_gettime),
      ALLOW(SYS_timer_delete),
      ALLOW(SYS_rt_sigaction),
      ALLOW(SYS_rt_sigprocmask),
      ALLOW(SYS_rt_sigreturn),
      ALLOW(SYS_sigaltstack),
      ALLOW(SYS_restart_syscall),
      // The process itself.
      ALLOW(SYS_getpid),
      ALLOW(SYS_gettid),
      ALLOW(SYS_sched_yield),
      ALLOW(SYS_getrandom),
      ALLOW(SYS_exit),
      ALLOW(SYS_exit_group),
      ALLOW_FIRST(SYS_tgkill, (uint32_t)getpid()),
      ALLOW_FIRST(SYS_prlimit64, 0),
      ANSWER(SECCOMP_RET_ERRNO | EPERM),
  };
  struct sock_fprog program = {.len = sizeof filter / sizeof filter[0], .filter = filter};
  return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0) == 0;
}

#else

bool fence_calls(void) { return false; }

#endif
