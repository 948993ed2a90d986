// Enters the layers of the fence, in an order in which no layer blocks the next.

#define _GNU_SOURCE
#include "include/cfence.h"

#include <errno.h>
#include <linux/capability.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "layers.h"

/// errno if a call failed (-1); else 0.
static int trouble(long answer) { return answer == 0 ? 0 : errno; }

int fence_namespaces(void) { return trouble(unshare(CLONE_NEWUSER | CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWUTS)); }

int fence_capabilities(void) {
  struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
  struct __user_cap_data_struct none[2] = {0};
  return trouble(syscall(SYS_capset, &header, none));
}

int fence_privileges(void) { return trouble(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)); }

/// Lowers both limits; a lower hard limit is kept.
static int lower(int resource, rlim_t soft, rlim_t hard) {
  struct rlimit limit;
  if (getrlimit((__rlimit_resource_t)resource, &limit) != 0) return errno;
  if (hard < limit.rlim_max) limit.rlim_max = hard;
  limit.rlim_cur = soft < limit.rlim_max ? soft : limit.rlim_max;
  return trouble(setrlimit((__rlimit_resource_t)resource, &limit));
}

int fence_limits(int64_t address_space, int64_t cpu_seconds) {
  static const int none[] = {RLIMIT_NOFILE, RLIMIT_FSIZE, RLIMIT_NPROC, RLIMIT_CORE};
  for (unsigned i = 0; i < sizeof none / sizeof none[0]; i++) {
    int error = lower(none[i], 0, 0);
    if (error != 0) return error;
  }
  int error = lower(RLIMIT_AS, (rlim_t)address_space, (rlim_t)address_space);
  // The host raises the soft limit from time to time; the process itself may not.
  return error != 0 ? error : lower(RLIMIT_CPU, (rlim_t)cpu_seconds, RLIM_INFINITY);
}

int fence_host(pid_t host) {
  int error = trouble(prctl(PR_SET_DUMPABLE, 0, 0, 0, 0));
  if (error == 0) error = trouble(prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0));
  // The host may have ended before the signal was requested.
  return error == 0 && getppid() != host ? ESRCH : error;
}

/// The address space in use now; a generous estimate if the system does not report it.
static int64_t program_bytes(void) {
  long pages = 1 << 18;
  FILE *file = fopen("/proc/self/statm", "r");
  if (file != NULL) {
    if (fscanf(file, "%ld", &pages) != 1) pages = 1 << 18;
    fclose(file);
  }
  return pages * sysconf(_SC_PAGESIZE);
}

uint32_t fence_enter(
    uint32_t layers, uint32_t required, int64_t memory_bytes, int64_t cpu_seconds, pid_t host, int *error) {
  int64_t address_space = program_bytes() + memory_bytes;
  for (uint32_t layer = 1; layer & FENCE_ALL; layer <<= 1) {
    if (!(layers & layer)) continue;
    int answer = 0;
    switch (layer) {
      case FENCE_NAMESPACES: answer = fence_namespaces(); break;
      case FENCE_CAPABILITIES: answer = fence_capabilities(); break;
      case FENCE_PRIVILEGES: answer = fence_privileges(); break;
      case FENCE_LANDLOCK: answer = fence_landlock(); break;
      case FENCE_LIMITS: answer = fence_limits(address_space, cpu_seconds); break;
      case FENCE_HOST: answer = fence_host(host); break;
      case FENCE_CALLS: answer = fence_calls(); break;
    }
    if (answer != 0 && required & layer) {
      *error = answer;
      return layer;
    }
  }
  return 0;
}
