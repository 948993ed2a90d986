// Really attempts what the fence must refuse: for tests, and to check the fence on a machine.
//
// System calls are made by number and with harmless arguments: a missing file to execute, signal 0. Without the filter
// they succeed, or fail with an errno other than EPERM where an ordinary user's call can.

#define _GNU_SOURCE
#include "include/fence_attempts.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <linux/futex.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "include/cfence.h"

enum { PAGE = 4096 };

/// The state before the fence.
static struct {
  pid_t host;
  int file;
  ino_t namespaces[3];
} before;

static const char *const namespaces[] = {"/proc/self/ns/user", "/proc/self/ns/net", "/proc/self/ns/ipc"};

static ino_t inode(const char *path) {
  struct stat status;
  return stat(path, &status) == 0 ? status.st_ino : 0;
}

void fence_attempts_begin(void) {
  before.host = getppid();
  before.file = memfd_create("attempt", 0);
  for (int i = 0; i < 3; i++) before.namespaces[i] = inode(namespaces[i]);
  // A file that grows too long must give an errno, not a signal.
  signal(SIGXFSZ, SIG_IGN);
}

static int error_of(long answer) { return answer < 0 ? errno : 0; }
/// For attempts without an errno: refused or succeeded.
static int refused_if(bool is_refused) { return is_refused ? EPERM : 0; }

// Namespaces.

static int is_own(int namespace) {
  return refused_if(inode(namespaces[namespace]) != before.namespaces[namespace]);
}
static int see_users(void) { return is_own(0); }
static int see_network(void) { return is_own(1); }
static int see_ipc(void) { return is_own(2); }

// Rights.

static int use_capabilities(void) {
  struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
  struct __user_cap_data_struct sets[2] = {0};
  if (syscall(SYS_capget, &header, sets) != 0) return errno;
  return refused_if((sets[0].permitted | sets[1].permitted) == 0);
}
static int gain_privileges(void) { return refused_if(prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) != 0); }

// Landlock.

static int look_into_root(void) { return error_of(open("/", O_RDONLY | O_DIRECTORY)); }
static int read_program(void) { return error_of(open("/proc/self/exe", O_RDONLY)); }
static int make_file(void) { return error_of(open("/tmp", O_TMPFILE | O_WRONLY, 0600)); }
static int with_tcp(int (*call)(int, const struct sockaddr *, socklen_t), in_port_t port) {
  int end = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  if (end < 0) return errno;
  struct sockaddr_in here = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr = {htonl(INADDR_LOOPBACK)}};
  int error = error_of(call(end, (const struct sockaddr *)&here, sizeof here));
  close(end);
  return error;
}
static int bind_tcp(void) { return with_tcp(bind, 0); }
static int connect_tcp(void) { return with_tcp(connect, 9); }
static int signal_host(void) { return error_of(kill(before.host, 0)); }

// Limits.

static int take_memory(void) {
  void *memory = mmap(NULL, (size_t)8 << 30, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  return memory == MAP_FAILED ? errno : 0;
}
static int open_file(void) { return error_of(open("/dev/null", O_RDONLY)); }
static int grow_file(void) { return error_of(write(before.file, "x", 1)); }
/// If there was no hard limit, it can be removed again. A limit that need not be raised counts as a success.
static int raise_limit(int resource) {
  struct rlimit limit;
  if (getrlimit((__rlimit_resource_t)resource, &limit) != 0) return errno;
  if (resource != RLIMIT_AS && limit.rlim_max != 0) return 0;
  if (limit.rlim_max != RLIM_INFINITY) limit.rlim_max++;
  return error_of(setrlimit((__rlimit_resource_t)resource, &limit));
}
static int raise_memory(void) { return raise_limit(RLIMIT_AS); }
static int raise_files(void) { return raise_limit(RLIMIT_NOFILE); }
static int raise_bytes(void) { return raise_limit(RLIMIT_FSIZE); }
static int raise_processes(void) { return raise_limit(RLIMIT_NPROC); }
static int raise_core(void) { return raise_limit(RLIMIT_CORE); }
static int run_forever(void) {
  struct rlimit limit;
  return getrlimit(RLIMIT_CPU, &limit) != 0 ? errno : refused_if(limit.rlim_cur != RLIM_INFINITY);
}

// The host.

static int outlive_host(void) {
  int signal = 0;
  return prctl(PR_GET_PDEATHSIG, &signal, 0, 0, 0) != 0 ? errno : refused_if(signal == SIGKILL);
}
static int be_debugged(void) { return refused_if(prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) != 1); }

// System calls whose arguments the filter checks.

static int map_code(void) {
  return mmap(NULL, PAGE, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED ? errno : 0;
}
static int make_code(void) {
  void *memory = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  return memory == MAP_FAILED ? errno : error_of(mprotect(memory, PAGE, PROT_READ | PROT_EXEC));
}
static int map_file(void) { return mmap(NULL, PAGE, PROT_READ, MAP_SHARED, before.file, 0) == MAP_FAILED ? errno : 0; }
static int make_process(void) {
  long child = syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0);
  if (child == 0) _exit(0);
  return error_of(child);
}
static int signal_thread(void) { return error_of(syscall(SYS_tgkill, before.host, before.host, 0)); }
static int raise_own_limit(void) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_STACK, &limit) != 0) return errno;
  return error_of(syscall(SYS_prlimit64, 0, RLIMIT_STACK, &limit, NULL));
}
static int read_host_limit(void) {
  struct rlimit limit;
  return error_of(syscall(SYS_prlimit64, before.host, RLIMIT_STACK, NULL, &limit));
}
static int lock_futex(void) {
  static uint32_t word;
  return error_of(syscall(SYS_futex, &word, FUTEX_LOCK_PI, 0, NULL, NULL, 0));
}

typedef struct attempt {
  fence_attempt entry;
  int (*run)(void);
  long call;
  long arguments[4];
} attempt;

#define BY(layer, refusal, what, function) {{what, layer, refusal}, function, 0, {0}}
#define CALL(what, number, ...) {{what, FENCE_CALLS, EPERM}, NULL, SYS_##number, {__VA_ARGS__}}

static const attempt attempts[] = {
    BY(FENCE_NAMESPACES, EPERM, "see the machine's users", see_users),
    BY(FENCE_NAMESPACES, EPERM, "see the machine's network", see_network),
    BY(FENCE_NAMESPACES, EPERM, "see the machine's shared memory", see_ipc),
    BY(FENCE_CAPABILITIES, EPERM, "use a capability", use_capabilities),
    BY(FENCE_PRIVILEGES, EPERM, "gain privileges by a program", gain_privileges),
    BY(FENCE_LANDLOCK, EACCES, "look into a folder", look_into_root),
    BY(FENCE_LANDLOCK, EACCES, "read a file", read_program),
    BY(FENCE_LANDLOCK, EACCES, "make a file", make_file),
    BY(FENCE_LANDLOCK, EACCES, "bind a TCP port", bind_tcp),
    BY(FENCE_LANDLOCK, EACCES, "connect by TCP", connect_tcp),
    BY(FENCE_LANDLOCK, EPERM, "signal the host", signal_host),
    BY(FENCE_LIMITS, ENOMEM, "take 8 GiB", take_memory),
    BY(FENCE_LIMITS, EMFILE, "open a file", open_file),
    BY(FENCE_LIMITS, EFBIG, "make a file longer", grow_file),
    BY(FENCE_LIMITS, EPERM, "raise the limit of memory", raise_memory),
    BY(FENCE_LIMITS, EPERM, "raise the limit of open files", raise_files),
    BY(FENCE_LIMITS, EPERM, "raise the limit of written bytes", raise_bytes),
    BY(FENCE_LIMITS, EPERM, "raise the limit of processes", raise_processes),
    BY(FENCE_LIMITS, EPERM, "raise the limit of core dumps", raise_core),
    BY(FENCE_LIMITS, EPERM, "run without a limit of CPU time", run_forever),
    BY(FENCE_HOST, EPERM, "outlive the host", outlive_host),
    BY(FENCE_HOST, EPERM, "be debugged or dumped", be_debugged),
    BY(FENCE_CALLS, EPERM, "map memory that can be run", map_code),
    BY(FENCE_CALLS, EPERM, "make memory one that can be run", make_code),
    BY(FENCE_CALLS, EPERM, "map a file", map_file),
    BY(FENCE_CALLS, EPERM, "make a process", make_process),
    BY(FENCE_CALLS, EPERM, "signal a thread of the host", signal_thread),
    BY(FENCE_CALLS, EPERM, "set a limit of its own", raise_own_limit),
    BY(FENCE_CALLS, EPERM, "read a limit of the host", read_host_limit),
    BY(FENCE_CALLS, EPERM, "lock a futex", lock_futex),
    // Files.
    CALL("openat", openat, AT_FDCWD, (long)"/dev/null", O_RDONLY),
    CALL("openat2", openat2, AT_FDCWD, (long)"/dev/null", 0, 0),
    CALL("open_by_handle_at", open_by_handle_at, -1, 0, 0),
    CALL("read", read, -1, 0, 0),
    CALL("write", write, 1, (long)"", 0),
    CALL("pread64", pread64, -1, 0, 0, 0),
    CALL("pwrite64", pwrite64, -1, 0, 0, 0),
    CALL("readv", readv, -1, 0, 0),
    CALL("writev", writev, -1, 0, 0),
    CALL("sendfile", sendfile, -1, -1, 0, 0),
    CALL("splice", splice, -1, 0, -1, 0),
    CALL("close", close, -1),
    CALL("dup", dup, 1),
    CALL("fcntl", fcntl, 1, F_GETFD),
    CALL("ioctl", ioctl, 1, 0, 0),
    CALL("lseek", lseek, 1, 0, 0),
    CALL("getdents64", getdents64, -1, 0, 0),
    CALL("newfstatat", newfstatat, AT_FDCWD, 0, 0, 0),
    CALL("statx", statx, AT_FDCWD, 0, 0, 0),
    CALL("readlinkat", readlinkat, AT_FDCWD, 0, 0, 0),
    CALL("faccessat", faccessat, AT_FDCWD, 0, 0),
    CALL("mkdirat", mkdirat, AT_FDCWD, 0, 0),
    CALL("unlinkat", unlinkat, AT_FDCWD, 0, 0),
    CALL("renameat2", renameat2, AT_FDCWD, 0, AT_FDCWD, 0),
    CALL("linkat", linkat, AT_FDCWD, 0, AT_FDCWD, 0),
    CALL("symlinkat", symlinkat, 0, AT_FDCWD, 0),
    CALL("fchmodat", fchmodat, AT_FDCWD, 0, 0),
    CALL("fchownat", fchownat, AT_FDCWD, 0, 0, 0),
    CALL("ftruncate", ftruncate, -1, 0),
    CALL("chdir", chdir, (long)"/"),
    CALL("chroot", chroot, (long)"/"),
    CALL("mount", mount, 0, 0, 0, 0),
    CALL("umount2", umount2, 0, 0),
    CALL("pivot_root", pivot_root, 0, 0),
    CALL("inotify_init1", inotify_init1, 0),
    CALL("fanotify_init", fanotify_init, 0, 0),
    CALL("memfd_create", memfd_create, (long)"x", 0),
    // Communication.
    CALL("socket", socket, AF_INET, SOCK_DGRAM, 0),
    CALL("socketpair", socketpair, AF_UNIX, SOCK_STREAM, 0, 0),
    CALL("connect", connect, -1, 0, 0),
    CALL("bind", bind, -1, 0, 0),
    CALL("sendto", sendto, -1, 0, 0, 0),
    CALL("recvfrom", recvfrom, -1, 0, 0, 0),
    CALL("sendmsg", sendmsg, -1, 0, 0),
    CALL("recvmsg", recvmsg, -1, 0, 0),
    CALL("pipe2", pipe2, 0, 0),
    CALL("eventfd2", eventfd2, 0, 0),
    CALL("epoll_create1", epoll_create1, 0),
    CALL("shmget", shmget, 0, PAGE, 0600),
    CALL("semget", semget, 0, 0, 0),
    CALL("msgget", msgget, 0, 0600),
    CALL("mq_open", mq_open, 0, 0, 0, 0),
    // Other processes.
    CALL("clone3", clone3, 0, 0),
    CALL("execve", execve, (long)"/nowhere/at/all", 0, 0),
    CALL("execveat", execveat, AT_FDCWD, (long)"/nowhere/at/all", 0, 0),
    CALL("wait4", wait4, -1, 0, 1, 0),
    CALL("kill", kill, 0, 0),
    CALL("tkill", tkill, 1, 0),
    CALL("rt_sigqueueinfo", rt_sigqueueinfo, 1, 0, 0),
    CALL("pidfd_open", pidfd_open, 1, 0),
    CALL("pidfd_send_signal", pidfd_send_signal, -1, 0, 0, 0),
    CALL("ptrace", ptrace, 0, 0, 0, 0),
    CALL("process_vm_readv", process_vm_readv, 1, 0, 0, 0),
    CALL("process_vm_writev", process_vm_writev, 1, 0, 0, 0),
    CALL("setpriority", setpriority, 0, 0, 0),
    CALL("sched_setaffinity", sched_setaffinity, 0, 0, 0),
    CALL("sched_setscheduler", sched_setscheduler, 0, 0, 0),
    // Rights and namespaces.
    CALL("setuid", setuid, 65534),
    CALL("setgid", setgid, 65534),
    CALL("setgroups", setgroups, 0, 0),
    CALL("capget", capget, 0, 0),
    CALL("capset", capset, 0, 0),
    CALL("unshare", unshare, 0),
    CALL("setns", setns, -1, 0),
    CALL("prctl", prctl, PR_GET_DUMPABLE, 0, 0, 0),
    CALL("seccomp", seccomp, -1, 0, 0),
    CALL("landlock_create_ruleset", landlock_create_ruleset, 0, 0, 1),
    CALL("personality", personality, -1),
    CALL("add_key", add_key, 0, 0, 0, 0),
    CALL("request_key", request_key, 0, 0, 0, 0),
    CALL("keyctl", keyctl, -1, 0, 0, 0),
    // The kernel.
    CALL("bpf", bpf, -1, 0, 0),
    CALL("perf_event_open", perf_event_open, 0, 0, 0, 0),
    CALL("userfaultfd", userfaultfd, 0),
    CALL("io_uring_setup", io_uring_setup, 0, 0),
    CALL("io_setup", io_setup, 0, 0),
    CALL("init_module", init_module, 0, 0, 0),
    CALL("finit_module", finit_module, -1, 0, 0),
    CALL("kexec_load", kexec_load, 0, 0, 0, -1),
    CALL("reboot", reboot, 0, 0, 0, 0),
    CALL("swapon", swapon, 0, 0),
    CALL("acct", acct, (long)"/nowhere/at/all"),
    CALL("syslog", syslog, -1, 0, 0),
    CALL("uname", uname, 0),
    CALL("sysinfo", sysinfo, 0),
    CALL("sethostname", sethostname, 0, -1),
    CALL("settimeofday", settimeofday, -1, 0),
    CALL("clock_settime", clock_settime, 0, 0),
    CALL("clock_nanosleep", clock_nanosleep, 0, 0, 0, 0),
    CALL("timerfd_create", timerfd_create, 0, 0),
    CALL("mlockall", mlockall, 0),
    CALL("pkey_mprotect", pkey_mprotect, 0, 0, PROT_EXEC, -1),
    CALL("remap_file_pages", remap_file_pages, 0, 0, 0, 0),
    CALL("membarrier", membarrier, 0, 0),
#ifdef __x86_64__
    CALL("open", open, (long)"/dev/null", 0),
    CALL("arch_prctl", arch_prctl, 0, 0),
    CALL("modify_ldt", modify_ldt, 0, 0, 0),
    CALL("iopl", iopl, 0),
    // The other way to count system calls.
    {{"a call of x32", FENCE_CALLS, EPERM}, NULL, 0x40000000 + SYS_getpid, {0}},
#endif
};

const fence_attempt *fence_attempt_at(int index) {
  return index >= 0 && (size_t)index < sizeof attempts / sizeof attempts[0] ? &attempts[index].entry : NULL;
}

int fence_attempt_run(int index) {
  const attempt *attempt = &attempts[index];
  if (attempt->run) return attempt->run();
  const long *a = attempt->arguments;
  return error_of(syscall(attempt->call, a[0], a[1], a[2], a[3], 0, -1));
}
