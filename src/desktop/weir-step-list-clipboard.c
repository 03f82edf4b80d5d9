/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-step-list-clipboard.c: steps to and from the clipboard, as text
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-curl-import.h"
#include "weir-step-list-private.h"
#include "weir-step-names.h"
#include "weir-step-text.h"

/**
 * weir_step_list_copy:
 * @self: a step list in which a step is selected
 *
 * Puts the step on the clipboard.
 */
void
weir_step_list_copy (WeirStepList *self)
{
  WeirStepRow *row = weir_step_list_get_selected (self);
  g_autofree char *text = weir_step_to_text (weir_step_row_get_step (row));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
}

/**
 * weir_step_list_cut:
 * @self: a step list in which a step is selected
 *
 * Puts the step on the clipboard and takes it out of the flow.
 */
void
weir_step_list_cut (WeirStepList *self)
{
  WeirStepRow *row = weir_step_list_get_selected (self);

  weir_step_list_copy (self);
  weir_edits_begin (self->edits, _("Cut Step"));
  weir_edits_remove (self->edits, weir_step_list_get_store (self, weir_step_row_get_part (row)),
                     weir_step_row_get_index (row));
  weir_edits_end (self->edits);
}

static gboolean
insert_steps (WeirStepList *self, GPtrArray *steps, const char *label)
{
  g_autoptr (GHashTable) names = weir_step_names_collect (self->flow, NULL);
  WeirFlowPart part;
  guint index;

  if (!weir_step_list_has_room (self, steps->len))
    return FALSE;
  weir_step_list_find_insertion (self, &part, &index);
  weir_edits_begin (self->edits, label);
  for (guint i = 0; i < steps->len; i++)
    {
      WeirStep *step = g_ptr_array_index (steps, i);
      g_autofree char *name = weir_step_names_add (names, weir_step_get_name (step));

      weir_step_set_name (step, name);
      weir_edits_insert (self->edits, weir_step_list_get_store (self, part), index + i, step);
    }
  weir_edits_end (self->edits);
  weir_step_list_show_step (self, g_ptr_array_index (steps, steps->len - 1), TRUE);
  return TRUE;
}

/**
 * weir_step_list_add:
 * @self: a step list with a flow
 * @step: a new step
 * @label: what it is called in the menu to undo it
 *
 * Returns: whether there was room for it
 */
gboolean
weir_step_list_add (WeirStepList *self, WeirStep *step, const char *label)
{
  g_autoptr (GPtrArray) steps = g_ptr_array_new ();

  g_return_val_if_fail (WEIR_IS_STEP_LIST (self), FALSE);
  g_return_val_if_fail (self->flow != NULL, FALSE);

  g_ptr_array_add (steps, step);
  return insert_steps (self, steps, label);
}

static void
paste_text (WeirStepList *self, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) steps = NULL;

  if (weir_curl_is_command (text))
    {
      g_signal_emit_by_name (self, "curl-pasted", text);
      return;
    }
  steps = weir_steps_from_text (text, &error);
  if (steps == NULL)
    weir_step_list_tell (self, error->message);
  else
    insert_steps (self, steps, steps->len == 1 ? _("Paste Step") : _("Paste Steps"));
}

static void
text_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (WeirStepList) self = data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  if (self->flow != NULL)
    paste_text (self, text != NULL ? text : "");
}

static void
curl_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (WeirStepList) self = data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  if (self->flow == NULL)
    return;
  if (text != NULL && weir_curl_is_command (text))
    g_signal_emit_by_name (self, "curl-pasted", text);
  else
    weir_step_list_tell (self, _("There is no curl command on the clipboard. Copy one first: in a browser, "
                                 "“Copy as cURL” on a request of the network tools."));
}

/**
 * weir_step_list_paste:
 * @self: a step list with a flow
 *
 * Puts the steps that are on the clipboard after the selected one; also the one that a curl command is.
 */
void
weir_step_list_paste (WeirStepList *self)
{
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (self)), NULL, text_cb,
                                 g_object_ref (self));
}

/**
 * weir_step_list_paste_curl:
 * @self: a step list with a flow
 *
 * Adds a step after the selected one that sends what the curl command on the clipboard would send.
 */
void
weir_step_list_paste_curl (WeirStepList *self)
{
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (self)), NULL, curl_cb,
                                 g_object_ref (self));
}
