/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-window.c: one window with one flow, or with what is offered when there is none
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-application.h"
#include "weir-flow-format.h"
#include "weir-sample.h"
#include "weir-welcome-page.h"
#include "weir-window-private.h"
#include "weir-window-state.h"

/* How many warnings of a file the info bar has room for. */
#define MOST_WARNINGS 3

G_DEFINE_FINAL_TYPE (WeirWindow, weir_window, GTK_TYPE_APPLICATION_WINDOW)

static void
set_titles (WeirWindow *self, const char *title, const char *subtitle, const char *tooltip)
{
  gtk_label_set_text (self->title_label, title);
  gtk_label_set_text (self->subtitle_label, subtitle != NULL ? subtitle : "");
  gtk_widget_set_visible (GTK_WIDGET (self->subtitle_label), subtitle != NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title_label), tooltip);
  gtk_window_set_title (GTK_WINDOW (self), title);
}

static void
show_flow (WeirWindow *self, WeirFlow *flow, const char *subtitle)
{
  g_autofree char *path = self->file != NULL ? g_file_get_path (self->file) : NULL;

  weir_window_drop_run (self);
  g_set_object (&self->flow, flow);
  weir_step_list_set_flow (self->step_list, flow);
  weir_results_view_clear (self->results_view);
  weir_results_view_set_step (self->results_view, WEIR_FLOW_PART_STEPS, -1, NULL);
  weir_action_bar_set_flow (self->action_bar, flow, path);
  set_titles (self, weir_flow_get_name (flow), subtitle, path);
  /* Run is sensitive before its page is shown, so that it gets the focus and not the list after it. */
  weir_window_update_actions (self);
  gtk_stack_set_visible_child_name (self->pages, "flow");
  gtk_widget_grab_focus (GTK_WIDGET (self->action_bar));
}

static void
show_problems_page (WeirWindow *self, const char *name)
{
  weir_window_drop_run (self);
  g_clear_object (&self->flow);
  set_titles (self, name, NULL, NULL);
  gtk_stack_set_visible_child_name (self->pages, "problems");
  weir_window_update_actions (self);
}

static void
show_warnings (WeirWindow *self, GPtrArray *problems)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < MIN (problems->len, MOST_WARNINGS); i++)
    {
      g_autofree char *words = weir_problem_to_words (g_ptr_array_index (problems, i));

      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", words);
    }
  if (problems->len > MOST_WARNINGS)
    g_string_append_printf (text, _("\n… and %u more"), problems->len - MOST_WARNINGS);
  if (problems->len > 0)
    weir_window_show_message (self, GTK_MESSAGE_WARNING, text->str);
  g_string_free (text, TRUE);
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, WeirWindow *self)
{
  GSList *files = gdk_file_list_get_files (g_value_get_boxed (value));
  gboolean accepted = files != NULL;

  for (GSList *l = files; l != NULL; l = l->next)
    {
      WeirWindow *window = self;

      if (l != files || weir_window_is_running (self))
        {
          window = weir_window_new (gtk_window_get_application (GTK_WINDOW (self)));
          gtk_window_present (GTK_WINDOW (window));
        }
      weir_window_open (window, l->data);
    }
  g_slist_free (files);
  return accepted;
}

static void
step_selected_cb (WeirWindow *self)
{
  WeirStepRow *row = weir_step_list_get_selected (self->step_list);

  if (row != NULL)
    weir_results_view_set_step (self->results_view, weir_step_row_get_part (row),
                                weir_step_row_get_index (row),
                                weir_step_get_name (weir_step_row_get_step (row)));
  else
    weir_results_view_set_step (self->results_view, WEIR_FLOW_PART_STEPS, -1, NULL);
}

static void
step_filter_cleared_cb (WeirWindow *self)
{
  weir_step_list_unselect (self->step_list);
}

static gboolean
close_request_cb (WeirWindow *self)
{
  weir_window_state_save (GTK_WINDOW (self), self->pane, weir_results_view_get_pane (self->results_view));
  return weir_window_close_request (self);
}

static void
weir_window_dispose (GObject *object)
{
  WeirWindow *self = WEIR_WINDOW (object);

  weir_window_drop_run (self);
  g_clear_object (&self->chooser);
  g_clear_object (&self->flow);
  g_clear_object (&self->file);
  G_OBJECT_CLASS (weir_window_parent_class)->dispose (object);
}

static void
weir_window_class_init (WeirWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_window_dispose;
  g_type_ensure (WEIR_TYPE_WELCOME_PAGE);
  g_type_ensure (WEIR_TYPE_PROBLEMS_PAGE);
  g_type_ensure (WEIR_TYPE_ACTION_BAR);
  g_type_ensure (WEIR_TYPE_STEP_LIST);
  g_type_ensure (WEIR_TYPE_RESULTS_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir_app/Weir/weir-window.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirWindow, title_label);
  gtk_widget_class_bind_template_child (widget_class, WeirWindow, subtitle_label);
  gtk_widget_class_bind_template_child (widget_class, WeirWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, WeirWindow, problems_page);
  gtk_widget_class_bind_template_child (widget_class, WeirWindow, banner);
  gtk_widget_class_bind_template_child (widget_class, WeirWindow, banner_label);
  gtk_widget_class_bind_template_child (widget_class, WeirWindow, message_revealer);
  gtk_widget_class_bind_template_child (widget_class, WeirWindow, message_bar);
  gtk_widget_class_bind_template_child (widget_class, WeirWindow, message_icon);
  gtk_widget_class_bind_template_child (widget_class, WeirWindow, message_label);
  gtk_widget_class_bind_template_child (widget_class, WeirWindow, action_bar);
  gtk_widget_class_bind_template_child (widget_class, WeirWindow, pane);
  gtk_widget_class_bind_template_child (widget_class, WeirWindow, step_list);
  gtk_widget_class_bind_template_child (widget_class, WeirWindow, results_view);
  gtk_widget_class_bind_template_callback (widget_class, step_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, step_filter_cleared_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_request_cb);
}

static void
weir_window_init (WeirWindow *self)
{
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (drop, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
  weir_window_install_actions (self);
  weir_window_state_load (GTK_WINDOW (self), self->pane, weir_results_view_get_pane (self->results_view));
  set_titles (self, "Weir", NULL, NULL);
}

/**
 * weir_window_new:
 * @application: the application
 *
 * Returns: (transfer none): a window without document; the application owns it
 */
WeirWindow *
weir_window_new (GtkApplication *application)
{
  return g_object_new (WEIR_TYPE_WINDOW, "application", application, NULL);
}

/**
 * weir_window_show_message:
 * @self: a window
 * @type: what kind of message
 * @message: whole sentences
 *
 * Shows a message above the document until the person closes it.
 */
void
weir_window_show_message (WeirWindow *self, GtkMessageType type, const char *message)
{
  const char *const info[] = { "message-bar", "message-info", NULL };
  const char *const warning[] = { "message-bar", "message-warning", NULL };
  const char *const error[] = { "message-bar", "message-error", NULL };
  const char *const *classes = info;
  const char *icon = "dialog-information-symbolic";

  if (type == GTK_MESSAGE_WARNING)
    {
      classes = warning;
      icon = "dialog-warning-symbolic";
    }
  else if (type == GTK_MESSAGE_ERROR)
    {
      classes = error;
      icon = "dialog-error-symbolic";
    }
  gtk_widget_set_css_classes (self->message_bar, (const char **) classes);
  gtk_image_set_from_icon_name (self->message_icon, icon);
  gtk_label_set_text (self->message_label, message);
  gtk_revealer_set_reveal_child (self->message_revealer, TRUE);
}

/**
 * weir_window_hide_message:
 * @self: a window
 *
 * Takes the message above the document away.
 */
void
weir_window_hide_message (WeirWindow *self)
{
  gtk_revealer_set_reveal_child (self->message_revealer, FALSE);
}

/**
 * weir_window_open:
 * @self: a window in which no run is under way
 * @file: a flow
 *
 * Shows the flow, or everything that is wrong with the file. What the window showed before is left.
 */
void
weir_window_open (WeirWindow *self, GFile *file)
{
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  g_autoptr (GFile) opened = NULL;
  g_autoptr (WeirFlow) flow = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autofree char *name = NULL;

  g_return_if_fail (WEIR_IS_WINDOW (self));
  g_return_if_fail (G_IS_FILE (file));
  g_return_if_fail (!weir_window_is_running (self));

  opened = g_object_ref (file);
  path = g_file_get_path (opened);
  name = g_file_get_basename (opened);
  g_set_object (&self->file, opened);
  weir_window_hide_message (self);
  gtk_widget_set_visible (self->banner, FALSE);
  if (path == NULL)
    {
      weir_problems_page_show_unreadable (
          self->problems_page, name,
          _("The file is not on this computer. Copy it here, then open the copy."));
      show_problems_page (self, name);
      return;
    }
  flow = weir_flow_load (path, problems, &error);
  if (flow == NULL)
    {
      if (error != NULL)
        weir_problems_page_show_unreadable (self->problems_page, name, error->message);
      else
        weir_problems_page_show (self->problems_page, name, problems);
      show_problems_page (self, name);
      return;
    }
  show_flow (self, flow, name);
  show_warnings (self, problems);
  weir_recent_add (opened);
}

/**
 * weir_window_open_sample:
 * @self: a window in which no run is under way
 *
 * Starts the sample API unless it already runs, and shows an unsaved copy of the flow that uses it.
 */
void
weir_window_open_sample (WeirWindow *self)
{
  GApplication *application;
  g_autoptr (WeirFlow) flow = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *banner = NULL;
  const char *url;

  g_return_if_fail (WEIR_IS_WINDOW (self));
  g_return_if_fail (!weir_window_is_running (self));

  application = G_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));
  url = weir_application_start_sample (WEIR_APPLICATION (application), &error);
  flow = url != NULL ? weir_sample_flow_new (url, &error) : NULL;
  if (flow == NULL)
    {
      weir_window_show_message (self, GTK_MESSAGE_ERROR, error->message);
      return;
    }
  g_clear_object (&self->file);
  weir_window_hide_message (self);
  show_flow (self, flow, _("Unsaved copy of the sample flow"));
  banner = g_strdup_printf (_("Sample API at %s"), url + strlen ("http://"));
  gtk_label_set_text (self->banner_label, banner);
  gtk_widget_set_visible (self->banner, TRUE);
}

/**
 * weir_window_is_free:
 * @self: a window
 *
 * Returns: whether it shows no flow, so that one may be opened in it without taking another away
 */
gboolean
weir_window_is_free (WeirWindow *self)
{
  g_return_val_if_fail (WEIR_IS_WINDOW (self), FALSE);

  return self->flow == NULL;
}

/**
 * weir_window_get_flow:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): its flow
 */
WeirFlow *
weir_window_get_flow (WeirWindow *self)
{
  g_return_val_if_fail (WEIR_IS_WINDOW (self), NULL);

  return self->flow;
}

/**
 * weir_window_get_run:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): its latest run
 */
WeirRun *
weir_window_get_run (WeirWindow *self)
{
  g_return_val_if_fail (WEIR_IS_WINDOW (self), NULL);

  return self->run;
}

/**
 * weir_window_get_action_bar:
 * @self: a window
 *
 * Returns: (transfer none): its action bar
 */
WeirActionBar *
weir_window_get_action_bar (WeirWindow *self)
{
  g_return_val_if_fail (WEIR_IS_WINDOW (self), NULL);

  return self->action_bar;
}

/**
 * weir_window_get_step_list:
 * @self: a window
 *
 * Returns: (transfer none): its left pane
 */
WeirStepList *
weir_window_get_step_list (WeirWindow *self)
{
  g_return_val_if_fail (WEIR_IS_WINDOW (self), NULL);

  return self->step_list;
}

/**
 * weir_window_get_results_view:
 * @self: a window
 *
 * Returns: (transfer none): its right pane
 */
WeirResultsView *
weir_window_get_results_view (WeirWindow *self)
{
  g_return_val_if_fail (WEIR_IS_WINDOW (self), NULL);

  return self->results_view;
}

/**
 * weir_window_get_problems_page:
 * @self: a window
 *
 * Returns: (transfer none): the page that is shown instead of a flow with errors
 */
WeirProblemsPage *
weir_window_get_problems_page (WeirWindow *self)
{
  g_return_val_if_fail (WEIR_IS_WINDOW (self), NULL);

  return self->problems_page;
}

/**
 * weir_window_get_page:
 * @self: a window
 *
 * Returns: (transfer none): what it shows: "welcome", "problems" or "flow"
 */
const char *
weir_window_get_page (WeirWindow *self)
{
  g_return_val_if_fail (WEIR_IS_WINDOW (self), NULL);

  return gtk_stack_get_visible_child_name (self->pages);
}

/**
 * weir_window_get_message:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): the message above the document
 */
const char *
weir_window_get_message (WeirWindow *self)
{
  g_return_val_if_fail (WEIR_IS_WINDOW (self), NULL);

  return gtk_revealer_get_reveal_child (self->message_revealer) ? gtk_label_get_text (self->message_label)
                                                                : NULL;
}
