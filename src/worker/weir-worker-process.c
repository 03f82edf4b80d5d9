/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-worker-process.c: the program's end of a worker: start the process, follow it, end it
 */

#include "config.h"

#include "weir-worker-process.h"

#include "weir-channel.h"
#include "weir-messages.h"
#include "weir-worker-private.h"

#include <errno.h>
#include <gio/gio.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

G_DEFINE_QUARK (weir - worker - error - quark, weir_worker_error)

/* The descriptor the worker finds its socket at. */
#define WORKER_FD 3

struct _WeirWorkerProcess
{
  WeirWorkerEvents events;
  gpointer data;
  GSubprocess *process;
  WeirChannel *channel;
  gint64 heard_us;   /* when it last said anything; monotonic */
  gboolean ended;    /* finished or failed: nothing more is reported */
  gboolean finished; /* by itself, with its last message */
};

static char *
find_beside (const char *folder, const char *relative)
{
  g_autofree char *path = g_build_filename (folder, relative, NULL);

  return g_file_test (path, G_FILE_TEST_IS_EXECUTABLE) ? g_steal_pointer (&path) : NULL;
}

/* The environment overrides; in the build tree it lies beside weir-cli, and one folder above weir. */
static char *
find_program (void)
{
  const char *override = g_getenv ("WEIR_WORKER");
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = self ? g_path_get_dirname (self) : NULL;
  char *found = NULL;

  if (override && *override)
    return g_strdup (override);
  if (folder)
    found = find_beside (folder, "weir-worker");
  if (!found && folder)
    found = find_beside (folder, "../weir-worker");
  return found ? found : g_build_filename (WEIR_LIBEXECDIR, "weir-worker", NULL);
}

static void
report_failure (WeirWorkerProcess *self, const char *sentence)
{
  if (self->ended)
    return;
  self->ended = TRUE;
  self->events.failed (sentence, self->data);
}

static void
take_progress (WeirWorkerProcess *self, const guint8 *payload, gsize size)
{
  g_autoptr (GVariant) variant = weir_message_open (WEIR_MESSAGE_PROGRESS_TYPE, payload, size);
  WeirWorkerProgress progress = { 0 };

  if (self->events.progress && weir_message_unpack_progress (variant, &progress))
    self->events.progress (&progress, self->data);
}

static void
take_left (WeirWorkerProcess *self, const guint8 *payload, gsize size)
{
  g_autoptr (GVariant) variant = weir_message_open (WEIR_STORE_IMAGE_TYPE, payload, size);

  if (self->events.left)
    self->events.left (weir_store_image_unpack (variant), self->data);
}

static void
frame_cb (guint8 type, const guint8 *payload, gsize size, gpointer data)
{
  WeirWorkerProcess *self = data;

  self->heard_us = g_get_monotonic_time ();
  if (self->ended)
    return;
  switch (type)
    {
    case WEIR_MESSAGE_RESULTS:
      self->events.results (payload, size, self->data);
      break;
    case WEIR_MESSAGE_PROGRESS:
      take_progress (self, payload, size);
      break;
    case WEIR_MESSAGE_LEFT:
      take_left (self, payload, size);
      break;
    case WEIR_MESSAGE_REFUSED:
      {
        g_autofree char *sentence = g_strndup ((const char *) payload, size);

        report_failure (self, sentence);
      }
      break;
    case WEIR_MESSAGE_FINISHED:
      {
        g_autoptr (GVariant) variant = weir_message_open ("u", payload, size);

        self->ended = self->finished = TRUE;
        self->events.finished ((WeirOutcome) g_variant_get_uint32 (variant), self->data);
      }
      break;
    default:
      report_failure (self, WEIR_WORKER_OTHER_VERSION);
      break;
    }
}

static void
closed_cb (gpointer data)
{
  report_failure (data, WEIR_WORKER_ENDED);
}

/* The program may have been given secrets in its environment, which everything of this person can read in
 * /proc; the worker is told them in a message, and its environment need not hold them too. */
static void
leave_out_secrets (GSubprocessLauncher *launcher, const char *const *secrets)
{
  g_auto (GStrv) names = g_listenv ();

  for (; secrets && *secrets; secrets++)
    for (char **name = names; *name; name++)
      {
        const char *value = strchr (*secrets, '=') + 1;

        if (*value && g_strcmp0 (g_getenv (*name), value) == 0)
          g_subprocess_launcher_unsetenv (launcher, *name);
      }
}

static GSubprocess *
spawn_at (int worker_fd, const char *const *secrets, GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autofree char *program = find_program ();
  g_autoptr (GError) cause = NULL;
  GSubprocess *process;

  leave_out_secrets (launcher, secrets);
  g_subprocess_launcher_take_fd (launcher, worker_fd, WORKER_FD);
  process = g_subprocess_launcher_spawn (launcher, &cause, program, NULL);
  if (!process)
    g_set_error (error, WEIR_WORKER_ERROR, WEIR_WORKER_ERROR_SPAWN,
                 "The worker process %s could not be started: %s.", program, cause->message);
  return process;
}

/**
 * weir_worker_spawn:
 * @secrets: (nullable): "NAME=VALUE"…, which its environment need not hold
 * @fd: (out): this end of the connection to it
 *
 * Returns: (transfer full) (nullable): a worker process, or %NULL with a #WEIR_WORKER_ERROR
 */
GSubprocess *
weir_worker_spawn (const char *const *secrets, int *fd, GError **error)
{
  GSubprocess *process;
  int fds[2];

  if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds) < 0)
    {
      g_set_error (error, WEIR_WORKER_ERROR, WEIR_WORKER_ERROR_SPAWN,
                   "No connection to a worker process could be made: %s.", g_strerror (errno));
      return NULL;
    }
  process = spawn_at (fds[1], secrets, error);
  if (process)
    *fd = fds[0];
  else
    close (fds[0]);
  return process;
}

/**
 * weir_worker_process_new:
 * @flow_yaml: the frozen document
 * @settings: what the press of Run decided
 * @events: copied; called in the thread-default main context of this call
 * @data: given to @events
 *
 * Starts a worker process and in it the run.
 *
 * Returns: (transfer full) (nullable): the process, or %NULL with a #WEIR_WORKER_ERROR
 */
WeirWorkerProcess *
weir_worker_process_new (const char *flow_yaml, const WeirWorkerSettings *settings,
                         const WeirWorkerEvents *events, gpointer data, GError **error)
{
  static const WeirChannelEvents channel_events = { frame_cb, closed_cb };
  WeirWorkerProcess *self;
  GSubprocess *process;
  int fd;

  process = weir_worker_spawn (settings->secrets, &fd, error);
  if (!process)
    return NULL;
  self = g_new0 (WeirWorkerProcess, 1);
  self->events = *events;
  self->data = data;
  self->process = process;
  self->heard_us = g_get_monotonic_time ();
  self->channel = weir_channel_new (fd, &channel_events, self);
  weir_channel_send_variant (self->channel, WEIR_MESSAGE_ENVIRONMENT,
                             weir_message_pack_environment (settings));
  weir_channel_send_variant (self->channel, WEIR_MESSAGE_SELECTION, weir_message_pack_selection (settings));
  if (settings->store)
    weir_channel_send_variant (self->channel, WEIR_MESSAGE_STORE, weir_store_image_pack (settings->store));
  if (settings->rows)
    weir_channel_send_variant (self->channel, WEIR_MESSAGE_DATA, weir_message_pack_data (settings));
  if (settings->again)
    weir_channel_send_variant (self->channel, WEIR_MESSAGE_AGAIN,
                               weir_recorded_request_pack (settings->again));
  weir_channel_send_variant (self->channel, WEIR_MESSAGE_START,
                             weir_message_pack_start (flow_yaml, settings));
  return self;
}

/**
 * weir_worker_process_free:
 * @self: (nullable): a worker
 *
 * A worker that has finished tidies up and ends by itself; nobody waits for it. Any other is killed.
 */
void
weir_worker_process_free (WeirWorkerProcess *self)
{
  if (!self)
    return;
  self->ended = TRUE;
  g_clear_pointer (&self->channel, weir_channel_free);
  if (!self->finished)
    {
      g_subprocess_force_exit (self->process);
      g_subprocess_wait (self->process, NULL, NULL);
    }
  g_clear_object (&self->process);
  g_free (self);
}

/* Once: Stop. Twice: everything is cancelled. */
void
weir_worker_process_stop (WeirWorkerProcess *self)
{
  weir_channel_send (self->channel, WEIR_MESSAGE_STOP, NULL, 0);
}

/* How long the worker has said nothing; it reports at least ten times a second. */
gint64
weir_worker_process_get_silence_us (const WeirWorkerProcess *self)
{
  return g_get_monotonic_time () - self->heard_us;
}
