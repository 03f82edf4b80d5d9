/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-card-row.c: figures side by side, each with its title; on several lines where there is little room
 */

#include "config.h"

#include "weir-card-row.h"

/* Shown instead of a figure that is not known. */
#define NOTHING "–"

typedef struct
{
  GtkWidget *box;
  GtkLabel *value;
  char *title;
  char *help;
} Card;

struct _WeirCardRow
{
  GtkWidget parent_instance;

  GtkFlowBox *box; /* borrowed */
  GArray *cards;   /* owned, of Card */
};

G_DEFINE_FINAL_TYPE (WeirCardRow, weir_card_row, GTK_TYPE_WIDGET)

static void
clear_card (gpointer data)
{
  Card *card = data;

  g_free (card->title);
  g_free (card->help);
}

static GtkWidget *
add_label (GtkWidget *box, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static GtkSizeRequestMode
weir_card_row_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* A window asks for its least height without a width: with the least one, each card would be in a line of its
 * own, and the window would never be low. */
static void
weir_card_row_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                       int *natural, int *minimum_baseline, int *natural_baseline)
{
  GtkWidget *box = GTK_WIDGET (WEIR_CARD_ROW (widget)->box);

  if (orientation == GTK_ORIENTATION_VERTICAL && for_size < 0)
    gtk_widget_measure (box, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &for_size, NULL, NULL);
  gtk_widget_measure (box, orientation, for_size, minimum, natural, minimum_baseline, natural_baseline);
}

static void
weir_card_row_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gtk_widget_allocate (GTK_WIDGET (WEIR_CARD_ROW (widget)->box), width, height, baseline, NULL);
}

static void
weir_card_row_dispose (GObject *object)
{
  WeirCardRow *self = WEIR_CARD_ROW (object);
  GtkWidget *box = gtk_widget_get_first_child (GTK_WIDGET (object));

  g_clear_pointer (&box, gtk_widget_unparent);
  g_clear_pointer (&self->cards, g_array_unref);
  G_OBJECT_CLASS (weir_card_row_parent_class)->dispose (object);
}

static void
weir_card_row_class_init (WeirCardRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_card_row_dispose;
  widget_class->get_request_mode = weir_card_row_get_request_mode;
  widget_class->measure = weir_card_row_measure;
  widget_class->size_allocate = weir_card_row_size_allocate;
}

static void
weir_card_row_init (WeirCardRow *self)
{
  self->cards = g_array_new (FALSE, TRUE, sizeof (Card));
  g_array_set_clear_func (self->cards, clear_card);
  self->box = g_object_new (GTK_TYPE_FLOW_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);
  gtk_widget_set_can_focus (GTK_WIDGET (self->box), FALSE);
  gtk_flow_box_set_homogeneous (self->box, TRUE);
  gtk_flow_box_set_selection_mode (self->box, GTK_SELECTION_NONE);
  gtk_flow_box_set_activate_on_single_click (self->box, FALSE);
  gtk_flow_box_set_min_children_per_line (self->box, 2);
  gtk_flow_box_set_column_spacing (self->box, 4);
  gtk_flow_box_set_row_spacing (self->box, 4);
  gtk_widget_add_css_class (GTK_WIDGET (self->box), "cards");
  gtk_widget_set_parent (GTK_WIDGET (self->box), GTK_WIDGET (self));
}

/**
 * weir_card_row_new:
 *
 * Returns: (transfer floating): a row without cards
 */
GtkWidget *
weir_card_row_new (void)
{
  return g_object_new (WEIR_TYPE_CARD_ROW, NULL);
}

/**
 * weir_card_row_add:
 * @self: a row
 * @title: of the figure
 * @help: what it means, as a tooltip
 */
void
weir_card_row_add (WeirCardRow *self, const char *title, const char *help)
{
  Card card = { .title = g_strdup (title), .help = g_strdup (help) };
  GtkWidget *child = gtk_flow_box_child_new ();

  g_return_if_fail (WEIR_IS_CARD_ROW (self));

  card.box = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, "orientation",
                           GTK_ORIENTATION_VERTICAL, NULL);
  gtk_widget_add_css_class (card.box, "card");
  add_label (card.box, title, "card-title");
  card.value = GTK_LABEL (add_label (card.box, "", "card-value"));
  gtk_widget_add_css_class (GTK_WIDGET (card.value), "numeric");
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), card.box);
  gtk_flow_box_append (self->box, child);
  g_array_append_val (self->cards, card);
  gtk_flow_box_set_max_children_per_line (self->box, self->cards->len);
  weir_card_row_set (self, self->cards->len - 1, NULL, NULL);
}

/**
 * weir_card_row_set:
 * @self: a row
 * @card: which of them
 * @text: (nullable): the figure with its unit; %NULL when it is not known
 * @help: (nullable): what it means; %NULL for what was said when the card was added
 *
 * Costs nothing when it is what is shown.
 */
void
weir_card_row_set (WeirCardRow *self, guint card, const char *text, const char *help)
{
  const char *shown = text != NULL ? text : NOTHING;
  const Card *which;
  g_autofree char *spoken = NULL;

  g_return_if_fail (WEIR_IS_CARD_ROW (self));
  g_return_if_fail (card < self->cards->len);

  which = &g_array_index (self->cards, Card, card);
  gtk_widget_set_tooltip_text (which->box, help != NULL ? help : which->help);
  if (g_str_equal (gtk_label_get_text (which->value), shown))
    return;
  gtk_label_set_text (which->value, shown);
  spoken = g_strdup_printf ("%s: %s", which->title, shown);
  gtk_accessible_update_property (GTK_ACCESSIBLE (which->box), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

/**
 * weir_card_row_set_weak:
 * @self: a row
 * @card: which of them
 * @weak: whether few data carry the figure
 */
void
weir_card_row_set_weak (WeirCardRow *self, guint card, gboolean weak)
{
  GtkWidget *value;

  g_return_if_fail (WEIR_IS_CARD_ROW (self));
  g_return_if_fail (card < self->cards->len);

  value = GTK_WIDGET (g_array_index (self->cards, Card, card).value);
  if (weak)
    gtk_widget_add_css_class (value, "dim-label");
  else
    gtk_widget_remove_css_class (value, "dim-label");
}

/**
 * weir_card_row_get_text:
 * @self: a row
 * @card: which of them
 *
 * Returns: (transfer none): the figure as it is shown
 */
const char *
weir_card_row_get_text (WeirCardRow *self, guint card)
{
  g_return_val_if_fail (WEIR_IS_CARD_ROW (self), NULL);
  g_return_val_if_fail (card < self->cards->len, NULL);

  return gtk_label_get_text (g_array_index (self->cards, Card, card).value);
}
