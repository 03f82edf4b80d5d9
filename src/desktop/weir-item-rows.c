/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-item-rows.c: a list of a load plan whose items have several fields each: rules, and stages
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-item-rows.h"
#include "weir-plan-form.h"
#include "weir-rate-stage.h"
#include "weir-rule-row.h"
#include "weir-stage.h"

#define ITEM "weir-item"

struct _WeirItemRows
{
  GtkWidget parent_instance;

  /* owned */
  WeirEditorContext *context;
  GListStore *items;

  /* borrowed */
  GtkBox *rows;
  GtkLabel *none;

  WeirItemsKind kind;
};

G_DEFINE_FINAL_TYPE (WeirItemRows, weir_item_rows, GTK_TYPE_WIDGET)

/* In the order of WeirItemsKind; translatable. */
static const struct
{
  const char *title;
  const char *none;
  const char *add;
  const char *help;
  const char *added;
  const char *removed;
} kinds[] = {
  { N_ ("The iteration has failed when"),
    /* xgettext:no-c-format */
    N_ ("No rule of its own: more than 5 % errors, or more than 1 % statuses from 500 on."),
    N_ ("Add _Failure Rule"), N_ ("A rule that is looked at when the iteration is over"), N_ ("Add Rule"),
    N_ ("Remove Rule") },
  { N_ ("It ends early when"), N_ ("No rule: it works until it is done."), N_ ("Add _Termination Rule"),
    N_ ("A rule that ends the iteration for all clients"), N_ ("Add Rule"), N_ ("Remove Rule") },
  { N_ ("Clients in stages"), N_ ("No stages: all clients arrive one after another."), N_ ("Add _Stage"),
    N_ ("Clients that arrive after those of the stage before"), N_ ("Add Stage"), N_ ("Remove Stage") },
  { N_ ("How the rate changes"), N_ ("No stages: it needs at least one, and ends with the last."),
    N_ ("Add _Stage"), N_ ("A rate that is reached evenly in some time"), N_ ("Add Stage"),
    N_ ("Remove Stage") },
};

static const WeirPlanField stage_fields[] = {
  { WEIR_PLAN_FIELD_ENTRY, "clients", N_ ("C_lients"), NULL, N_ ("How many clients this stage adds"), TRUE,
    NULL, NULL },
  { WEIR_PLAN_FIELD_ENTRY, "arrival-delay-us", N_ ("One _every"), "100ms",
    N_ ("How long after the one before each of them arrives"), TRUE, NULL, NULL },
  { WEIR_PLAN_FIELD_ENTRY, "startup-delay-us", N_ ("_Begins after"), "10s",
    N_ ("How long after the last client of the stage before its first one arrives"), TRUE, NULL, NULL },
};

static const WeirPlanField rate_stage_fields[] = {
  { WEIR_PLAN_FIELD_ENTRY, "rate", N_ ("Up or down _to"), NULL,
    N_ ("How many requests a second each client starts at the end of this stage"), TRUE, NULL, NULL },
  { WEIR_PLAN_FIELD_ENTRY, "duration-us", N_ ("_In"), "30s",
    N_ ("How long it takes from the rate before to this one; a number without unit is seconds"), TRUE, NULL,
    NULL },
};

static gboolean
is_of_stages (WeirItemRows *self)
{
  return self->kind == WEIR_ITEMS_STAGES || self->kind == WEIR_ITEMS_RATE_STAGES;
}

static void
remove_item (WeirItemRows *self, gpointer item)
{
  WeirEdits *edits = weir_editor_context_get_edits (self->context);
  guint position;

  if (!g_list_store_find (self->items, item, &position))
    return;
  weir_edits_begin (edits, _(kinds[self->kind].removed));
  weir_edits_remove (edits, self->items, position);
  weir_edits_end (edits);
}

static void
removing_cb (WeirItemRows *self, GtkWidget *row)
{
  remove_item (self, weir_item_rows_get_item (row));
}

static void
remove_clicked_cb (GtkButton *button, WeirItemRows *self)
{
  remove_item (self, weir_item_rows_get_item (gtk_widget_get_parent (GTK_WIDGET (button))));
}

static GtkWidget *
create_stage (WeirItemRows *self, gpointer item)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *form = self->kind == WEIR_ITEMS_STAGES
                        ? weir_plan_form_new (stage_fields, G_N_ELEMENTS (stage_fields))
                        : weir_plan_form_new (rate_stage_fields, G_N_ELEMENTS (rate_stage_fields));
  GtkWidget *button = gtk_button_new_from_icon_name ("edit-delete-symbolic");

  weir_plan_form_bind (WEIR_PLAN_FORM (form), self->context, item);
  gtk_widget_set_hexpand (form, TRUE);
  gtk_box_append (GTK_BOX (row), form);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (button, _("Remove this stage"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Remove this stage"), -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_clicked_cb), self, 0);
  gtk_box_append (GTK_BOX (row), button);
  return row;
}

static GtkWidget *
create_row (WeirItemRows *self, gpointer item)
{
  GtkWidget *row;

  if (is_of_stages (self))
    row = create_stage (self, item);
  else
    {
      row = weir_rule_row_new (self->context, item, self->kind == WEIR_ITEMS_TERMINATION_RULES);
      g_signal_connect_object (row, "removing", G_CALLBACK (removing_cb), self, G_CONNECT_SWAPPED);
    }
  g_object_set_data_full (G_OBJECT (row), ITEM, g_object_ref (item), g_object_unref);
  return row;
}

static void
remove_rows (WeirItemRows *self, GtkWidget *row)
{
  while (row != NULL)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (row);

      gtk_box_remove (self->rows, row);
      row = next;
    }
}

/* Items are few; those that stay keep their rows, so that the focus stays, too. */
static void
follow_items (WeirItemRows *self)
{
  guint n_items = self->items != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->items)) : 0;
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows));
  GtkWidget *last = NULL;

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      if (row != NULL && weir_item_rows_get_item (row) == item)
        {
          last = row;
          row = gtk_widget_get_next_sibling (row);
          continue;
        }
      gtk_box_insert_child_after (self->rows, create_row (self, item), last);
      last = last != NULL ? gtk_widget_get_next_sibling (last)
                          : gtk_widget_get_first_child (GTK_WIDGET (self->rows));
    }
  remove_rows (self, last != NULL ? gtk_widget_get_next_sibling (last)
                                  : gtk_widget_get_first_child (GTK_WIDGET (self->rows)));
  gtk_widget_set_visible (GTK_WIDGET (self->none), n_items == 0);
}

static void
weir_item_rows_dispose (GObject *object)
{
  WeirItemRows *self = WEIR_ITEM_ROWS (object);
  GtkWidget *child;

  if (self->items != NULL)
    g_signal_handlers_disconnect_by_data (self->items, self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->items);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (weir_item_rows_parent_class)->dispose (object);
}

static void
weir_item_rows_class_init (WeirItemRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = weir_item_rows_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
weir_item_rows_init (WeirItemRows *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 8);
}

static GtkLabel *
add_label (WeirItemRows *self, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, css_class);
  gtk_widget_set_parent (label, GTK_WIDGET (self));
  return GTK_LABEL (label);
}

/**
 * weir_item_rows_new:
 * @kind: what its items are
 *
 * Returns: (transfer floating): rows of no items yet
 */
GtkWidget *
weir_item_rows_new (WeirItemsKind kind)
{
  WeirItemRows *self = g_object_new (WEIR_TYPE_ITEM_ROWS, NULL);
  GtkWidget *add = gtk_button_new_with_mnemonic (_(kinds[kind].add));

  self->kind = kind;
  add_label (self, _(kinds[kind].title), "heading");
  self->none = add_label (self, _(kinds[kind].none), "dim-label");
  self->rows = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));
  gtk_widget_set_parent (GTK_WIDGET (self->rows), GTK_WIDGET (self));
  gtk_widget_set_halign (add, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (add, _(kinds[kind].help));
  g_signal_connect_object (add, "clicked", G_CALLBACK (weir_item_rows_add), self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (add, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}

/**
 * weir_item_rows_bind:
 * @self: rows
 * @context: (nullable): what is known
 * @items: (nullable): of #WeirRule, #WeirStage or #WeirRateStage
 */
void
weir_item_rows_bind (WeirItemRows *self, WeirEditorContext *context, GListStore *items)
{
  g_return_if_fail (WEIR_IS_ITEM_ROWS (self));

  if (self->items != NULL)
    g_signal_handlers_disconnect_by_data (self->items, self);
  if (self->items != items)
    remove_rows (self, gtk_widget_get_first_child (GTK_WIDGET (self->rows)));
  g_set_object (&self->context, context);
  g_set_object (&self->items, items);
  if (items != NULL)
    g_signal_connect_object (items, "items-changed", G_CALLBACK (follow_items), self, G_CONNECT_SWAPPED);
  follow_items (self);
}

/**
 * weir_item_rows_get_item:
 * @row: one of the rows
 *
 * Returns: (transfer none): what it shows
 */
gpointer
weir_item_rows_get_item (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), ITEM);
}

/**
 * weir_item_rows_get_row:
 * @self: rows
 * @index: of an item
 *
 * Returns: (transfer none) (nullable): its row
 */
GtkWidget *
weir_item_rows_get_row (WeirItemRows *self, guint index)
{
  GtkWidget *row;

  g_return_val_if_fail (WEIR_IS_ITEM_ROWS (self), NULL);

  row = gtk_widget_get_first_child (GTK_WIDGET (self->rows));
  for (guint i = 0; row != NULL && i < index; i++)
    row = gtk_widget_get_next_sibling (row);
  return row;
}

/**
 * weir_item_rows_get_field:
 * @row: one of the rows
 * @property: (nullable): of its item
 *
 * Returns: (transfer none) (nullable): the field of that property
 */
GtkWidget *
weir_item_rows_get_field (GtkWidget *row, const char *property)
{
  if (WEIR_IS_RULE_ROW (row))
    return weir_rule_row_get_field (WEIR_RULE_ROW (row), property);
  return weir_plan_form_get_field (WEIR_PLAN_FORM (gtk_widget_get_first_child (row)), property);
}

/* One that means something, so that it only has to be changed. */
static GObject *
create_item (WeirItemsKind kind)
{
  WeirRule *rule;

  if (kind == WEIR_ITEMS_STAGES)
    return G_OBJECT (weir_stage_new ());
  if (kind == WEIR_ITEMS_RATE_STAGES)
    return G_OBJECT (weir_rate_stage_new (10, 30 * G_USEC_PER_SEC));
  rule = weir_rule_new ();
  weir_rule_set_metric (rule, kind == WEIR_ITEMS_TERMINATION_RULES ? "ErrorRate > 50 %"
                                                                   : "TotalTime.P95 > 500 ms");
  if (kind == WEIR_ITEMS_TERMINATION_RULES)
    weir_rule_set_grace_us (rule, 10 * G_USEC_PER_SEC);
  return G_OBJECT (rule);
}

/**
 * weir_item_rows_add:
 * @self: rows
 *
 * Adds an item behind the others.
 */
void
weir_item_rows_add (WeirItemRows *self)
{
  g_autoptr (GObject) item = NULL;
  WeirEdits *edits;
  guint n_items;

  g_return_if_fail (WEIR_IS_ITEM_ROWS (self));
  g_return_if_fail (self->items != NULL);

  item = create_item (self->kind);
  edits = weir_editor_context_get_edits (self->context);
  n_items = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  weir_edits_begin (edits, _(kinds[self->kind].added));
  weir_edits_insert (edits, self->items, n_items, item);
  weir_edits_end (edits);
  gtk_widget_child_focus (weir_item_rows_get_row (self, n_items), GTK_DIR_TAB_FORWARD);
}

/**
 * weir_item_rows_focus:
 * @self: rows
 * @item: of the document
 * @property: (nullable): of it
 *
 * Returns: whether the item is here, and has the focus now
 */
gboolean
weir_item_rows_focus (WeirItemRows *self, gpointer item, const char *property)
{
  GtkWidget *row;

  g_return_val_if_fail (WEIR_IS_ITEM_ROWS (self), FALSE);

  for (guint i = 0; (row = weir_item_rows_get_row (self, i)) != NULL; i++)
    {
      GtkWidget *field = NULL;

      if (weir_item_rows_get_item (row) != item)
        continue;
      field = weir_item_rows_get_field (row, property);
      return field != NULL ? gtk_widget_grab_focus (field)
                           : gtk_widget_child_focus (row, GTK_DIR_TAB_FORWARD);
    }
  return FALSE;
}
