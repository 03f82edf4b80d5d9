/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-row.c: one part of a load plan in the tree beside its forms
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-plan-fields.h"
#include "weir-plan-lookup.h"
#include "weir-plan-row.h"

#define INDENT_PX 20

struct _WeirPlanRow
{
  GtkListBoxRow parent_instance;

  /* owned */
  GObject *object;
  WeirRound *round;
  char *spoken;

  /* borrowed */
  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *subtitle;
  GtkWidget *wrong;

  WeirPlanPart part;
  guint index;
};

G_DEFINE_FINAL_TYPE (WeirPlanRow, weir_plan_row, GTK_TYPE_LIST_BOX_ROW)

/* In the order of WeirPlanPart. */
static const struct
{
  const char *word; /* translatable */
  const char *icon;
  guint depth;
} parts[] = {
  { N_ ("Plan"), "view-list-symbolic", 0 },
  { N_ ("Environment"), "network-server-symbolic", 1 },
  { N_ ("Plan iteration"), "emblem-shared-symbolic", 1 },
  { N_ ("Round"), "system-users-symbolic", 0 },
  { N_ ("Iteration"), "media-playlist-repeat-symbolic", 1 },
  { N_ ("Reference"), "insert-link-symbolic", 1 },
};

static char *
describe_round (WeirRound *round)
{
  guint n_clients = (guint) MIN (weir_round_count_clients (round), G_MAXUINT);
  g_autofree char *clients = g_strdup_printf (ngettext ("%u client", "%u clients", n_clients), n_clients);

  if (weir_round_get_together (round))
    return g_strdup_printf (_("%s, with the round before"), clients);
  return g_steal_pointer (&clients);
}

static char *
describe (WeirPlanRow *self)
{
  if (self->object == NULL)
    return g_strdup (_("There is no such plan iteration"));
  if (WEIR_IS_ROUND (self->object))
    return describe_round (WEIR_ROUND (self->object));
  if (WEIR_IS_ITERATION (self->object))
    return g_strdup (
        weir_plan_pacing_to_words (weir_iteration_get_pacing (WEIR_ITERATION (self->object))));
  return NULL;
}

static char *
dup_name (WeirPlanRow *self)
{
  char *name = NULL;

  if (self->part == WEIR_PLAN_PART_REFERENCE)
    {
      const char *const *references = weir_round_get_references (self->round);

      return g_strdup (references != NULL && self->index < g_strv_length ((char **) references)
                           ? references[self->index]
                           : "");
    }
  g_object_get (self->object, "name", &name, NULL);
  return name;
}

static void
weir_plan_row_finalize (GObject *object)
{
  WeirPlanRow *self = WEIR_PLAN_ROW (object);

  g_clear_object (&self->object);
  g_clear_object (&self->round);
  g_free (self->spoken);
  G_OBJECT_CLASS (weir_plan_row_parent_class)->finalize (object);
}

static void
weir_plan_row_class_init (WeirPlanRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = weir_plan_row_finalize;
}

static GtkLabel *
add_label (GtkWidget *box)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static void
weir_plan_row_init (WeirPlanRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->icon = GTK_IMAGE (gtk_image_new ());
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->icon));
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), texts);
  self->title = add_label (texts);
  self->subtitle = add_label (texts);
  gtk_widget_add_css_class (GTK_WIDGET (self->subtitle), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->subtitle), "caption");
  self->wrong = gtk_image_new_from_icon_name ("dialog-error-symbolic");
  gtk_widget_set_tooltip_text (self->wrong, _("Something is wrong here"));
  gtk_widget_set_visible (self->wrong, FALSE);
  gtk_box_append (GTK_BOX (box), self->wrong);
  gtk_widget_add_css_class (GTK_WIDGET (self), "plan-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
}

/**
 * weir_plan_row_new:
 * @part: what it is
 * @object: (nullable): the part; of a reference the iteration it names
 * @round: (nullable): the round it is in
 * @index: its place in its list
 *
 * Returns: (transfer floating): its row
 */
GtkWidget *
weir_plan_row_new (WeirPlanPart part, gpointer object, WeirRound *round, guint index)
{
  WeirPlanRow *self = g_object_new (WEIR_TYPE_PLAN_ROW, NULL);

  self->part = part;
  g_set_object (&self->object, object);
  g_set_object (&self->round, round);
  self->index = index;
  gtk_image_set_from_icon_name (self->icon, parts[part].icon);
  gtk_widget_set_margin_start (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (self)),
                               (int) parts[part].depth * INDENT_PX);
  return GTK_WIDGET (self);
}

/**
 * weir_plan_row_update:
 * @self: a row
 * @problems: (nullable): what is wrong with the plan
 *
 * Shows what the part is called and whether something is wrong with it by now.
 */
void
weir_plan_row_update (WeirPlanRow *self, WeirPlanProblems *problems)
{
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;
  gboolean is_wrong;

  g_return_if_fail (WEIR_IS_PLAN_ROW (self));

  name = dup_name (self);
  text = describe (self);
  is_wrong = self->object == NULL
             || (problems != NULL && weir_plan_problems_has_error (problems, self->object));
  gtk_label_set_text (self->title, *name != '\0' ? name : _("No name"));
  gtk_label_set_text (self->subtitle, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->subtitle), text != NULL);
  gtk_widget_set_visible (self->wrong, is_wrong);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), name);
  g_free (self->spoken);
  self->spoken = g_strdup_printf ("%s %s%s%s%s", _(parts[self->part].word), name, text != NULL ? ", " : "",
                                  text != NULL ? text : "", is_wrong ? _(", something is wrong") : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, self->spoken, -1);
}

/**
 * weir_plan_row_is_same:
 * @self: a row
 * @part: as of weir_plan_row_new()
 * @object: (nullable): as of weir_plan_row_new()
 * @round: (nullable): as of weir_plan_row_new()
 * @index: as of weir_plan_row_new()
 *
 * Returns: whether it is the row of that
 */
gboolean
weir_plan_row_is_same (WeirPlanRow *self, WeirPlanPart part, gpointer object, WeirRound *round, guint index)
{
  g_return_val_if_fail (WEIR_IS_PLAN_ROW (self), FALSE);

  return self->part == part && (gpointer) self->object == object && self->round == round
         && self->index == index;
}

/**
 * weir_plan_row_get_part:
 * @self: a row
 *
 * Returns: what it is
 */
WeirPlanPart
weir_plan_row_get_part (WeirPlanRow *self)
{
  g_return_val_if_fail (WEIR_IS_PLAN_ROW (self), WEIR_PLAN_PART_PLAN);

  return self->part;
}

/**
 * weir_plan_row_get_object:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): the part; of a reference the iteration it names
 */
gpointer
weir_plan_row_get_object (WeirPlanRow *self)
{
  g_return_val_if_fail (WEIR_IS_PLAN_ROW (self), NULL);

  return self->object;
}

/**
 * weir_plan_row_get_round:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): the round it is in
 */
WeirRound *
weir_plan_row_get_round (WeirPlanRow *self)
{
  g_return_val_if_fail (WEIR_IS_PLAN_ROW (self), NULL);

  return self->round;
}

/**
 * weir_plan_row_get_index:
 * @self: a row
 *
 * Returns: its place in its list
 */
guint
weir_plan_row_get_index (WeirPlanRow *self)
{
  g_return_val_if_fail (WEIR_IS_PLAN_ROW (self), 0);

  return self->index;
}

/**
 * weir_plan_row_get_title:
 * @self: a row
 *
 * Returns: (transfer none): what it is called
 */
const char *
weir_plan_row_get_title (WeirPlanRow *self)
{
  g_return_val_if_fail (WEIR_IS_PLAN_ROW (self), NULL);

  return gtk_label_get_text (self->title);
}

/**
 * weir_plan_row_get_spoken:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): what a screen reader says of it
 */
const char *
weir_plan_row_get_spoken (WeirPlanRow *self)
{
  g_return_val_if_fail (WEIR_IS_PLAN_ROW (self), NULL);

  return self->spoken;
}
