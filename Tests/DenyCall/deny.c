// deny-call ERRNO NUMBER[:FIRST] PROGRAM ARGUMENT… : runs a program to which the kernel answers one system call (where
// its first argument is FIRST) with an errno, as an older kernel or a container would.

#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <unistd.h>

#define LOAD(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))

int main(int count, char *arguments[]) {
  if (count < 4) return 64;
  char *rest;
  unsigned error = (unsigned)strtoul(arguments[1], NULL, 10);
  unsigned number = (unsigned)strtoul(arguments[2], &rest, 10);
  int any = *rest != ':';
  unsigned first = any ? 0 : (unsigned)strtoul(rest + 1, NULL, 10);
  struct sock_filter filter[] = {
      LOAD(nr),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, number, 0, 3),
      LOAD(args[0]),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, first, 0, any ? 0 : 1),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | error),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  struct sock_fprog program = {.len = sizeof filter / sizeof filter[0], .filter = filter};
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0) {
    perror("deny-call");
    return 1;
  }
  execv(arguments[3], arguments + 3);
  perror(arguments[3]);
  return 1;
}
