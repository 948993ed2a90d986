// The host's part: starts a process, checks whether it has ended, and grants it CPU time.

#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

#include "include/cfence.h"

int fence_spawn(
    const char *program, char *const arguments[], char *const environment[], int descriptor, pid_t *child) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, descriptor, 0);
  for (int output = 1; output <= 2; output++) {
    posix_spawn_file_actions_addopen(&actions, output, "/dev/null", O_WRONLY, 0);
  }
  posix_spawn_file_actions_addclosefrom_np(&actions, 3);

  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  sigset_t signals;
  sigemptyset(&signals);
  posix_spawnattr_setsigmask(&attributes, &signals);
  sigfillset(&signals);
  posix_spawnattr_setsigdefault(&attributes, &signals);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);

  int status = posix_spawn(child, program, &actions, &attributes, arguments, environment);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  return status;
}

bool fence_has_ended(pid_t child) {
  siginfo_t info = {0};
  return waitid(P_PID, (id_t)child, &info, WEXITED | WNOHANG | WNOWAIT) != 0 || info.si_pid != 0;
}

void fence_grant(pid_t child, int64_t seconds) {
  clockid_t clock;
  struct timespec used;
  struct rlimit limit;
  if (clock_getcpuclockid(child, &clock) != 0 || clock_gettime(clock, &used) != 0) return;
  if (prlimit(child, RLIMIT_CPU, NULL, &limit) != 0) return;
  rlim_t until = (rlim_t)(used.tv_sec + 1 + seconds);
  limit.rlim_cur = until < limit.rlim_max ? until : limit.rlim_max;
  prlimit(child, RLIMIT_CPU, &limit, NULL);
}
