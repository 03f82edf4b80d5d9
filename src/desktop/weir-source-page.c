/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-source-page.c: the text of the shown document, to be edited as text
 *
 * It shows the document with what is not saved. What is typed is read on another thread; when it is valid it
 * becomes one edit of the document, and until then the document stays as it is.
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-source-check.h"
#include "weir-source-page-private.h"
#include "weir-source-style.h"

/* A pause in typing; the text is read then. */
#define PAUSE_MS 300

enum
{
  STEP_REACHED,
  CHECKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WeirSourcePage, weir_source_page, GTK_TYPE_WIDGET)

/* Whether the text is not what the flow says. */
static gboolean
is_typed (WeirSourcePage *self)
{
  return self->session != NULL && weir_session_get_typed (self->session) != NULL;
}

static gboolean
shows_plan (WeirSourcePage *self)
{
  return weir_session_get_plan (self->session) != NULL;
}

static char *
dup_text (WeirSourcePage *self)
{
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  return gtk_text_buffer_get_text (self->buffer, &start, &end, TRUE);
}

static void
cancel_reading (WeirSourcePage *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
set_errors (WeirSourcePage *self, gboolean has_errors)
{
  self->has_errors = has_errors;
  g_signal_emit (self, signals[CHECKED], 0);
}

/* @text: (nullable): why what is typed does not count */
static void
show_state (WeirSourcePage *self, const char *text)
{
  /* Of a file that is no flow there is nothing to go back to but what is in it. */
  gboolean has_other = is_typed (self) && weir_session_get_dirty (self->session);

  gtk_widget_set_visible (self->discard, has_other);
  gtk_label_set_text (self->state, text != NULL ? text : "");
  gtk_widget_set_visible (self->state_bar, text != NULL);
}

static const WeirSourcePlace *
find_place (WeirSourcePage *self, guint line)
{
  for (guint i = 0; self->places != NULL && i < self->places->len; i++)
    {
      const WeirSourcePlace *place = &g_array_index (self->places, WeirSourcePlace, i);

      if (line >= place->line && line <= place->last_line)
        return place;
    }
  return NULL;
}

static guint
get_cursor_line (WeirSourcePage *self)
{
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_mark (self->buffer, &iter, gtk_text_buffer_get_insert (self->buffer));
  return (guint) gtk_text_iter_get_line (&iter) + 1;
}

static void
show_wanted (WeirSourcePage *self)
{
  const WeirSourcePlace *now = find_place (self, get_cursor_line (self));
  int index = self->wanted_index;

  self->wanted_index = -1;
  if (index < 0 || (now != NULL && now->part == self->wanted_part && now->index == (guint) index))
    return;
  for (guint i = 0; self->places != NULL && i < self->places->len; i++)
    {
      const WeirSourcePlace *place = &g_array_index (self->places, WeirSourcePlace, i);

      if (place->part == self->wanted_part && place->index == (guint) index)
        weir_source_page_go_to (self, place->line, 1);
    }
}

static void
checked_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirSourceCheck) check = weir_source_check_finish (result, &error);
  WeirSourcePage *self = data;

  if (check == NULL) /* another text is read meanwhile, or the page is gone */
    return;
  g_clear_object (&self->cancellable);
  if (check->places->len > 0 || check->document != NULL)
    {
      g_clear_pointer (&self->places, g_array_unref);
      self->places = g_array_ref (check->places);
    }
  weir_source_page_show_problems (self, check->problems);
  if (!is_typed (self))
    {
      show_wanted (self);
      return;
    }
  if (self->seeks)
    weir_source_page_show_problem (self);
  if (check->document == NULL)
    {
      show_state (self, weir_session_describe_unread (self->session));
      set_errors (self, TRUE);
      return;
    }
  show_state (self, NULL);
  self->applying = TRUE;
  weir_session_apply_source (self->session, check->text, check->document);
  self->applying = FALSE;
  self->stale = FALSE;
  set_errors (self, FALSE);
}

static gboolean
read_cb (gpointer data)
{
  WeirSourcePage *self = data;
  g_autofree char *text = dup_text (self);
  GFile *file = weir_session_get_file (self->session);
  g_autoptr (GFile) parent = file != NULL ? g_file_get_parent (file) : NULL;
  g_autofree char *folder = parent != NULL ? g_file_get_path (parent) : NULL;

  self->source = 0;
  self->cancellable = g_cancellable_new ();
  weir_source_check_async (shows_plan (self) ? WEIR_TYPE_PLAN : WEIR_TYPE_FLOW, text,
                           weir_session_is_json (self->session), folder, self->cancellable, checked_cb, self);
  return G_SOURCE_REMOVE;
}

static void
read_soon (WeirSourcePage *self, guint pause_ms)
{
  cancel_reading (self);
  self->source = g_timeout_add (pause_ms, read_cb, self);
}

static void
buffer_changed_cb (WeirSourcePage *self)
{
  g_autofree char *text = NULL;

  if (self->filling || self->session == NULL)
    return;
  text = dup_text (self);
  read_soon (self, PAUSE_MS);
  weir_session_set_typed (self->session, text);
}

static void
set_text (WeirSourcePage *self, const char *text)
{
  g_autofree char *current = dup_text (self);
  GtkTextIter iter;
  int line;

  if (g_str_equal (current, text))
    return;
  gtk_text_buffer_get_iter_at_mark (self->buffer, &iter, gtk_text_buffer_get_insert (self->buffer));
  line = gtk_text_iter_get_line (&iter);
  self->filling = TRUE;
  /* What was edited elsewhere is taken back there, not as typing. */
  gtk_text_buffer_begin_irreversible_action (self->buffer);
  gtk_text_buffer_set_text (self->buffer, text, -1);
  gtk_text_buffer_end_irreversible_action (self->buffer);
  gtk_text_buffer_get_iter_at_line (self->buffer, &iter, line);
  gtk_text_buffer_place_cursor (self->buffer, &iter);
  self->filling = FALSE;
}

/* Shows what was typed and does not count, else the document as it is now. */
static void
refresh (WeirSourcePage *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  cancel_reading (self);
  self->stale = FALSE;
  if (self->session == NULL || weir_session_get_edits (self->session) == NULL)
    return;
  text = is_typed (self) ? g_strdup (weir_session_get_typed (self->session))
                         : weir_session_dup_source (self->session, &error);
  gtk_text_view_set_editable (GTK_TEXT_VIEW (self->view), text != NULL);
  weir_source_page_show_problems (self, NULL);
  show_state (self, text != NULL ? NULL : error->message);
  if (text == NULL)
    return;
  set_text (self, text);
  read_soon (self, 0);
}

static void
discard_cb (WeirSourcePage *self)
{
  weir_session_set_typed (self->session, NULL);
  refresh (self);
  set_errors (self, FALSE);
}

static void
edited_cb (WeirSourcePage *self)
{
  if (self->applying)
    return;
  if (is_typed (self))
    {
      show_state (self, weir_session_describe_overtaken (self->session));
      return;
    }
  self->stale = TRUE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self->view)))
    refresh (self);
}

static void
view_mapped_cb (WeirSourcePage *self)
{
  /* The view itself has the colours of the scheme it has now. */
  weir_source_style_apply (GTK_WIDGET (self), GTK_SOURCE_BUFFER (self->buffer));
  if (self->stale)
    refresh (self);
}

static void
cursor_moved_cb (WeirSourcePage *self)
{
  const WeirSourcePlace *place;

  if (self->filling || !gtk_widget_has_focus (GTK_WIDGET (self->view)))
    return;
  place = find_place (self, get_cursor_line (self));
  if (place != NULL)
    g_signal_emit (self, signals[STEP_REACHED], 0, (guint) place->part, place->index);
}

static void
weir_source_page_dispose (GObject *object)
{
  WeirSourcePage *self = WEIR_SOURCE_PAGE (object);

  cancel_reading (self);
  g_clear_object (&self->session);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_clear_pointer (&self->places, g_array_unref);
  G_OBJECT_CLASS (weir_source_page_parent_class)->dispose (object);
}

static void
weir_source_page_class_init (WeirSourcePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_source_page_dispose;
  g_type_ensure (GTK_SOURCE_TYPE_VIEW);
  /**
   * WeirSourcePage::step-reached:
   * @page: the page
   * @part: of the flow
   * @index: of a step in it
   *
   * The cursor is in that step now.
   */
  signals[STEP_REACHED] = g_signal_new ("step-reached", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
  /**
   * WeirSourcePage::checked:
   * @page: the page
   *
   * What was typed has been read, or given up: see weir_source_page_has_errors().
   */
  signals[CHECKED] = g_signal_new ("checked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir_app/Weir/weir-source-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirSourcePage, content);
  gtk_widget_class_bind_template_child (widget_class, WeirSourcePage, view);
  gtk_widget_class_bind_template_child (widget_class, WeirSourcePage, state_bar);
  gtk_widget_class_bind_template_child (widget_class, WeirSourcePage, state);
  gtk_widget_class_bind_template_child (widget_class, WeirSourcePage, discard);
  gtk_widget_class_bind_template_child (widget_class, WeirSourcePage, problems);
  gtk_widget_class_bind_template_child (widget_class, WeirSourcePage, list);
  gtk_widget_class_bind_template_callback (widget_class, discard_cb);
  gtk_widget_class_bind_template_callback (widget_class, view_mapped_cb);
  gtk_widget_class_bind_template_callback (widget_class, weir_source_page_query_tooltip_cb);
  gtk_widget_class_bind_template_callback (widget_class, weir_source_page_problem_activated_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
weir_source_page_init (WeirSourcePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->found = weir_problems_new ();
  self->wanted_index = -1;
  self->buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
  self->error_tag =
      gtk_text_buffer_create_tag (self->buffer, "error", "underline", PANGO_UNDERLINE_ERROR, NULL);
  self->warning_tag =
      gtk_text_buffer_create_tag (self->buffer, "warning", "underline", PANGO_UNDERLINE_LOW, NULL);
  g_signal_connect_object (self->buffer, "changed", G_CALLBACK (buffer_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->buffer, "notify::cursor-position", G_CALLBACK (cursor_moved_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * weir_source_page_set_session:
 * @self: a page
 * @session: (nullable): the document whose text it shows
 */
void
weir_source_page_set_session (WeirSourcePage *self, WeirSession *session)
{
  g_return_if_fail (WEIR_IS_SOURCE_PAGE (self));

  self->seeks = FALSE;
  /* Whoever comes back finds the flow as it was left, not as it was a moment before. */
  if (weir_source_page_is_busy (self))
    weir_session_take_typed (self->session, NULL);
  cancel_reading (self);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  g_clear_pointer (&self->places, g_array_unref);
  self->stale = TRUE;
  /* What is typed and valid was taken over when the document was left. */
  self->has_errors = is_typed (self);
  if (session == NULL)
    return;
  g_signal_connect_object (session, "edited", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  weir_source_style_set_language (GTK_SOURCE_BUFFER (self->buffer),
                                  weir_session_is_json (session) ? "json" : "yaml");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  shows_plan (self) ? _("Source of the load plan") : _("Source of the flow"),
                                  -1);
  if (gtk_widget_get_mapped (GTK_WIDGET (self->view)))
    refresh (self);
}

/**
 * weir_source_page_show_step:
 * @self: a page
 * @part: of the flow
 * @index: of a step in it
 *
 * Moves the cursor to that step, unless it is in it; later, when the text is still being read.
 */
void
weir_source_page_show_step (WeirSourcePage *self, WeirFlowPart part, guint index)
{
  g_return_if_fail (WEIR_IS_SOURCE_PAGE (self));

  self->wanted_part = part;
  self->wanted_index = (int) index;
  if (!weir_source_page_is_busy (self))
    show_wanted (self);
}

/**
 * weir_source_page_get_buffer:
 * @self: a page
 *
 * Returns: (transfer none): the text
 */
GtkTextBuffer *
weir_source_page_get_buffer (WeirSourcePage *self)
{
  g_return_val_if_fail (WEIR_IS_SOURCE_PAGE (self), NULL);

  return self->buffer;
}

/**
 * weir_source_page_has_errors:
 * @self: a page
 *
 * Returns: whether what is typed was read the last time and is no document; what was typed since may be one
 */
gboolean
weir_source_page_has_errors (WeirSourcePage *self)
{
  g_return_val_if_fail (WEIR_IS_SOURCE_PAGE (self), FALSE);

  return self->has_errors && is_typed (self);
}

/**
 * weir_source_page_is_busy:
 * @self: a page
 *
 * Returns: whether the text is being read, or will be in a moment
 */
gboolean
weir_source_page_is_busy (WeirSourcePage *self)
{
  g_return_val_if_fail (WEIR_IS_SOURCE_PAGE (self), FALSE);

  return self->source != 0 || self->cancellable != NULL;
}
