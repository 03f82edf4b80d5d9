/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-worker-load.c: processor time, descriptors and memory of this process, cheaply
 */

#include "config.h"

#include "weir-worker-load.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

static gint64
read_cpu_us (void)
{
  struct timespec spent;

  if (clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &spent) < 0)
    return 0;
  return (gint64) spent.tv_sec * G_USEC_PER_SEC + spent.tv_nsec / 1000;
}

/* A new descriptor gets the lowest free number, so all below it are in use. Counting them in /proc would take
 * milliseconds when there are thousands, which is when it matters. */
static guint
read_descriptors (guint limit)
{
  int lowest = open ("/", O_PATH | O_CLOEXEC);

  if (lowest < 0)
    return errno == EMFILE ? limit : 0;
  close (lowest);
  return (guint) lowest;
}

static guint64
read_memory (void)
{
  char text[64];
  int file = open ("/proc/self/statm", O_RDONLY | O_CLOEXEC);
  ssize_t size = file >= 0 ? read (file, text, sizeof text - 1) : -1;
  unsigned long whole, resident = 0;

  if (file >= 0)
    close (file);
  if (size <= 0)
    return 0;
  text[size] = '\0';
  if (sscanf (text, "%lu %lu", &whole, &resident) != 2)
    return 0;
  return (guint64) resident * (guint64) sysconf (_SC_PAGESIZE);
}

/**
 * weir_worker_load_read:
 * @load: (out): filled with what this process uses now, and with no lateness
 */
void
weir_worker_load_read (WeirLoad *load)
{
  struct rlimit limit;

  *load = (WeirLoad) { .at_us = g_get_monotonic_time (), .cpu_us = read_cpu_us () };
  if (getrlimit (RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY)
    load->descriptor_limit = (guint) MIN (limit.rlim_cur, G_MAXUINT);
  load->descriptors = read_descriptors (load->descriptor_limit);
  load->memory_bytes = read_memory ();
  load->machine_bytes = (guint64) sysconf (_SC_PHYS_PAGES) * (guint64) sysconf (_SC_PAGESIZE);
}
