// The layers of the fence. Each function enters one and returns 0, or an errno.
#ifndef POLARBENCH_LAYERS_H
#define POLARBENCH_LAYERS_H

#include <stdint.h>
#include <sys/types.h>

int fence_namespaces(void);
int fence_capabilities(void);
int fence_privileges(void);
int fence_landlock(void);
int fence_limits(int64_t address_space, int64_t cpu_seconds);
int fence_host(pid_t host);
int fence_calls(void);

#endif
