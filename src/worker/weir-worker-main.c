/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-worker-main.c: the worker process, started by weir and weir-cli only
 */

#include "config.h"

#include "weir-worker-serve.h"

#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#define WORKER_FD 3
/* The shorter, the sooner; shorter than the work on a few answers only costs. */
#define TURN_NS (400 * 1000)

/* What the kernel calls struct sched_attr. Its header and <sched.h> exclude one another before glibc 2.41. */
typedef struct
{
  uint32_t size;
  uint32_t policy;
  uint64_t flags;
  int32_t nice;
  uint32_t priority;
  uint64_t runtime_ns;
  uint64_t deadline_ns;
  uint64_t period_ns;
} Scheduling;

/* Every virtual user holds a connection. */
static void
raise_descriptor_limit (void)
{
  struct rlimit limit;

  if (getrlimit (RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < limit.rlim_max)
    {
      limit.rlim_cur = limit.rlim_max;
      setrlimit (RLIMIT_NOFILE, &limit);
    }
}

/* Who measures time should not have to wait for a processor. Where the kernel knows turns of different
 * lengths (Linux 6.12) a process that asks for short ones gets its turn sooner when it wakes up, and no more
 * time than others. No privilege is needed; older kernels take no notice. */
static void
ask_for_short_turns (void)
{
  Scheduling scheduling = { 0 };

  if (syscall (SYS_sched_getattr, 0, &scheduling, sizeof scheduling, 0) != 0
      || scheduling.policy != SCHED_OTHER)
    return;
  scheduling.runtime_ns = TURN_NS;
  syscall (SYS_sched_setattr, 0, &scheduling, 0);
}

int
main (int argc, char **argv)
{
  if (fcntl (WORKER_FD, F_GETFD) < 0)
    {
      fputs ("weir-worker is started by weir and weir-cli; use one of these.\n", stderr);
      return EXIT_FAILURE;
    }
  fcntl (WORKER_FD, F_SETFD, FD_CLOEXEC);
  /* Ctrl+C in a terminal reaches the whole process group, but stopping is the program's decision. */
  signal (SIGINT, SIG_IGN);
  signal (SIGPIPE, SIG_IGN);
  raise_descriptor_limit ();
  ask_for_short_turns ();
  return weir_worker_serve (WORKER_FD);
}
