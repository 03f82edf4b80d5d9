/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-send-test.h: a document that is run and sent from, with its current store and an archive of its own
 */

#pragma once

#include <glib/gstdio.h>
#include <string.h>

#include "weir-archive.h"
#include "weir-flow-format.h"
#include "weir-run.h"
#include "weir-send.h"
#include "weir-test-server.h"
#include "weir-test.h"


typedef struct
{
  WeirTestServer *server;
  WeirFlow *flow;
  char *yaml;
  char *base;
  const char *variables[2];
  const char *const *secrets; /* (nullable) */
  WeirEnvironment *environment;
  WeirCurrentStore *store;
  char *folder;
  char *archive_file;
  WeirSend *send;            /* the latest */
  WeirRunSnapshot *snapshot; /* of the latest run */
} Desk;

static inline void
desk_set_flow (Desk *self, const char *yaml)
{
  g_autoptr (GPtrArray) problems = weir_problems_new ();

  g_clear_object (&self->flow);
  g_free (self->yaml);
  self->flow = weir_flow_parse (yaml, (gssize) strlen (yaml), FALSE, problems);
  for (guint i = 0; i < problems->len && !self->flow; i++)
    g_test_message ("%s", ((WeirProblem *) g_ptr_array_index (problems, i))->message);
  g_assert_nonnull (self->flow);
  self->yaml = weir_flow_to_yaml (self->flow);
  weir_current_store_set_place (self->store, self->flow, self->environment, self->secrets, self->variables);
}

/* ${base} in @yaml is the server. */
static inline Desk *
desk_new (const char *yaml)
{
  Desk *self = g_new0 (Desk, 1);
  g_autofree char *url = NULL;

  self->server = weir_test_server_new ();
  url = weir_test_server_get_url (self->server, "");
  self->base = g_strconcat ("base=", url, NULL);
  self->variables[0] = self->base;
  self->store = weir_current_store_new ();
  self->folder = g_dir_make_tmp ("weir-send-XXXXXX", NULL);
  self->archive_file = g_build_filename (self->folder, "runs.db", NULL);
  /* Whoever writes where nobody told it to is found out. */
  g_setenv ("WEIR_DATA_DIR", self->folder, TRUE);
  desk_set_flow (self, yaml);
  return self;
}

static inline void
desk_free (Desk *self)
{
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  const char *name;

  g_clear_object (&self->send);
  g_clear_pointer (&self->snapshot, weir_run_snapshot_unref);
  g_clear_object (&self->store);
  g_clear_object (&self->flow);
  g_clear_object (&self->environment);
  weir_test_server_free (self->server);
  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (self->folder);
  g_free (self->archive_file);
  g_free (self->folder);
  g_free (self->base);
  g_free (self->yaml);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Desk, desk_free)

static inline gboolean
desk_run_is_done (gpointer run)
{
  return weir_run_is_done (run);
}

static inline WeirRunSettings
desk_settings (Desk *self)
{
  WeirRunSettings settings = {
    .iterations = 1,
    .parallel = 1,
    .variables = self->variables,
    .environment = self->environment,
    .secrets = self->secrets,
    .archive = self->archive_file,
    .store = self->store,
  };

  return settings;
}

static inline WeirRunSnapshot *
desk_run (Desk *self, const WeirRunSettings *settings)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirRun) run = weir_run_new (self->flow, self->yaml, settings, &error);

  g_assert_no_error (error);
  weir_run_start (run);
  g_assert_true (weir_test_wait (desk_run_is_done, run, DEADLINE_MS));
  g_clear_pointer (&self->snapshot, weir_run_snapshot_unref);
  self->snapshot = weir_run_ref_snapshot (run);
  return self->snapshot;
}

static inline gboolean
desk_send_is_done (gpointer data)
{
  return weir_send_is_done (data);
}

static inline WeirSendSettings
desk_send_settings (Desk *self, WeirFlowPart part, guint step)
{
  WeirSendSettings settings = {
    .part = part,
    .step = step,
    .store = self->store,
    .environment = self->environment,
    .secrets = self->secrets,
    .variables = self->variables,
  };

  return settings;
}

static inline void
desk_begin_send (Desk *self, const WeirSendSettings *settings)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&self->send);
  self->send = weir_send_new (self->flow, self->yaml, settings, &error);
  g_assert_no_error (error);
  weir_send_start (self->send);
}

static inline const WeirStepResult *
desk_end_send (Desk *self)
{
  const WeirStepResult *result;

  g_assert_true (weir_test_wait (desk_send_is_done, self->send, DEADLINE_MS));
  result = weir_send_get_result (self->send);
  g_assert_cmpstr (weir_send_get_error (self->send), ==, NULL);
  g_assert_nonnull (result);
  return result;
}

static inline const WeirStepResult *
desk_send (Desk *self, WeirFlowPart part, guint step)
{
  WeirSendSettings settings = desk_send_settings (self, part, step);

  desk_begin_send (self, &settings);
  return desk_end_send (self);
}

static inline void
desk_assert_value (Desk *self, const char *name, const char *value)
{
  WeirCurrentVariable *variable = weir_current_store_find (self->store, name);

  g_assert_nonnull (variable);
  g_assert_cmpstr (weir_current_variable_get_value (variable), ==, value);
}

static inline guint
desk_count (Desk *self, const char *path)
{
  return weir_test_server_count (self->server, path);
}
