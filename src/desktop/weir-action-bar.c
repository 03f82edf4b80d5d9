/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-action-bar.c: the bar with Run or Stop and the progress of the run
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-action-bar.h"
#include "weir-environment-menu.h"
#include "weir-export-menu.h"
#include "weir-duration.h"
#include "weir-focus.h"
#include "weir-plan-menu.h"
#include "weir-run-menu.h"
#include "weir-tooltip.h"

struct _WeirActionBar
{
  GtkWidget parent_instance;

  /* template */
  GtkWidget *content;
  WeirEnvironmentMenu *environment;
  GtkWidget *button;
  GtkImage *icon;
  GtkLabel *label;
  WeirRunMenu *menu;      /* of flows */
  WeirPlanMenu *plan_menu; /* of load plans */
  GtkLabel *text;
  GtkProgressBar *progress;
  GtkWidget *show_problem;
  GtkWidget *views;
  GtkButton *view_edit;
  GtkWidget *view_variables;
  GtkWidget *view_source;
  GtkMenuButton *export;

  /* owned */
  GSignalGroup *options_signals; /* of the flow's options */
  WeirSession *session;          /* (nullable) */
  char *run_label;
  char *options_text;
  char *reason; /* why Run is insensitive */

  WeirActionBarMode mode;
  gboolean has_plan; /* the document is a load plan, else a flow */
};

enum
{
  ROUNDS_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WeirActionBar, weir_action_bar, GTK_TYPE_WIDGET)

static void
show_button (WeirActionBar *self, const char *label, const char *icon, const char *action,
             const char *tooltip)
{
  gtk_label_set_text (self->label, label);
  /* Setting the same one again would lay out the window again. */
  if (g_strcmp0 (gtk_image_get_icon_name (self->icon), icon) != 0)
    gtk_image_set_from_icon_name (self->icon, icon);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), action);
  weir_tooltip_set (self->button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, tooltip, -1);
}

/* The theme styles the button inside of a GtkMenuButton, and knows no class of the outer one. */
static void
set_prominent (GtkPopover *menu, gboolean prominent)
{
  GtkWidget *button = gtk_widget_get_parent (GTK_WIDGET (menu));
  GtkWidget *inner = gtk_widget_get_first_child (button);

  if (prominent)
    gtk_widget_add_css_class (inner, "suggested-action");
  else
    gtk_widget_remove_css_class (inner, "suggested-action");
}

/* Nothing more than the text beside the button, which something else may have been said in. */
static void
show_text (WeirActionBar *self)
{
  const char *text = self->reason != NULL ? self->reason : self->options_text;

  if (self->mode != WEIR_ACTION_BAR_RUN)
    return;
  gtk_label_set_text (self->text, text);
  weir_tooltip_set (GTK_WIDGET (self->text), text);
}

static void
show_mode (WeirActionBar *self)
{
  const char *const run[] = { "run-button", "suggested-action", NULL };
  const char *const stop[] = { "run-button", "destructive-action", NULL };
  /* The arrow looks like the button beside it. */
  gboolean is_prominent = self->mode == WEIR_ACTION_BAR_RUN && self->reason == NULL;

  gtk_widget_set_css_classes (self->button, (const char **) (self->mode == WEIR_ACTION_BAR_RUN ? run : stop));
  gtk_widget_set_visible (GTK_WIDGET (self->progress), self->mode != WEIR_ACTION_BAR_RUN);
  gtk_widget_set_sensitive (GTK_WIDGET (self->menu),
                            self->mode == WEIR_ACTION_BAR_RUN && self->session != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->plan_menu), self->mode == WEIR_ACTION_BAR_RUN);
  set_prominent (weir_run_menu_get_popover (self->menu), is_prominent);
  set_prominent (weir_plan_menu_get_popover (self->plan_menu), is_prominent);
  switch (self->mode)
    {
    case WEIR_ACTION_BAR_STOP:
      show_button (self, _("Stop"), "media-playback-stop-symbolic", "win.stop",
                   self->has_plan
                       ? _("Nothing new is begun; requests in flight have 5 s to be answered (Ctrl+.)")
                       : _("Stop the run; After All still runs (Ctrl+.)"));
      break;
    case WEIR_ACTION_BAR_STOP_NOW:
      show_button (self, _("Stop Now"), "media-playback-stop-symbolic", "win.stop",
                   self->has_plan ? _("Cancel the requests in flight, too (Ctrl+.)")
                                  : _("Cancel everything, After All too (Ctrl+.)"));
      break;
    case WEIR_ACTION_BAR_RUN:
    default:
      show_button (self, self->run_label, "media-playback-start-symbolic", "win.run",
                   self->reason != NULL ? self->reason
                   : self->has_plan     ? _("Run the load plan (Ctrl+Return)")
                                        : _("Run all enabled steps in order (Ctrl+Return)"));
      break;
    }
  show_text (self);
}

static char *
describe_options (WeirRunOptions *options)
{
  guint iterations = weir_run_options_get_iterations (options);
  guint parallel = weir_run_options_get_parallel (options);
  guint delay_ms = weir_run_options_get_delay_ms (options);
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  if (weir_run_options_get_one_per_row (options))
    g_ptr_array_add (parts, g_strdup (_("one iteration per row")));
  else if (iterations > 1)
    g_ptr_array_add (parts, g_strdup_printf (_("%u iterations"), iterations));
  if (parallel > 1)
    g_ptr_array_add (parts, g_strdup_printf (_("%u virtual users at once"), parallel));
  if (delay_ms > 0)
    {
      g_autofree char *delay = weir_duration_to_display ((gint64) delay_ms * 1000);

      g_ptr_array_add (parts, g_strdup_printf (_("%s between steps"), delay));
    }
  if (weir_run_options_get_stop_on_failure (options))
    g_ptr_array_add (parts, g_strdup (_("stops on failure")));
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **) parts->pdata);
}

static void
show_options (WeirActionBar *self, WeirRunOptions *options)
{
  guint count =
      MAX (weir_run_options_get_iterations (options), weir_run_options_get_parallel (options));

  g_free (self->options_text);
  self->options_text = describe_options (options);
  g_free (self->run_label);
  self->run_label = count > 1 ? g_strdup_printf (_("Run (%ux)"), count) : g_strdup (_("Run"));
  show_mode (self);
}

static void
show_rounds (WeirActionBar *self)
{
  const char *const *rounds = weir_session_get_rounds (self->session);
  g_autofree char *names = rounds != NULL ? g_strjoinv (", ", (char **) rounds) : NULL;

  g_free (self->options_text);
  self->options_text = names != NULL ? g_strdup_printf (_("only %s"), names) : g_strdup ("");
  g_free (self->run_label);
  self->run_label = g_strdup (_("Start"));
  show_mode (self);
}

static void
rounds_chosen_cb (WeirActionBar *self)
{
  show_rounds (self);
  g_signal_emit (self, signals[ROUNDS_CHOSEN], 0);
}

static void
options_changed_cb (WeirRunOptions *options, GParamSpec *pspec, WeirActionBar *self)
{
  show_options (self, options);
}

/* Until something else is to be said there. */
static void
copied_cb (WeirActionBar *self, const char *message)
{
  gtk_label_set_text (self->text, message);
}

static gboolean
weir_action_bar_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (WEIR_ACTION_BAR (widget)->button);
}

static void
weir_action_bar_dispose (GObject *object)
{
  WeirActionBar *self = WEIR_ACTION_BAR (object);

  g_clear_object (&self->options_signals);
  g_clear_object (&self->session);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  G_OBJECT_CLASS (weir_action_bar_parent_class)->dispose (object);
}

static void
weir_action_bar_finalize (GObject *object)
{
  WeirActionBar *self = WEIR_ACTION_BAR (object);

  g_free (self->run_label);
  g_free (self->options_text);
  g_free (self->reason);
  G_OBJECT_CLASS (weir_action_bar_parent_class)->finalize (object);
}

static void
weir_action_bar_class_init (WeirActionBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_action_bar_dispose;
  G_OBJECT_CLASS (klass)->finalize = weir_action_bar_finalize;
  weir_focus_install (widget_class, weir_action_bar_grab_focus);
  /**
   * WeirActionBar::rounds-chosen:
   * @self: an action bar
   *
   * Start runs other rounds of the load plan from now on.
   */
  signals[ROUNDS_CHOSEN] = g_signal_new ("rounds-chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (WEIR_TYPE_ENVIRONMENT_MENU);
  g_type_ensure (WEIR_TYPE_RUN_MENU);
  g_type_ensure (WEIR_TYPE_PLAN_MENU);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir_app/Weir/weir-action-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirActionBar, content);
  gtk_widget_class_bind_template_child (widget_class, WeirActionBar, environment);
  gtk_widget_class_bind_template_child (widget_class, WeirActionBar, button);
  gtk_widget_class_bind_template_child (widget_class, WeirActionBar, icon);
  gtk_widget_class_bind_template_child (widget_class, WeirActionBar, label);
  gtk_widget_class_bind_template_child (widget_class, WeirActionBar, menu);
  gtk_widget_class_bind_template_child (widget_class, WeirActionBar, plan_menu);
  gtk_widget_class_bind_template_child (widget_class, WeirActionBar, text);
  gtk_widget_class_bind_template_child (widget_class, WeirActionBar, progress);
  gtk_widget_class_bind_template_child (widget_class, WeirActionBar, show_problem);
  gtk_widget_class_bind_template_child (widget_class, WeirActionBar, views);
  gtk_widget_class_bind_template_child (widget_class, WeirActionBar, view_edit);
  gtk_widget_class_bind_template_child (widget_class, WeirActionBar, view_variables);
  gtk_widget_class_bind_template_child (widget_class, WeirActionBar, view_source);
  gtk_widget_class_bind_template_child (widget_class, WeirActionBar, export);
  gtk_widget_class_bind_template_callback (widget_class, copied_cb);
  gtk_widget_class_bind_template_callback (widget_class, rounds_chosen_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

/* The words of some languages are longer than a window of 800 pixels has room for. */
static void
let_shrink (GtkWidget *button)
{
  GtkWidget *label = gtk_button_get_child (GTK_BUTTON (button));

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), 5);
}

static void
weir_action_bar_init (WeirActionBar *self)
{
  g_autoptr (GMenuModel) forms = weir_export_menu_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_menu_model (self->export, forms);
  for (GtkWidget *view = gtk_widget_get_first_child (self->views); view != NULL;
       view = gtk_widget_get_next_sibling (view))
    let_shrink (view);
  let_shrink (self->show_problem);
  self->options_signals = g_signal_group_new (WEIR_TYPE_RUN_OPTIONS);
  g_signal_group_connect (self->options_signals, "notify", G_CALLBACK (options_changed_cb), self);
  self->run_label = g_strdup (_("Run"));
  self->options_text = g_strdup ("");
  show_mode (self);
}

/**
 * weir_action_bar_get_mode:
 * @self: an action bar
 *
 * Returns: what the button does
 */
WeirActionBarMode
weir_action_bar_get_mode (WeirActionBar *self)
{
  g_return_val_if_fail (WEIR_IS_ACTION_BAR (self), WEIR_ACTION_BAR_RUN);

  return self->mode;
}

/**
 * weir_action_bar_set_mode:
 * @self: an action bar
 * @mode: what the button shall do
 */
void
weir_action_bar_set_mode (WeirActionBar *self, WeirActionBarMode mode)
{
  g_return_if_fail (WEIR_IS_ACTION_BAR (self));

  if (mode == self->mode)
    return;
  self->mode = mode;
  show_mode (self);
}

/* The same buttons lead to the same things of both kinds of documents; a load plan has no variables page. */
static void
show_views (WeirActionBar *self)
{
  gtk_button_set_label (self->view_edit, self->has_plan ? _("Forms") : _("Edit"));
  let_shrink (GTK_WIDGET (self->view_edit));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->view_edit), self->has_plan
                                                                 ? _("Edit the selected part (Ctrl+1)")
                                                                 : _("Edit the selected step (Ctrl+1)"));
  gtk_widget_set_visible (self->view_variables, !self->has_plan);
  gtk_widget_set_tooltip_text (self->view_source, self->has_plan ? _("Edit the plan as text (Ctrl+4)")
                                                                 : _("Edit the flow as text (Ctrl+4)"));
}

/**
 * weir_action_bar_set_session:
 * @self: an action bar
 * @session: a document with a flow, which Run runs, or with a load plan, which Start runs
 *
 * Shows where the document runs, and how that differs from a plain run, also when it changes:
 * "Run (5x)", "5 iterations · 100 ms between steps". To be called again when the document has got another
 * file.
 */
void
weir_action_bar_set_session (WeirActionBar *self, WeirSession *session)
{
  WeirFlow *flow;

  g_return_if_fail (WEIR_IS_ACTION_BAR (self));
  g_return_if_fail (WEIR_IS_SESSION (session));

  flow = weir_session_get_flow (session);
  g_set_object (&self->session, session);
  self->has_plan = flow == NULL;
  weir_environment_menu_set_session (self->environment, session);
  gtk_widget_set_visible (GTK_WIDGET (self->menu), flow != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->plan_menu), flow == NULL);
  weir_plan_menu_set_session (self->plan_menu, flow == NULL ? session : NULL);
  g_signal_group_set_target (self->options_signals, flow != NULL ? weir_flow_get_run_options (flow) : NULL);
  show_views (self);
  if (flow != NULL)
    {
      weir_run_menu_set_session (self->menu, session);
      show_options (self, weir_flow_get_run_options (flow));
    }
  else
    show_rounds (self);
}

/**
 * weir_action_bar_set_reason:
 * @self: an action bar
 * @reason: (nullable): why the document cannot be run, a whole sentence; %NULL when it can
 */
void
weir_action_bar_set_reason (WeirActionBar *self, const char *reason)
{
  g_return_if_fail (WEIR_IS_ACTION_BAR (self));

  /* With every edit, and it is the same nearly always. */
  if (g_strcmp0 (reason, self->reason) == 0)
    {
      show_text (self);
      return;
    }
  g_free (self->reason);
  self->reason = g_strdup (reason);
  show_mode (self);
}

/**
 * weir_action_bar_set_problem:
 * @self: an action bar
 * @has_place: whether win.show-problem leads to why the document cannot be run
 */
void
weir_action_bar_set_problem (WeirActionBar *self, gboolean has_place)
{
  g_return_if_fail (WEIR_IS_ACTION_BAR (self));

  gtk_widget_set_visible (self->show_problem, has_place);
}

/**
 * weir_action_bar_set_progress:
 * @self: an action bar
 * @text: where the run is
 * @fraction: how much of it is done, 0 to 1; negative when that cannot be known
 */
void
weir_action_bar_set_progress (WeirActionBar *self, const char *text, double fraction)
{
  g_return_if_fail (WEIR_IS_ACTION_BAR (self));

  if (self->mode == WEIR_ACTION_BAR_RUN)
    return;
  gtk_label_set_text (self->text, text);
  /* In a narrow window there is room for its beginning only. */
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->text), text);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), fraction >= 0);
  if (fraction >= 0)
    gtk_progress_bar_set_fraction (self->progress, MIN (fraction, 1));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text,
                                  -1);
}

/**
 * weir_action_bar_get_label:
 * @self: an action bar
 *
 * Returns: (transfer none): what the button says
 */
const char *
weir_action_bar_get_label (WeirActionBar *self)
{
  g_return_val_if_fail (WEIR_IS_ACTION_BAR (self), NULL);

  return gtk_label_get_text (self->label);
}

/**
 * weir_action_bar_get_progress:
 * @self: an action bar
 *
 * Returns: (transfer none): the text beside the button
 */
const char *
weir_action_bar_get_progress (WeirActionBar *self)
{
  g_return_val_if_fail (WEIR_IS_ACTION_BAR (self), NULL);

  return gtk_label_get_text (self->text);
}
