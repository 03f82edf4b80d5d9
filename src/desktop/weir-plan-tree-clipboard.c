/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-tree-clipboard.c: parts of load plans to and from the clipboard
 *
 * On the clipboard is the part itself, for all plans of this program, and its text, for other programs.
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-document-copy.h"
#include "weir-plan-format.h"
#include "weir-plan-tree-private.h"

static char *
part_to_text (GObject *part)
{
  g_autoptr (WeirPlan) plan = weir_plan_new ("Parts");

  if (WEIR_IS_ROUND (part))
    g_list_store_append (weir_plan_get_rounds (plan), part);
  else if (WEIR_IS_ITERATION (part))
    g_list_store_append (weir_plan_get_iterations (plan), part);
  else
    g_list_store_append (weir_plan_get_environments (plan), part);
  return weir_plan_to_yaml (plan);
}

/* Puts the selected part on the clipboard, as it is now. */
void
weir_plan_tree_copy (WeirPlanTree *self)
{
  WeirPlanRow *row = weir_plan_tree_get_selected (self);
  g_autoptr (GObject) copy = weir_document_copy (weir_plan_row_get_object (row));
  g_autofree char *text = part_to_text (copy);
  GdkContentProvider *both[] = { gdk_content_provider_new_typed (G_OBJECT_TYPE (copy), copy),
                                 gdk_content_provider_new_typed (G_TYPE_STRING, text) };
  g_autoptr (GdkContentProvider) provider = gdk_content_provider_new_union (both, G_N_ELEMENTS (both));

  gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (self)), provider);
}

/* (transfer full) (nullable): a copy of the part on the clipboard, when this program has put it there */
static GObject *
read_part (WeirPlanTree *self, GType type)
{
  GdkContentProvider *provider =
      gdk_clipboard_get_content (gtk_widget_get_clipboard (GTK_WIDGET (self)));
  g_auto (GValue) value = G_VALUE_INIT;

  if (provider == NULL)
    return NULL;
  g_value_init (&value, type);
  if (!gdk_content_provider_get_value (provider, &value, NULL))
    return NULL;
  return weir_document_copy (g_value_get_object (&value));
}

/* Beside a plan iteration another one; else it goes into the round that is selected. */
static GListStore *
find_iterations (WeirPlanTree *self)
{
  WeirPlanRow *row = weir_plan_tree_get_selected (self);
  WeirRound *round = weir_plan_tree_find_round (self);

  if (round == NULL || (row != NULL && weir_plan_row_get_part (row) == WEIR_PLAN_PART_SHARED))
    return weir_plan_get_iterations (self->plan);
  return weir_round_get_iterations (round);
}

static guint
find_round_place (WeirPlanTree *self)
{
  WeirRound *round = weir_plan_tree_find_round (self);
  guint position;

  if (round != NULL && g_list_store_find (weir_plan_get_rounds (self->plan), round, &position))
    return position + 1;
  return 0;
}

/* Puts the part that is on the clipboard behind the selected one of its kind. */
void
weir_plan_tree_paste (WeirPlanTree *self)
{
  g_autoptr (GObject) round = read_part (self, WEIR_TYPE_ROUND);
  g_autoptr (GObject) iteration = read_part (self, WEIR_TYPE_ITERATION);
  g_autoptr (GObject) environment = read_part (self, WEIR_TYPE_ENVIRONMENT);
  GListStore *store;

  if (round != NULL)
    weir_plan_tree_insert (self, _("Paste"), weir_plan_get_rounds (self->plan), find_round_place (self),
                           round);
  else if (iteration != NULL)
    {
      store = find_iterations (self);
      weir_plan_tree_insert (self, _("Paste"), store, weir_plan_tree_find_place (self, store), iteration);
    }
  else if (environment != NULL)
    {
      store = weir_plan_get_environments (self->plan);
      weir_plan_tree_insert (self, _("Paste"), store, weir_plan_tree_find_place (self, store), environment);
    }
}
