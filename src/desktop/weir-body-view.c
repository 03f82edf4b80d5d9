/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-body-view.c: the text of a body: highlighted, searched, wrapped or not
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-body-view.h"
#include "weir-source-style.h"

struct _WeirBodyView
{
  GtkWidget parent_instance;

  /* template */
  GtkWidget *content;
  GtkSearchBar *search_bar;
  GtkEditable *search_entry;
  GtkLabel *found;
  GtkTextView *view;

  /* owned */
  GtkSourceSearchContext *search;

  /* borrowed */
  GtkSourceBuffer *buffer;
};

enum
{
  PROP_0,
  PROP_WRAP,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (WeirBodyView, weir_body_view, GTK_TYPE_WIDGET)

static void
show_found (WeirBodyView *self)
{
  int n_found = weir_body_view_get_n_found (self);
  const char *wanted = gtk_source_search_settings_get_search_text (
      gtk_source_search_context_get_settings (self->search));
  g_autofree char *text = NULL;

  if (wanted == NULL || n_found < 0) /* not counted yet */
    text = g_strdup ("");
  else if (n_found == 0)
    text = g_strdup (_("not found"));
  else
    text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d found", "%d found", n_found), n_found);
  gtk_label_set_text (self->found, text);
}

static void
show_match (WeirBodyView *self, const GtkTextIter *begin, const GtkTextIter *end)
{
  GtkTextIter start = *begin;

  gtk_text_buffer_select_range (GTK_TEXT_BUFFER (self->buffer), begin, end);
  gtk_text_view_scroll_to_iter (self->view, &start, 0.1, FALSE, 0, 0);
}

static void
next_match_cb (WeirBodyView *self)
{
  GtkTextIter from;
  GtkTextIter begin;
  GtkTextIter end;

  gtk_text_buffer_get_selection_bounds (GTK_TEXT_BUFFER (self->buffer), NULL, &from);
  if (gtk_source_search_context_forward (self->search, &from, &begin, &end, NULL))
    show_match (self, &begin, &end);
}

static void
previous_match_cb (WeirBodyView *self)
{
  GtkTextIter from;
  GtkTextIter begin;
  GtkTextIter end;

  gtk_text_buffer_get_selection_bounds (GTK_TEXT_BUFFER (self->buffer), &from, NULL);
  if (gtk_source_search_context_backward (self->search, &from, &begin, &end, NULL))
    show_match (self, &begin, &end);
}

static void
search_changed_cb (WeirBodyView *self)
{
  const char *text = gtk_editable_get_text (self->search_entry);
  GtkTextIter from;
  GtkTextIter begin;
  GtkTextIter end;

  gtk_source_search_settings_set_search_text (gtk_source_search_context_get_settings (self->search),
                                              *text != '\0' ? text : NULL);
  gtk_text_buffer_get_selection_bounds (GTK_TEXT_BUFFER (self->buffer), &from, NULL);
  if (*text != '\0' && gtk_source_search_context_forward (self->search, &from, &begin, &end, NULL))
    show_match (self, &begin, &end);
  show_found (self);
}

static void
search_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  WeirBodyView *self = WEIR_BODY_VIEW (widget);

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static void
weir_body_view_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (weir_body_view_parent_class)->css_changed (widget, change);
  if (WEIR_BODY_VIEW (widget)->buffer != NULL)
    weir_source_style_apply (widget, WEIR_BODY_VIEW (widget)->buffer);
}

static void
weir_body_view_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  WeirBodyView *self = WEIR_BODY_VIEW (object);

  switch (property_id)
    {
    case PROP_WRAP:
      g_value_set_boolean (value, gtk_text_view_get_wrap_mode (self->view) != GTK_WRAP_NONE);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
weir_body_view_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  WeirBodyView *self = WEIR_BODY_VIEW (object);
  GtkWrapMode mode;

  switch (property_id)
    {
    case PROP_WRAP:
      mode = g_value_get_boolean (value) ? GTK_WRAP_WORD_CHAR : GTK_WRAP_NONE;
      if (mode == gtk_text_view_get_wrap_mode (self->view))
        break;
      gtk_text_view_set_wrap_mode (self->view, mode);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
weir_body_view_dispose (GObject *object)
{
  WeirBodyView *self = WEIR_BODY_VIEW (object);

  if (self->search != NULL)
    g_signal_handlers_disconnect_by_data (self->search, self);
  g_clear_object (&self->search);
  self->buffer = NULL;
  g_clear_pointer (&self->content, gtk_widget_unparent);
  G_OBJECT_CLASS (weir_body_view_parent_class)->dispose (object);
}

static void
weir_body_view_class_init (WeirBodyViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = weir_body_view_dispose;
  object_class->get_property = weir_body_view_get_property;
  object_class->set_property = weir_body_view_set_property;
  widget_class->css_changed = weir_body_view_css_changed;
  /**
   * WeirBodyView:wrap:
   *
   * Whether lines that are too long go on in the next one.
   */
  properties[PROP_WRAP] = g_param_spec_boolean (
      "wrap", NULL, NULL, TRUE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_install_action (widget_class, "body.search", NULL, search_action);
  g_type_ensure (GTK_SOURCE_TYPE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir_app/Weir/weir-body-view.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirBodyView, content);
  gtk_widget_class_bind_template_child (widget_class, WeirBodyView, search_bar);
  gtk_widget_class_bind_template_child (widget_class, WeirBodyView, search_entry);
  gtk_widget_class_bind_template_child (widget_class, WeirBodyView, found);
  gtk_widget_class_bind_template_child (widget_class, WeirBodyView, view);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_match_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_match_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
weir_body_view_init (WeirBodyView *self)
{
  g_autoptr (GtkSourceSearchSettings) settings = gtk_source_search_settings_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->buffer = GTK_SOURCE_BUFFER (gtk_text_view_get_buffer (self->view));
  gtk_source_buffer_set_highlight_matching_brackets (self->buffer, FALSE);
  gtk_source_search_settings_set_wrap_around (settings, TRUE);
  self->search = gtk_source_search_context_new (self->buffer, settings);
  g_signal_connect_swapped (self->search, "notify::occurrences-count", G_CALLBACK (show_found), self);
  gtk_search_bar_connect_entry (self->search_bar, self->search_entry);
  weir_source_style_apply (GTK_WIDGET (self), self->buffer);
}

/**
 * weir_body_view_set_text:
 * @self: a view
 * @text: valid UTF-8, of a length that a text view bears
 * @language: (nullable): the id of the language to highlight it in
 * @spoken: what it is, for screen readers
 *
 * Shows another text from its beginning; what was searched for is looked for in it, too.
 */
void
weir_body_view_set_text (WeirBodyView *self, const char *text, const char *language, const char *spoken)
{
  GtkTextIter start;

  g_return_if_fail (WEIR_IS_BODY_VIEW (self));

  weir_source_style_set_language (self->buffer, language);
  gtk_text_buffer_set_text (GTK_TEXT_BUFFER (self->buffer), text, -1);
  gtk_text_buffer_get_start_iter (GTK_TEXT_BUFFER (self->buffer), &start);
  gtk_text_buffer_place_cursor (GTK_TEXT_BUFFER (self->buffer), &start);
  gtk_adjustment_set_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view)), 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

/**
 * weir_body_view_get_view:
 * @self: a view
 *
 * Returns: (transfer none): what shows the text
 */
GtkTextView *
weir_body_view_get_view (WeirBodyView *self)
{
  g_return_val_if_fail (WEIR_IS_BODY_VIEW (self), NULL);

  return self->view;
}

/**
 * weir_body_view_get_text:
 * @self: a view
 *
 * Returns: (transfer full): what it shows
 */
char *
weir_body_view_get_text (WeirBodyView *self)
{
  GtkTextIter start;
  GtkTextIter end;

  g_return_val_if_fail (WEIR_IS_BODY_VIEW (self), NULL);

  gtk_text_buffer_get_bounds (GTK_TEXT_BUFFER (self->buffer), &start, &end);
  return gtk_text_buffer_get_text (GTK_TEXT_BUFFER (self->buffer), &start, &end, FALSE);
}

/**
 * weir_body_view_get_language:
 * @self: a view
 *
 * Returns: (transfer none) (nullable): the id of the language in which the text is highlighted
 */
const char *
weir_body_view_get_language (WeirBodyView *self)
{
  GtkSourceLanguage *language;

  g_return_val_if_fail (WEIR_IS_BODY_VIEW (self), NULL);

  language = gtk_source_buffer_get_language (self->buffer);
  return language != NULL ? gtk_source_language_get_id (language) : NULL;
}

/**
 * weir_body_view_get_scheme:
 * @self: a view
 *
 * Returns: (transfer none) (nullable): the id of the colours of the text
 */
const char *
weir_body_view_get_scheme (WeirBodyView *self)
{
  GtkSourceStyleScheme *scheme;

  g_return_val_if_fail (WEIR_IS_BODY_VIEW (self), NULL);

  scheme = gtk_source_buffer_get_style_scheme (self->buffer);
  return scheme != NULL ? gtk_source_style_scheme_get_id (scheme) : NULL;
}

/**
 * weir_body_view_search:
 * @self: a view
 * @text: what to look for
 *
 * Opens the search bar and looks for @text, as if it had been typed.
 */
void
weir_body_view_search (WeirBodyView *self, const char *text)
{
  g_return_if_fail (WEIR_IS_BODY_VIEW (self));

  gtk_widget_activate_action (GTK_WIDGET (self), "body.search", NULL);
  gtk_editable_set_text (self->search_entry, text);
}

/**
 * weir_body_view_get_n_found:
 * @self: a view
 *
 * Returns: how often the text has what is searched for; -1 while that is not known
 */
int
weir_body_view_get_n_found (WeirBodyView *self)
{
  g_return_val_if_fail (WEIR_IS_BODY_VIEW (self), 0);

  return gtk_source_search_context_get_occurrences_count (self->search);
}
