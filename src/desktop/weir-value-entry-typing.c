/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-value-entry-typing.c: what a field offers while it is typed into, and says of a placeholder it has
 */

#include "config.h"

#include "weir-curl-import.h"
#include "weir-placeholder-marks.h"
#include "weir-value-entry-private.h"

static void
get_place (WeirValueEntry *self, gsize position, GdkRectangle *place)
{
  GtkWidget *text = GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self->entry)));
  graphene_rect_t strong;
  graphene_point_t point;

  gtk_text_compute_cursor_extents (GTK_TEXT (text), position, &strong, NULL);
  if (!gtk_widget_compute_point (text, GTK_WIDGET (self), &strong.origin, &point))
    graphene_point_init (&point, 0, 0);
  *place = (GdkRectangle){ (int) point.x, (int) point.y, 1, (int) strong.size.height };
}

/**
 * weir_value_entry_offer:
 * @self: a field
 *
 * Offers what may be meant by what stands before the cursor.
 */
void
weir_value_entry_offer (WeirValueEntry *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  int position = gtk_editable_get_position (GTK_EDITABLE (self->entry));
  gsize cursor = (gsize) (g_utf8_offset_to_pointer (text, position) - text);
  GPtrArray *candidates = NULL;
  gboolean preselect = TRUE;
  GdkRectangle place = { 0, 0, 1, 1 };

  if (!self->is_plain)
    candidates = weir_placeholder_marks_complete (self->context, text, cursor, &self->complete_start);
  if (candidates == NULL && self->complete != NULL && cursor > 0)
    {
      candidates = self->complete (self->object, text, cursor, &self->complete_start);
      preselect = FALSE;
    }
  if (candidates != NULL)
    get_place (self, (gsize) g_utf8_pointer_to_offset (text, text + self->complete_start), &place);
  weir_completion_show (self->completion, &place, candidates, preselect);
}

/**
 * weir_value_entry_insert:
 * @self: a field
 * @insert: what a person chose of that
 *
 * Puts it where that was typed, the cursor behind it, or between the brackets of a call.
 */
void
weir_value_entry_insert (WeirValueEntry *self, const char *insert)
{
  GtkEditable *editable = GTK_EDITABLE (self->entry);
  const char *text = gtk_editable_get_text (editable);
  int start = (int) g_utf8_pointer_to_offset (text, text + self->complete_start);
  int end = gtk_editable_get_position (editable);
  g_autofree char *rest = g_strdup (g_utf8_offset_to_pointer (text, end));
  g_autofree char *whole = NULL;
  const char *bracket = strstr (insert, "()");
  int cursor = start + (int) g_utf8_strlen (insert, -1);

  if (*rest == '}' && !g_str_has_suffix (insert, "}"))
    cursor++;
  if (bracket != NULL)
    cursor = start + (int) (bracket - insert) + 1;
  whole = g_strdup_printf ("%.*s%s%s", (int) self->complete_start, text, insert, rest);
  weir_value_entry_type (self, whole);
  gtk_editable_set_position (editable, cursor);
  weir_completion_hide (self->completion);
}

/* The place in the text that is drawn at @x, by halves. */
static gsize
find_position (GtkText *text, double x, gsize length)
{
  gsize low = 0;
  gsize high = length;

  while (low < high)
    {
      gsize middle = (low + high + 1) / 2;
      graphene_rect_t strong;

      gtk_text_compute_cursor_extents (text, middle, &strong, NULL);
      if (strong.origin.x <= x)
        low = middle;
      else
        high = middle - 1;
    }
  return low;
}

/**
 * weir_value_entry_query_tooltip:
 * @self: a field
 * @x: where the pointer is in @widget
 * @y: where the pointer is in @widget
 * @keyboard: whether the cursor counts instead
 * @tooltip: takes the words
 * @widget: the text of the field
 *
 * Returns: whether there is a placeholder, whose value is shown
 */
gboolean
weir_value_entry_query_tooltip (WeirValueEntry *self, int x, int y, gboolean keyboard, GtkTooltip *tooltip,
                                GtkWidget *widget)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  gsize position = (gsize) gtk_editable_get_position (GTK_EDITABLE (self->entry));
  g_autofree char *words = NULL;

  if (self->object == NULL || self->is_plain)
    return FALSE;
  if (!keyboard)
    position = find_position (GTK_TEXT (widget), x, (gsize) g_utf8_strlen (text, -1));
  words = weir_placeholder_marks_describe_at (
      self->context, text, (gsize) (g_utf8_offset_to_pointer (text, (glong) position) - text));
  if (words != NULL)
    gtk_tooltip_set_text (tooltip, words);
  return words != NULL;
}

/* The field has what the document has again before anybody hears of the text. */
static gboolean
tell_taken_cb (gpointer data)
{
  WeirValueEntry *self = data;
  g_autofree char *taken = g_steal_pointer (&self->taken);
  g_autofree char *text = NULL;

  self->taken_idle = 0;
  text = weir_editor_context_read (self->context, self->object, self->property);
  self->follows = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  self->follows = FALSE;
  weir_completion_hide (self->completion);
  g_signal_emit_by_name (self, "taken", taken);
  return G_SOURCE_REMOVE;
}

/* @text: (transfer full). Pasting it is an edit of its own, so that it can be taken back alone. */
static void
remember_command (WeirValueEntry *self, char *text)
{
  WeirEdits *edits = self->context != NULL ? weir_editor_context_get_edits (self->context) : NULL;

  g_clear_pointer (&self->pasted, g_free);
  if (edits != NULL && weir_curl_is_command (text))
    {
      weir_edits_seal (edits);
      self->pasted = text;
    }
  else
    g_free (text);
}

/**
 * weir_value_entry_tell_pasted:
 * @self: a field whose text has just come into the document
 *
 * Offers a curl command that was pasted to whoever makes steps of them: the field has it as any other text.
 */
void
weir_value_entry_tell_pasted (WeirValueEntry *self)
{
  g_autofree char *pasted = g_steal_pointer (&self->pasted);

  if (pasted != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "editor.offer-curl", "s", pasted);
}

/**
 * weir_value_entry_insert_text_cb:
 * @self: a field
 * @text: what is pasted, dropped or typed into it
 * @length: its bytes, or -1
 *
 * Keeps out of the field what is taken as something else; it is told when the field has finished pasting.
 */
void
weir_value_entry_insert_text_cb (WeirValueEntry *self, const char *text, int length)
{
  g_autofree char *whole = NULL;

  if (self->follows || self->object == NULL)
    return;
  whole = length < 0 ? g_strdup (text) : g_strndup (text, (gsize) length);
  if (self->take == NULL || !self->take (whole))
    {
      remember_command (self, g_steal_pointer (&whole));
      return;
    }
  g_signal_stop_emission_by_name (gtk_editable_get_delegate (GTK_EDITABLE (self->entry)), "insert-text");
  weir_value_entry_forget_taken (self);
  self->taken = g_steal_pointer (&whole);
  self->taken_idle = g_idle_add_full (G_PRIORITY_HIGH, tell_taken_cb, self, NULL);
}

/**
 * weir_value_entry_forget_taken:
 * @self: a field
 *
 * What was taken is not told any more: the field is another one's now.
 */
void
weir_value_entry_forget_taken (WeirValueEntry *self)
{
  g_clear_handle_id (&self->taken_idle, g_source_remove);
  g_clear_pointer (&self->taken, g_free);
  g_clear_pointer (&self->pasted, g_free);
}
