/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-session-watch.c: noticing that another program has written or deleted the file of an open document
 */

#include "config.h"

#include "weir-session-private.h"

/* Programs write a file in several pieces; all of them are awaited. */
#define SETTLE_MS 300

static void
set_file_state (WeirSession *self, WeirSessionFile state)
{
  if (self->file_state == state)
    return;
  self->file_state = state;
  g_object_notify (G_OBJECT (self), "file-state");
}

/**
 * weir_session_check_file:
 * @self: a document
 *
 * Looks whether its file is still what was read or saved last; see weir_session_get_file_state().
 */
void
weir_session_check_file (WeirSession *self)
{
  g_return_if_fail (WEIR_IS_SESSION (self));

  if (self->file == NULL || self->text == NULL)
    set_file_state (self, WEIR_SESSION_FILE_SAME);
  else if (!g_file_query_exists (self->file, NULL))
    set_file_state (self, WEIR_SESSION_FILE_MISSING);
  else if (weir_session_is_outdated (self))
    set_file_state (self, WEIR_SESSION_FILE_CHANGED);
  else
    set_file_state (self, WEIR_SESSION_FILE_SAME);
}

static gboolean
settled_cb (gpointer data)
{
  WeirSession *self = WEIR_SESSION (data);

  self->watch_source = 0;
  weir_session_check_file (self);
  return G_SOURCE_REMOVE;
}

static void
file_changed_cb (WeirSession *self)
{
  if (self->watch_source == 0)
    self->watch_source = g_timeout_add (SETTLE_MS, settled_cb, self);
}

/* From now on for the file it has now. Where files cannot be watched, looking at them when the window gets
 * the focus has to do. */
void
weir_session_watch_file (WeirSession *self)
{
  weir_session_unwatch_file (self);
  set_file_state (self, WEIR_SESSION_FILE_SAME);
  self->monitor = g_file_monitor_file (self->file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  if (self->monitor != NULL)
    g_signal_connect_object (self->monitor, "changed", G_CALLBACK (file_changed_cb), self, G_CONNECT_SWAPPED);
}

void
weir_session_unwatch_file (WeirSession *self)
{
  g_clear_handle_id (&self->watch_source, g_source_remove);
  if (self->monitor != NULL)
    g_file_monitor_cancel (self->monitor);
  g_clear_object (&self->monitor);
}

/**
 * weir_session_get_file_state:
 * @self: a document
 *
 * Returns: whether another program has written or deleted its file, as far as that was noticed
 */
WeirSessionFile
weir_session_get_file_state (WeirSession *self)
{
  g_return_val_if_fail (WEIR_IS_SESSION (self), WEIR_SESSION_FILE_SAME);

  return self->file_state;
}
