/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-completion.c: a list of what may be meant, below the place where it is being typed
 *
 * The keyboard stays with the text: its owner passes keys on. The popover is made when it is first needed,
 * because there is one for each field and most never show it.
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-completion.h"

/* More would not be looked at. */
#define MOST_CANDIDATES 100

struct _WeirCompletion
{
  GObject parent_instance;

  /* owned */
  GtkWidget *popover;
  GPtrArray *candidates; /* of WeirCandidate */

  /* borrowed */
  GtkWidget *anchor;
  GtkListBox *list;
  GtkScrolledWindow *scrolled;
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WeirCompletion, weir_completion, G_TYPE_OBJECT)

/**
 * weir_candidate_new:
 * @label: what a person reads
 * @insert: what stands for it in the text
 * @detail: (nullable): what else there is to know
 *
 * Returns: (transfer full): a candidate
 */
WeirCandidate *
weir_candidate_new (const char *label, const char *insert, const char *detail)
{
  WeirCandidate *candidate = g_new0 (WeirCandidate, 1);

  candidate->label = g_strdup (label);
  candidate->insert = g_strdup (insert);
  candidate->detail = g_strdup (detail);
  return candidate;
}

/**
 * weir_candidate_free:
 * @candidate: (transfer full): a candidate
 */
void
weir_candidate_free (WeirCandidate *candidate)
{
  g_free (candidate->label);
  g_free (candidate->insert);
  g_free (candidate->detail);
  g_free (candidate);
}

/**
 * weir_completion_matches:
 * @label: of a candidate
 * @typed: what was typed so far
 *
 * Returns: whether @label may be meant
 */
gboolean
weir_completion_matches (const char *label, const char *typed)
{
  g_autofree char *low = g_ascii_strdown (label, -1);
  g_autofree char *wanted = g_ascii_strdown (typed, -1);

  return strstr (low, wanted) != NULL && !g_str_equal (label, typed);
}

static void
choose (WeirCompletion *self, GtkListBoxRow *row)
{
  const WeirCandidate *candidate = g_ptr_array_index (self->candidates, gtk_list_box_row_get_index (row));
  g_autofree char *insert = g_strdup (candidate->insert);

  weir_completion_hide (self);
  g_signal_emit (self, signals[CHOSEN], 0, insert);
}

static void
row_activated_cb (WeirCompletion *self, GtkListBoxRow *row)
{
  choose (self, row);
}

static GtkWidget *
create_row (const WeirCandidate *candidate)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (candidate->label);
  g_autofree char *spoken =
      g_strdup_printf ("%s, %s", candidate->label, candidate->detail != NULL ? candidate->detail : "");

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  if (candidate->detail != NULL)
    {
      GtkWidget *detail = gtk_label_new (candidate->detail);

      gtk_label_set_ellipsize (GTK_LABEL (detail), PANGO_ELLIPSIZE_END);
      gtk_label_set_max_width_chars (GTK_LABEL (detail), 42);
      gtk_label_set_xalign (GTK_LABEL (detail), 1);
      gtk_widget_add_css_class (detail, "caption");
      gtk_widget_add_css_class (detail, "dim-label");
      gtk_box_append (GTK_BOX (box), detail);
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_focusable (row, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  return row;
}

static void
create_popover (WeirCompletion *self)
{
  self->popover = gtk_popover_new ();
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  self->scrolled = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  gtk_list_box_set_activate_on_single_click (self->list, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Suggestions"), -1);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "completion-list");
  gtk_scrolled_window_set_policy (self->scrolled, GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_max_content_height (self->scrolled, 240);
  gtk_scrolled_window_set_propagate_natural_height (self->scrolled, TRUE);
  gtk_scrolled_window_set_propagate_natural_width (self->scrolled, TRUE);
  gtk_scrolled_window_set_child (self->scrolled, GTK_WIDGET (self->list));
  gtk_popover_set_child (GTK_POPOVER (self->popover), GTK_WIDGET (self->scrolled));
  gtk_popover_set_autohide (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self->popover), GTK_POS_BOTTOM);
  gtk_widget_set_halign (self->popover, GTK_ALIGN_START);
  gtk_widget_set_can_focus (self->popover, FALSE);
  gtk_widget_add_css_class (self->popover, "completion");
  gtk_widget_set_parent (self->popover, self->anchor);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
weir_completion_dispose (GObject *object)
{
  WeirCompletion *self = WEIR_COMPLETION (object);

  g_clear_pointer (&self->popover, gtk_widget_unparent);
  g_clear_pointer (&self->candidates, g_ptr_array_unref);
  G_OBJECT_CLASS (weir_completion_parent_class)->dispose (object);
}

static void
weir_completion_class_init (WeirCompletionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = weir_completion_dispose;
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
weir_completion_init (WeirCompletion *self)
{
}

/**
 * weir_completion_new:
 * @anchor: the widget with the text; it disposes of this before it loses its children
 *
 * Returns: (transfer full): a completion that shows nothing
 */
WeirCompletion *
weir_completion_new (GtkWidget *anchor)
{
  WeirCompletion *self = g_object_new (WEIR_TYPE_COMPLETION, NULL);

  self->anchor = anchor;
  return self;
}

/**
 * weir_completion_show:
 * @self: a completion
 * @at: where the text is that is completed, in the coordinates of the anchor
 * @candidates: (transfer full) (nullable) (element-type WeirCandidate): what may be meant; nothing hides it
 * @preselect: whether Return means the first of them at once
 */
void
weir_completion_show (WeirCompletion *self, const GdkRectangle *at, GPtrArray *candidates, gboolean preselect)
{
  GtkWidget *child;

  g_return_if_fail (WEIR_IS_COMPLETION (self));

  g_clear_pointer (&self->candidates, g_ptr_array_unref);
  self->candidates = candidates;
  if (candidates == NULL || candidates->len == 0 || !gtk_widget_get_mapped (self->anchor))
    {
      weir_completion_hide (self);
      return;
    }
  if (self->popover == NULL)
    create_popover (self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  for (guint i = 0; i < MIN (candidates->len, MOST_CANDIDATES); i++)
    gtk_list_box_append (self->list, create_row (g_ptr_array_index (candidates, i)));
  gtk_list_box_select_row (self->list, preselect ? gtk_list_box_get_row_at_index (self->list, 0) : NULL);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover), at);
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

/**
 * weir_completion_hide:
 * @self: a completion
 */
void
weir_completion_hide (WeirCompletion *self)
{
  g_return_if_fail (WEIR_IS_COMPLETION (self));

  if (self->popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->popover));
}

/**
 * weir_completion_is_shown:
 * @self: a completion
 *
 * Returns: whether it offers something
 */
gboolean
weir_completion_is_shown (WeirCompletion *self)
{
  g_return_val_if_fail (WEIR_IS_COMPLETION (self), FALSE);

  return self->popover != NULL && gtk_widget_get_visible (self->popover);
}

/* Rows cannot have the focus, so the list does not scroll to them by itself. */
static void
show_row (WeirCompletion *self, GtkListBoxRow *row)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scrolled);
  graphene_rect_t bounds;

  gtk_list_box_select_row (self->list, row);
  if (gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (self->list), &bounds))
    gtk_adjustment_clamp_page (adjustment, bounds.origin.y, bounds.origin.y + bounds.size.height);
}

static void
move_selection (WeirCompletion *self, int step)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  int n_rows = (int) MIN (self->candidates->len, MOST_CANDIDATES);
  int index = row != NULL ? gtk_list_box_row_get_index (row) + step : (step > 0 ? 0 : n_rows - 1);

  show_row (self, gtk_list_box_get_row_at_index (self->list, (index + n_rows) % n_rows));
}

/**
 * weir_completion_handle_key:
 * @self: a completion
 * @keyval: a key that was pressed in the text
 * @state: with these
 *
 * Returns: whether the key was meant for the completion
 */
gboolean
weir_completion_handle_key (WeirCompletion *self, guint keyval, GdkModifierType state)
{
  GtkListBoxRow *row;

  g_return_val_if_fail (WEIR_IS_COMPLETION (self), FALSE);

  if (!weir_completion_is_shown (self) || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK)) != 0)
    return FALSE;
  row = gtk_list_box_get_selected_row (self->list);
  switch (keyval)
    {
    case GDK_KEY_Down:
    case GDK_KEY_Up:
      move_selection (self, keyval == GDK_KEY_Down ? 1 : -1);
      return TRUE;
    case GDK_KEY_Escape:
      weir_completion_hide (self);
      return TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_Tab:
      if (row != NULL)
        choose (self, row);
      else
        weir_completion_hide (self);
      return row != NULL;
    default:
      return FALSE;
    }
}

/**
 * weir_completion_get_n_candidates:
 * @self: a completion
 *
 * Returns: how many it offers
 */
guint
weir_completion_get_n_candidates (WeirCompletion *self)
{
  g_return_val_if_fail (WEIR_IS_COMPLETION (self), 0);

  return weir_completion_is_shown (self) ? self->candidates->len : 0;
}

/**
 * weir_completion_get_label:
 * @self: a completion
 * @position: of a candidate
 *
 * Returns: (transfer none) (nullable): what it says
 */
const char *
weir_completion_get_label (WeirCompletion *self, guint position)
{
  g_return_val_if_fail (WEIR_IS_COMPLETION (self), NULL);

  if (position >= weir_completion_get_n_candidates (self))
    return NULL;
  return ((const WeirCandidate *) g_ptr_array_index (self->candidates, position))->label;
}
