/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-worker-main.c: the worker process, started by weir and weir-cli only
 */

#include "config.h"

#include "weir-worker-serve.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

#define WORKER_FD 3

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
  return weir_worker_serve (WORKER_FD);
}
