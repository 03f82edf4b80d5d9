/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-serve.c: a worker process by what it says: results nobody reads, strange messages, a lost program
 */

#include "config.h"

#include "weir-channel.h"
#include "weir-limits.h"
#include "weir-messages.h"
#include "weir-test.h"

#include <gio/gio.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define WORKER_FD 3

/* The program's end of a worker. It reads only while told to: the channel has a context of its own. */
/* Buffers grow by doubling, and AddressSanitizer keeps what was freed for a while. */
#ifdef __SANITIZE_ADDRESS__
#define OVERHEAD 16
#else
#define OVERHEAD 4
#endif

typedef struct
{
  GSubprocess *process;
  GMainContext *context;
  WeirChannel *channel;
  gsize result_bytes;
  guint64 held_back;
  guint outcome;
  char *refusal;
  gboolean closed;
  gboolean ended;
} Program;

static const char big_flow[] = "name: Big\n"
                               "steps:\n"
                               "  - { name: A, set: { a: \"${big}\" } }\n";

static void
take_progress (Program *self, const guint8 *payload, gsize size)
{
  g_autoptr (GVariant) variant = weir_message_open (WEIR_MESSAGE_PROGRESS_TYPE, payload, size);
  WeirWorkerProgress progress;

  g_assert_true (weir_message_unpack_progress (variant, &progress));
  self->held_back = progress.held_back;
  /* What a worker says about itself is what the quality of a run is judged by. */
  g_assert_cmpint (progress.load.at_us, >=, progress.started_us);
  g_assert_cmpint (progress.load.cpu_us, >, 0);
  g_assert_cmpuint (progress.load.descriptors, >, WORKER_FD);
  g_assert_cmpuint (progress.load.descriptors, <, 100);
  g_assert_cmpuint (progress.load.descriptor_limit, >=, 256);
  g_assert_cmpuint (progress.load.memory_bytes, >, 1024 * 1024);
  g_assert_cmpuint (progress.load.machine_bytes, >, progress.load.memory_bytes);
  g_assert_cmpuint (progress.load.n_lateness, <=, 64);
  for (guint i = 0; i < progress.load.n_lateness; i++)
    g_assert_cmpint (progress.load.lateness_us[i], >=, 0);
}

static void
frame_cb (guint8 type, const guint8 *payload, gsize size, gpointer data)
{
  Program *self = data;

  if (type == WEIR_MESSAGE_RESULTS)
    self->result_bytes += size;
  else if (type == WEIR_MESSAGE_PROGRESS)
    take_progress (self, payload, size);
  else if (type == WEIR_MESSAGE_REFUSED)
    self->refusal = g_strndup ((const char *) payload, size);
  else if (type == WEIR_MESSAGE_FINISHED)
    {
      g_autoptr (GVariant) variant = weir_message_open ("u", payload, size);

      self->outcome = g_variant_get_uint32 (variant);
    }
}

static void
closed_cb (gpointer data)
{
  ((Program *) data)->closed = TRUE;
}

static void
ended_cb (GObject *process, GAsyncResult *result, gpointer data)
{
  g_assert_true (g_subprocess_wait_finish (G_SUBPROCESS (process), result, NULL));
  ((Program *) data)->ended = TRUE;
}

static void
program_open (Program *self)
{
  static const WeirChannelEvents events = { frame_cb, closed_cb };
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  int fds[2];

  memset (self, 0, sizeof *self);
  g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds), ==, 0);
  g_subprocess_launcher_take_fd (launcher, fds[1], WORKER_FD);
  self->process = g_subprocess_launcher_spawn (launcher, NULL, g_getenv ("WEIR_WORKER"), NULL);
  g_assert_nonnull (self->process);
  g_subprocess_wait_async (self->process, NULL, ended_cb, self);
  self->context = g_main_context_new ();
  g_main_context_push_thread_default (self->context);
  self->channel = weir_channel_new (fds[0], &events, self);
  g_main_context_pop_thread_default (self->context);
}

static gboolean
has_ended (gpointer data)
{
  return ((Program *) data)->ended;
}

/* The worker ends by itself, whatever it was doing, when its socket is closed. */
static void
program_close (Program *self)
{
  g_clear_pointer (&self->channel, weir_channel_free);
  g_assert_true (weir_test_wait (has_ended, self, DEADLINE_MS));
  g_clear_object (&self->process);
  g_main_context_unref (self->context);
  g_free (self->refusal);
}

static gboolean
late_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
program_read (Program *self, gboolean (*is_enough) (Program *self))
{
  g_autoptr (GSource) deadline = g_timeout_source_new (DEADLINE_MS);
  gboolean late = FALSE;

  g_source_set_callback (deadline, late_cb, &late, NULL);
  g_source_attach (deadline, self->context);
  while (!is_enough (self) && !late)
    g_main_context_iteration (self->context, TRUE);
  g_source_destroy (deadline);
  g_assert_true (is_enough (self));
}

static void
send_start (Program *self, const char *yaml, guint iterations, const char *const *variables)
{
  WeirWorkerSettings settings = {
    .iterations = iterations, .parallel = 1, .run_id = "id", .variables = variables
  };

  weir_channel_send_variant (self->channel, WEIR_MESSAGE_START, weir_message_pack_start (yaml, &settings));
  g_assert_true (weir_channel_flush (self->channel, g_get_monotonic_time () + DEADLINE_MS * G_GINT64_CONSTANT (1000)));
}

/* In bytes; what the worker holds of results that nobody reads. */
static gsize
get_resident_bytes (Program *self)
{
  g_autofree char *file =
      g_strdup_printf ("/proc/%s/statm", g_subprocess_get_identifier (self->process));
  g_autofree char *text = NULL;
  unsigned long total = 0, resident = 0;

  if (!g_file_get_contents (file, &text, NULL, NULL) || sscanf (text, "%lu %lu", &total, &resident) != 2)
    return 0;
  return resident * (gsize) sysconf (_SC_PAGESIZE);
}

static gboolean
tick_cb (gpointer data)
{
  (*(guint *) data)++;
  return G_SOURCE_CONTINUE;
}

/* Without reading: looks every few milliseconds until so much has piled up that the worker must hold back. */
static void
wait_until_full (Program *self)
{
  guint n_ticks = 0;
  guint source = g_timeout_add (5, tick_cb, &n_ticks);

  while (get_resident_bytes (self) <= WEIR_LIMIT_UNSENT_BYTES && n_ticks < 30000)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (n_ticks, <, 30000);
  /* From now on it must not become much more, apart from what buffers grow ahead of need. */
  for (n_ticks = 0; n_ticks < 50; g_main_context_iteration (NULL, TRUE))
    g_assert_cmpuint (get_resident_bytes (self), <, OVERHEAD * (gsize) WEIR_LIMIT_UNSENT_BYTES);
  g_source_remove (source);
}

static void
start_big (Program *self, guint iterations)
{
  g_autofree char *value = g_strnfill (1024 * 1024, 'x');
  g_autofree char *big = g_strconcat ("big=", value, NULL);
  const char *variables[] = { big, NULL };

  program_open (self);
  send_start (self, big_flow, iterations, variables);
  wait_until_full (self);
}

static gboolean
is_finished (Program *self)
{
  return self->outcome != WEIR_OUTCOME_NONE;
}

static gboolean
is_refused (Program *self)
{
  return self->refusal != NULL;
}

static void
test_held_back (void)
{
  Program program;

  start_big (&program, 300);
  program_read (&program, is_finished);
  g_assert_cmpuint (program.outcome, ==, WEIR_OUTCOME_PASSED);
  g_assert_cmpuint (program.result_bytes, >, 300 * 1024 * 1024);
  /* Otherwise this has shown nothing. */
  g_assert_cmpuint (program.held_back, >, 0);
  program_close (&program);
}

static void
test_lost_program (void)
{
  Program program;

  start_big (&program, 100000);
  program_close (&program);
}

static void
test_second_start (void)
{
  Program program;

  program_open (&program);
  send_start (&program, "name: W\nsteps: [{ name: A, wait: 60s }]\n", 1, NULL);
  send_start (&program, big_flow, 1, NULL);
  program_read (&program, is_refused);
  g_assert_nonnull (strstr (program.refusal, "does not understand"));
  program_close (&program);
}

static void
test_damaged_start (void)
{
  Program program;

  program_open (&program);
  weir_channel_send (program.channel, WEIR_MESSAGE_START, "\xff\xff\xff", 3);
  program_read (&program, is_refused);
  g_assert_nonnull (strstr (program.refusal, "does not understand"));
  program_close (&program);
}

static void
test_unreadable_flow (void)
{
  Program program;

  program_open (&program);
  send_start (&program, "name: [", 1, NULL);
  program_read (&program, is_refused);
  g_assert_nonnull (strstr (program.refusal, "could not be read"));
  program_close (&program);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/worker/serve/results that nobody reads hold the run back until they are read",
                   test_held_back);
  g_test_add_func ("/worker/serve/results that nobody reads do not keep a worker whose program has gone",
                   test_lost_program);
  g_test_add_func ("/worker/serve/a second start is refused", test_second_start);
  g_test_add_func ("/worker/serve/a damaged start is refused", test_damaged_start);
  g_test_add_func ("/worker/serve/a flow that cannot be read is refused with the reason",
                   test_unreadable_flow);
  return g_test_run ();
}
