/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-results.c: what a run of a load plan comes to, while it goes on and afterwards
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-badge.h"
#include "weir-findings-view.h"
#include "weir-plan-evidence.h"
#include "weir-plan-requests-page.h"
#include "weir-plan-results.h"
#include "weir-plan-words.h"

/* Between two updates; longer when updates take long, so that they never take more than a twentieth of the
 * time. Drawing them, which comes afterwards, takes about as long. */
#define LEAST_INTERVAL_US (200 * 1000)
#define SHARE 20

struct _WeirPlanResults
{
  GtkWidget parent_instance;

  /* owned */
  WeirResultReader *reader;
  char *archive; /* (nullable) the file the run is in; NULL: the person's own */
  WeirPlanSnapshot *snapshot; /* (nullable) */
  WeirPlan *plan;             /* (nullable) of that run */

  /* borrowed */
  GtkLabel *outcome;
  GtkLabel *progress;
  GtkLabel *trouble;
  WeirFindingsView *findings;
  WeirPlanCards *cards;
  GtkNotebook *tabs;
  WeirJobTable *table;
  WeirRuleList *rules;
  WeirPlanChartsPage *charts;
  WeirPlanRequestsPage *requests;

  guint source; /* shows what has come, as soon as it is time */
  gint64 next_us;
  gboolean listing; /* the table gets its rows, nobody selects */
};

enum
{
  CLEARED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WeirPlanResults, weir_plan_results, GTK_TYPE_WIDGET)

/* A label is laid out again only when it says something else. */
static void
show_text (GtkLabel *label, const char *text)
{
  if (!g_str_equal (gtk_label_get_text (label), text))
    gtk_label_set_text (label, text);
}

/* What stands out is known when it is over. */
static void
show_findings (WeirPlanResults *self)
{
  WeirQuality *quality = self->snapshot != NULL ? self->snapshot->quality : NULL;
  gboolean done = self->snapshot != NULL && self->snapshot->phase == WEIR_PLAN_DONE;
  g_autoptr (WeirFindings) findings =
      done ? weir_findings_new_for_jobs (self->snapshot->jobs, quality) : NULL;

  weir_findings_view_show_plan (self->findings, quality, findings);
}

static void
show_head (WeirPlanResults *self)
{
  WeirTone tone = WEIR_TONE_QUIET;
  g_autofree char *outcome =
      self->snapshot != NULL ? weir_words_for_plan_run (self->snapshot, &tone) : g_strdup (_("Not run yet"));
  g_autofree char *progress =
      self->snapshot != NULL ? weir_words_for_plan_progress (self->snapshot) : g_strdup ("");
  g_autofree char *trouble =
      self->snapshot != NULL ? weir_words_for_plan_trouble (self->snapshot) : g_strdup ("");

  show_text (self->outcome, outcome);
  weir_tone_apply (GTK_WIDGET (self->outcome), tone);
  show_text (self->progress, progress);
  show_text (self->trouble, trouble);
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), *trouble != '\0');
  show_findings (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "plan-results.clear",
                                 self->snapshot != NULL && self->snapshot->phase == WEIR_PLAN_DONE);
}

static void
show_rules (WeirPlanResults *self)
{
  weir_rule_list_update (self->rules, weir_job_table_get_selected (self->table));
}

/* What a person has selected is what the other pages show, too. */
static void
selected_cb (WeirPlanResults *self)
{
  const WeirJobState *job = weir_job_table_get_selected (self->table);

  if (self->listing)
    return;
  show_rules (self);
  weir_plan_charts_page_choose (self->charts, job != NULL ? (int) job->job : -1);
}

static void
show_jobs (WeirPlanResults *self)
{
  self->listing = TRUE;
  weir_job_table_update (self->table, self->snapshot != NULL ? self->snapshot->jobs : NULL);
  self->listing = FALSE;
  show_rules (self);
}

/* Pages that nobody sees only note that there is more. */
static void
show_pages (WeirPlanResults *self)
{
  gboolean running = self->snapshot != NULL && self->snapshot->phase != WEIR_PLAN_DONE;
  GPtrArray *jobs = self->snapshot != NULL ? self->snapshot->jobs : NULL;
  gint64 run_id = self->snapshot != NULL ? self->snapshot->run_id : 0;

  weir_plan_charts_page_set_run (self->charts, run_id, jobs, running);
  if (self->snapshot != NULL)
    weir_plan_requests_page_set_run (self->requests, run_id, jobs, running);
  else
    weir_plan_requests_page_clear (self->requests);
}

static void
show_now (WeirPlanResults *self)
{
  gint64 begin = g_get_monotonic_time ();
  gint64 end;

  g_clear_handle_id (&self->source, g_source_remove);
  show_head (self);
  weir_plan_cards_update (self->cards, self->snapshot);
  show_jobs (self);
  show_pages (self);
  end = g_get_monotonic_time ();
  self->next_us = end + MAX (LEAST_INTERVAL_US, (end - begin) * SHARE);
}

static gboolean
show_cb (gpointer data)
{
  WeirPlanResults *self = data;

  self->source = 0;
  show_now (self);
  return G_SOURCE_REMOVE;
}

static void
show_later (WeirPlanResults *self)
{
  gint64 wait = self->next_us - g_get_monotonic_time ();

  if (wait <= 0)
    show_now (self);
  else if (self->source == 0)
    self->source = g_timeout_add ((guint) (wait / 1000 + 1), show_cb, self);
}

static void
weir_plan_results_map (GtkWidget *widget)
{
  /* Before it is seen, so that nothing old is. */
  show_now (WEIR_PLAN_RESULTS (widget));
  GTK_WIDGET_CLASS (weir_plan_results_parent_class)->map (widget);
}

static void
weir_plan_results_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&WEIR_PLAN_RESULTS (widget)->source, g_source_remove);
  GTK_WIDGET_CLASS (weir_plan_results_parent_class)->unmap (widget);
}

static void
clear_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  weir_plan_results_clear (WEIR_PLAN_RESULTS (widget));
  g_signal_emit (widget, signals[CLEARED], 0);
}

static void
weir_plan_results_dispose (GObject *object)
{
  WeirPlanResults *self = WEIR_PLAN_RESULTS (object);
  GtkWidget *child;

  g_clear_handle_id (&self->source, g_source_remove);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->reader);
  g_clear_pointer (&self->archive, g_free);
  g_clear_pointer (&self->snapshot, weir_plan_snapshot_unref);
  g_clear_object (&self->plan);
  G_OBJECT_CLASS (weir_plan_results_parent_class)->dispose (object);
}

static void
weir_plan_results_class_init (WeirPlanResultsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_plan_results_dispose;
  widget_class->map = weir_plan_results_map;
  widget_class->unmap = weir_plan_results_unmap;
  /**
   * WeirPlanResults::cleared:
   * @results: the results
   *
   * The person wants to see the results no more.
   */
  signals[CLEARED] = g_signal_new ("cleared", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "plan-results.clear", NULL, clear_action);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

/* What has no room is told there; what has is not told twice. */
static gboolean
query_tooltip_cb (GtkLabel *label, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  if (!pango_layout_is_ellipsized (gtk_label_get_layout (label)))
    return FALSE;
  gtk_tooltip_set_text (tooltip, gtk_label_get_text (label));
  return TRUE;
}

static GtkLabel *
create_label (GtkAccessibleRole role, guint lines)
{
  GtkLabel *label = g_object_new (GTK_TYPE_LABEL, "accessible-role", role, NULL);

  gtk_label_set_selectable (label, TRUE);
  gtk_label_set_xalign (label, 0);
  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (label, (int) lines);
  gtk_label_set_ellipsize (label, PANGO_ELLIPSIZE_END);
  gtk_widget_set_has_tooltip (GTK_WIDGET (label), TRUE);
  g_signal_connect (label, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
  return label;
}

static GtkWidget *
create_menu_button (void)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenu) menu = g_menu_new ();

  g_menu_append (menu, _("_Clear Results"), "plan-results.clear");
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _("Results menu"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Results menu"),
                                  -1);
  return button;
}

static GtkWidget *
create_head (WeirPlanResults *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_add_css_class (head, "outcome-row");
  self->outcome = create_label (GTK_ACCESSIBLE_ROLE_STATUS, 3);
  gtk_widget_add_css_class (GTK_WIDGET (self->outcome), "run-outcome");
  gtk_widget_set_hexpand (GTK_WIDGET (self->outcome), TRUE);
  gtk_widget_set_valign (GTK_WIDGET (self->outcome), GTK_ALIGN_CENTER);
  self->progress = GTK_LABEL (gtk_label_new (""));
  gtk_widget_add_css_class (GTK_WIDGET (self->progress), "numeric");
  gtk_widget_add_css_class (GTK_WIDGET (self->progress), "dim-label");
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->outcome));
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->progress));
  gtk_box_append (GTK_BOX (head), create_menu_button ());
  return head;
}

/* The table above, the rules of what is selected in it below. */
static GtkWidget *
create_overview (WeirPlanResults *self)
{
  GtkWidget *pane = gtk_paned_new (GTK_ORIENTATION_VERTICAL);

  self->table = WEIR_JOB_TABLE (weir_job_table_new ());
  self->rules = WEIR_RULE_LIST (weir_rule_list_new ());
  gtk_paned_set_start_child (GTK_PANED (pane), GTK_WIDGET (self->table));
  gtk_paned_set_end_child (GTK_PANED (pane), GTK_WIDGET (self->rules));
  gtk_paned_set_resize_start_child (GTK_PANED (pane), FALSE);
  gtk_paned_set_shrink_start_child (GTK_PANED (pane), FALSE);
  /* In a low window the rules are what there is left of. */
  gtk_paned_set_shrink_end_child (GTK_PANED (pane), TRUE);
  g_signal_connect_object (self->table, "selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  gtk_accessible_update_property (GTK_ACCESSIBLE (pane), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Iterations, and the rules of the selected one"), -1);
  return pane;
}

/* A page that is higher than there is room does not make the window higher. */
static GtkWidget *
scroll (GtkWidget *page)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), page);
  return scroller;
}

static void
create_tabs (WeirPlanResults *self)
{
  self->tabs = GTK_NOTEBOOK (gtk_notebook_new ());
  gtk_notebook_set_show_border (self->tabs, FALSE);
  gtk_widget_set_vexpand (GTK_WIDGET (self->tabs), TRUE);
  gtk_notebook_append_page (self->tabs, create_overview (self), gtk_label_new (_("Overview")));
  self->charts = WEIR_PLAN_CHARTS_PAGE (weir_plan_charts_page_new (self->reader));
  gtk_notebook_append_page (self->tabs, GTK_WIDGET (self->charts), gtk_label_new (_("Charts")));
  self->requests = WEIR_PLAN_REQUESTS_PAGE (weir_plan_requests_page_new ());
  weir_plan_requests_page_set_reader (self->requests, self->reader);
  gtk_notebook_append_page (self->tabs, scroll (GTK_WIDGET (self->requests)), gtk_label_new (_("Requests")));
  gtk_widget_set_parent (GTK_WIDGET (self->tabs), GTK_WIDGET (self));
}

static const WeirJobState *
find_job (WeirPlanResults *self, int number)
{
  GPtrArray *jobs = self->snapshot != NULL ? self->snapshot->jobs : NULL;

  for (guint i = 0; jobs != NULL && i < jobs->len; i++)
    if ((int) ((WeirJobState *) g_ptr_array_index (jobs, i))->job == number)
      return g_ptr_array_index (jobs, i);
  return NULL;
}

/* To the requests that show it, where there are such, else to the iteration. */
static void
finding_chosen_cb (WeirPlanResults *self, const WeirFinding *finding)
{
  int job = finding->step;
  WeirRequestsShown shown;
  gboolean kept = self->snapshot != NULL && self->snapshot->run_id != 0
                  && weir_plan_evidence_find (finding, find_job (self, job), &shown);

  weir_job_table_select (self->table, (guint) job);
  weir_plan_results_show_tab (self, kept ? WEIR_PLAN_RESULTS_REQUESTS : WEIR_PLAN_RESULTS_OVERVIEW);
  if (kept)
    weir_plan_requests_page_choose (self->requests, shown, job);
}

static void
weir_plan_results_init (WeirPlanResults *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                                  GTK_ORIENTATION_VERTICAL);
  self->reader = weir_result_reader_new ();
  gtk_widget_set_parent (create_head (self), GTK_WIDGET (self));
  self->trouble = create_label (GTK_ACCESSIBLE_ROLE_LABEL, 2);
  gtk_widget_add_css_class (GTK_WIDGET (self->trouble), "message");
  gtk_widget_set_parent (GTK_WIDGET (self->trouble), GTK_WIDGET (self));
  self->cards = WEIR_PLAN_CARDS (weir_plan_cards_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->cards), GTK_WIDGET (self));
  self->findings = g_object_new (WEIR_TYPE_FINDINGS_VIEW, NULL);
  g_signal_connect_object (self->findings, "finding-chosen", G_CALLBACK (finding_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_parent (GTK_WIDGET (self->findings), GTK_WIDGET (self));
  create_tabs (self);
  weir_plan_results_clear (self);
}

/**
 * weir_plan_results_new:
 *
 * Returns: (transfer floating): the results of no run
 */
GtkWidget *
weir_plan_results_new (void)
{
  return g_object_new (WEIR_TYPE_PLAN_RESULTS, NULL);
}

/**
 * weir_plan_results_set_archive:
 * @self: the results
 * @file_name: (nullable): the archive of the runs that are shown from now on; %NULL for the person's own
 *
 * Shows no run any more when that is another archive.
 */
void
weir_plan_results_set_archive (WeirPlanResults *self, const char *file_name)
{
  g_return_if_fail (WEIR_IS_PLAN_RESULTS (self));

  if (g_strcmp0 (self->archive, file_name) == 0)
    return;
  weir_plan_results_clear (self);
  g_free (self->archive);
  self->archive = g_strdup (file_name);
  weir_result_reader_set_archive (self->reader, file_name);
}

/**
 * weir_plan_results_clear:
 * @self: the results
 *
 * Shows that there is no run yet, or that a new one begins.
 */
void
weir_plan_results_clear (WeirPlanResults *self)
{
  g_return_if_fail (WEIR_IS_PLAN_RESULTS (self));

  g_clear_pointer (&self->snapshot, weir_plan_snapshot_unref);
  g_clear_object (&self->plan);
  show_now (self);
}

/**
 * weir_plan_results_update:
 * @self: the results
 * @snapshot: how a run stands, live or of the past
 * @plan: (nullable): the plan it runs
 *
 * Shows the run as it stands, a few times a second while it is seen.
 */
void
weir_plan_results_update (WeirPlanResults *self, WeirPlanSnapshot *snapshot, WeirPlan *plan)
{
  g_autoptr (WeirPlanSnapshot) before = NULL;

  g_return_if_fail (WEIR_IS_PLAN_RESULTS (self));
  g_return_if_fail (snapshot != NULL);

  before = g_steal_pointer (&self->snapshot);
  self->snapshot = weir_plan_snapshot_ref (snapshot);
  g_set_object (&self->plan, plan);
  /* What happens once is told at once, also while nobody looks: the outcome is read aloud. */
  if (before == NULL || before->run_id != snapshot->run_id || before->phase != snapshot->phase)
    show_now (self);
  else if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    show_later (self);
}

/**
 * weir_plan_results_get_outcome:
 * @self: the results
 *
 * Returns: (transfer none): the line on top
 */
const char *
weir_plan_results_get_outcome (WeirPlanResults *self)
{
  g_return_val_if_fail (WEIR_IS_PLAN_RESULTS (self), NULL);

  return gtk_label_get_text (self->outcome);
}

/**
 * weir_plan_results_get_cards:
 * @self: the results
 *
 * Returns: (transfer none): its figures
 */
WeirPlanCards *
weir_plan_results_get_cards (WeirPlanResults *self)
{
  g_return_val_if_fail (WEIR_IS_PLAN_RESULTS (self), NULL);

  return self->cards;
}

/**
 * weir_plan_results_get_table:
 * @self: the results
 *
 * Returns: (transfer none): its iterations
 */
WeirJobTable *
weir_plan_results_get_table (WeirPlanResults *self)
{
  g_return_val_if_fail (WEIR_IS_PLAN_RESULTS (self), NULL);

  return self->table;
}

/**
 * weir_plan_results_get_rules:
 * @self: the results
 *
 * Returns: (transfer none): the rules of the selected iteration
 */
WeirRuleList *
weir_plan_results_get_rules (WeirPlanResults *self)
{
  g_return_val_if_fail (WEIR_IS_PLAN_RESULTS (self), NULL);

  return self->rules;
}

/**
 * weir_plan_results_get_requests:
 * @self: the results
 *
 * Returns: (transfer none): its slowest and failed requests
 */
WeirPlanRequestsPage *
weir_plan_results_get_requests (WeirPlanResults *self)
{
  g_return_val_if_fail (WEIR_IS_PLAN_RESULTS (self), NULL);

  return self->requests;
}

/**
 * weir_plan_results_get_charts:
 * @self: the results
 *
 * Returns: (transfer none): its charts
 */
WeirPlanChartsPage *
weir_plan_results_get_charts (WeirPlanResults *self)
{
  g_return_val_if_fail (WEIR_IS_PLAN_RESULTS (self), NULL);

  return self->charts;
}

/**
 * weir_plan_results_show_tab:
 * @self: the results
 * @tab: which of them
 */
void
weir_plan_results_show_tab (WeirPlanResults *self, WeirPlanResultsTab tab)
{
  g_return_if_fail (WEIR_IS_PLAN_RESULTS (self));

  gtk_notebook_set_current_page (self->tabs, (int) tab);
}
