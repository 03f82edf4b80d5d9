/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-window-save.c: saving the shown document, in its file or in another one
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-file-choice.h"
#include "weir-recent.h"
#include "weir-window-private.h"

/* A question about closing may have asked for it. */
static void
saved (WeirWindow *self)
{
  weir_window_hide_message (self);
  weir_window_show_titles (self);
  if (weir_session_get_edits (self->session) != NULL)
    weir_action_bar_set_session (self->action_bar, self->session);
  weir_window_update_actions (self);
  if (self->closing != NULL)
    weir_window_continue_closing (self);
}

static void
not_saved (WeirWindow *self, GError *error)
{
  g_autofree char *text = NULL;

  weir_window_cancel_closing (self);
  text = g_strdup_printf (_("Not saved: %s"), error->message);
  weir_window_show_message (self, GTK_MESSAGE_ERROR, text);
  gtk_widget_set_visible (self->message_show, weir_window_has_problem (self)
                                                  || weir_session_get_typed (self->session) != NULL);
}

static gboolean
is_open_elsewhere (WeirWindow *self, GFile *file)
{
  guint n_sessions = g_list_model_get_n_items (G_LIST_MODEL (self->sessions));

  for (guint i = 0; i < n_sessions; i++)
    {
      g_autoptr (WeirSession) session = g_list_model_get_item (G_LIST_MODEL (self->sessions), i);
      GFile *other = weir_session_get_file (session);

      if (session != self->session && other != NULL && g_file_equal (other, file))
        return TRUE;
    }
  return FALSE;
}

/* "Sample shop" → "sample-shop.flow.yaml" */
static char *
suggest_file_name (const char *title, gboolean is_plan)
{
  GString *name = g_string_new (NULL);

  for (const char *p = title; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalnum (c))
        g_string_append_unichar (name, g_unichar_tolower (c));
      else if (name->len > 0 && name->str[name->len - 1] != '-')
        g_string_append_c (name, '-');
    }
  while (name->len > 0 && name->str[name->len - 1] == '-')
    g_string_truncate (name, name->len - 1);
  if (name->len == 0)
    g_string_append (name, is_plan ? "plan" : "flow");
  g_string_append (name, is_plan ? ".plan.yaml" : ".flow.yaml");
  return g_string_free (name, FALSE);
}

/**
 * weir_window_is_plan_name:
 * @name: a name, as of a file
 *
 * Returns: whether a load plan may be called so; their names are of fewer letters than those of files
 */
gboolean
weir_window_is_plan_name (const char *name)
{
  for (const char *p = name; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && strchr ("_.- ", *p) == NULL)
      return FALSE;
  return TRUE;
}

/* A document that nobody has named yet is called like its file: "checkout.flow.yaml" → "Checkout" */
static void
name_after (WeirWindow *self, GFile *file)
{
  WeirEdits *edits = weir_session_get_edits (self->session);
  WeirPlan *plan = weir_session_get_plan (self->session);
  gpointer document = plan != NULL ? (gpointer) plan : weir_session_get_flow (self->session);
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *name = NULL;
  g_autofree char *first = NULL;
  g_autofree char *whole = NULL;

  if (!g_str_equal (weir_session_get_title (self->session),
                    plan != NULL ? WEIR_NEW_PLAN_NAME : WEIR_NEW_FLOW_NAME))
    return;
  name = g_strndup (base, strcspn (base, "."));
  if (*name == '\0' || !g_utf8_validate (name, -1, NULL)
      || (plan != NULL && !weir_window_is_plan_name (name)))
    return;
  first = g_utf8_strup (name, (gssize) (g_utf8_next_char (name) - name));
  whole = g_strconcat (first, g_utf8_next_char (name), NULL);
  weir_edits_begin (edits, plan != NULL ? _("Name Plan") : _("Name Flow"));
  weir_edits_set_string (edits, document, "name", whole);
  weir_edits_end (edits);
}

/**
 * weir_window_save_to:
 * @self: a window that shows a flow
 * @file: where to
 *
 * Saves the shown document in another file, which is its file from then on. When that cannot be done, a
 * message says why and nothing is lost.
 */
void
weir_window_save_to (WeirWindow *self, GFile *file)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (WEIR_IS_WINDOW (self));
  g_return_if_fail (G_IS_FILE (file));

  if (is_open_elsewhere (self, file))
    {
      g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_BUSY,
                           _("That file is open here, too. Close it first, or choose another name."));
      not_saved (self, error);
      return;
    }
  if (!weir_session_can_save (self->session, &error))
    {
      not_saved (self, error);
      return;
    }
  if (weir_session_get_file (self->session) == NULL)
    name_after (self, file);
  if (!weir_session_save_as (self->session, file, &error))
    {
      not_saved (self, error);
      return;
    }
  weir_recent_add (file);
  saved (self);
}

static void
chooser_response_cb (WeirWindow *self, int response)
{
  g_autoptr (GFile) file = weir_file_choice_take (&self->chooser, response);

  if (file != NULL)
    weir_window_save_to (self, file);
  else
    weir_window_cancel_closing (self);
}

/**
 * weir_window_save_as:
 * @self: a window that shows a flow
 *
 * Asks for a file and saves the document there.
 */
void
weir_window_save_as (WeirWindow *self)
{
  GFile *file = weir_session_get_file (self->session);
  gboolean is_plan = weir_session_get_plan (self->session) != NULL;
  g_autoptr (GError) error = NULL;

  /* Before a file is chosen in vain. */
  if (!weir_session_can_save (self->session, &error))
    {
      not_saved (self, error);
      return;
    }
  weir_file_choice_begin (&self->chooser, GTK_WIDGET (self),
                          is_plan ? _("Save the Plan As") : _("Save the Flow As"),
                          GTK_FILE_CHOOSER_ACTION_SAVE, _("_Save"));
  if (file != NULL)
    gtk_file_chooser_set_file (GTK_FILE_CHOOSER (self->chooser), file, NULL);
  else
    {
      g_autofree char *name = suggest_file_name (weir_session_get_title (self->session), is_plan);

      gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
    }
  weir_file_choice_ask (self->chooser, G_CALLBACK (chooser_response_cb), self);
}

/**
 * weir_window_save:
 * @self: a window that shows a flow
 *
 * Saves the shown document in its file; one that has none yet in a file that is asked for.
 */
void
weir_window_save (WeirWindow *self)
{
  g_autoptr (GError) error = NULL;

  if (weir_session_get_file (self->session) == NULL)
    weir_window_save_as (self);
  else if (weir_session_save (self->session, &error))
    saved (self);
  else
    not_saved (self, error);
}
