/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-history-row.c: one run in the list of runs
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-badge.h"
#include "weir-duration.h"
#include "weir-history-row.h"
#include "weir-past-run.h"
#include "weir-words.h"

struct _WeirHistoryRow
{
  GtkListBoxRow parent_instance;

  /* template */
  GtkLabel *mark;
  GtkLabel *title;
  GtkLabel *facts;
  GtkLabel *note;
  GtkMenuButton *menu;

  /* owned */
  WeirRunInfo *info;
};

G_DEFINE_FINAL_TYPE (WeirHistoryRow, weir_history_row, GTK_TYPE_LIST_BOX_ROW)

static const char *
find_mark (const WeirRunInfo *info, WeirTone *tone, const char **word)
{
  *tone = WEIR_TONE_QUIET;
  *word = info->running ? _("running") : _("cut off");
  switch (info->outcome)
    {
    case WEIR_OUTCOME_PASSED:
      *tone = WEIR_TONE_GOOD;
      *word = _("passed");
      return "✓";
    case WEIR_OUTCOME_FAILED:
      *tone = WEIR_TONE_BAD;
      *word = _("failed");
      return "✗";
    case WEIR_OUTCOME_STOPPED:
      *word = _("stopped");
      return "■";
    case WEIR_OUTCOME_TERMINATED:
      *tone = WEIR_TONE_BAD;
      *word = _("ended by a rule");
      return "✗";
    case WEIR_OUTCOME_INVALID:
      *tone = WEIR_TONE_BAD;
      *word = _("did not do its job");
      return "✗";
    default:
      return "–";
    }
}

/* "5 iterations · 1.2 s · pinned · baseline" */
static char *
describe (const WeirRunInfo *info, gboolean chosen)
{
  GString *text = g_string_new (NULL);
  g_autofree char *time = weir_duration_to_display (info->duration_us);

  if (info->is_plan)
    g_string_append_printf (
        text, g_dngettext (GETTEXT_PACKAGE, "%u client · ", "%u clients · ", info->parallel), info->parallel);
  else if (info->parallel > 1)
    g_string_append_printf (text, _("%u virtual users · "), info->parallel);
  else if (info->iterations > 1)
    g_string_append_printf (text, _("%u iterations · "), info->iterations);
  g_string_append (text, time);
  if (info->partial)
    g_string_append (text, _(" · partial"));
  if (info->pinned)
    g_string_append (text, _(" · pinned"));
  if (info->baseline)
    g_string_append (text, _(" · baseline"));
  if (chosen)
    g_string_append (text, _(" · chosen to compare"));
  return g_string_free (text, FALSE);
}

static void
add_item (GMenu *section, const char *label, const char *action, gint64 run_id)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "x", run_id);
  g_menu_append_item (section, item);
}

static GMenuModel *
create_menu (const WeirRunInfo *info, gboolean chosen)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) keeping = g_menu_new ();
  g_autoptr (GMenu) removing = g_menu_new ();

  add_item (keeping, _("_Name and Note…"), "history.describe", info->id);
  add_item (keeping, info->pinned ? _("Un_pin") : _("_Pin"), "history.pin", info->id);
  if (info->file_name != NULL)
    add_item (keeping, info->baseline ? _("Is No _Baseline Any More") : _("Use as _Baseline"),
              "history.baseline", info->id);
  add_item (keeping, _("_Compare with the Shown Run"), "history.compare", info->id);
  add_item (keeping, chosen ? _("_Do Not Choose to Compare") : _("C_hoose to Compare"), "history.choose",
            info->id);
  add_item (removing, _("_Delete…"), "history.delete", info->id);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (keeping));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (removing));
  return G_MENU_MODEL (menu);
}

static void
weir_history_row_finalize (GObject *object)
{
  g_clear_pointer (&WEIR_HISTORY_ROW (object)->info, weir_run_info_free);
  G_OBJECT_CLASS (weir_history_row_parent_class)->finalize (object);
}

static void
weir_history_row_class_init (WeirHistoryRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = weir_history_row_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir_app/Weir/weir-history-row.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirHistoryRow, mark);
  gtk_widget_class_bind_template_child (widget_class, WeirHistoryRow, title);
  gtk_widget_class_bind_template_child (widget_class, WeirHistoryRow, facts);
  gtk_widget_class_bind_template_child (widget_class, WeirHistoryRow, note);
  gtk_widget_class_bind_template_child (widget_class, WeirHistoryRow, menu);
}

static void
weir_history_row_init (WeirHistoryRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * weir_history_row_new:
 * @info: a run
 * @with_flow: whether it says which flow was run
 * @chosen: whether it is among those that are to be compared
 *
 * Returns: (transfer floating): a row for it
 */
GtkWidget *
weir_history_row_new (const WeirRunInfo *info, gboolean with_flow, gboolean chosen)
{
  WeirHistoryRow *self = g_object_new (WEIR_TYPE_HISTORY_ROW, NULL);
  g_autofree char *time = weir_past_run_describe_time (info->started_at);
  g_autofree char *title = NULL;
  g_autofree char *facts = describe (info, chosen);
  g_autofree char *spoken = NULL;
  g_autofree char *menu_name = NULL;
  g_autoptr (GMenuModel) menu = create_menu (info, chosen);
  const char *word;
  WeirTone tone;

  self->info = weir_run_info_copy (info);
  gtk_label_set_text (self->mark, find_mark (info, &tone, &word));
  weir_tone_apply (GTK_WIDGET (self->mark), tone);
  if (info->title != NULL)
    title = g_strdup_printf ("%s · %s", info->title, time);
  else if (with_flow)
    title = g_strdup_printf ("%s · %s", info->name, time);
  else
    title = g_strdup (time);
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->facts, facts);
  gtk_label_set_text (self->note, info->note != NULL ? info->note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), info->note != NULL && *info->note != '\0');
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), info->summary);
  gtk_menu_button_set_menu_model (self->menu, menu);
  spoken = g_strdup_printf ("%s, %s, %s", title, word, facts);
  menu_name = g_strdup_printf (_("Menu of the run %s"), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu), GTK_ACCESSIBLE_PROPERTY_LABEL, menu_name, -1);
  return GTK_WIDGET (self);
}

/**
 * weir_history_row_get_info:
 * @self: a row
 *
 * Returns: (transfer none): its run
 */
const WeirRunInfo *
weir_history_row_get_info (WeirHistoryRow *self)
{
  g_return_val_if_fail (WEIR_IS_HISTORY_ROW (self), NULL);

  return self->info;
}
