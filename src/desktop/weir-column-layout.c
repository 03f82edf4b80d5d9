/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-column-layout.c: children below one another, as wide as there is room
 *
 * A vertical GtkBoxLayout, too, but asked how wide it would be at some height it has each text that wraps try
 * many widths, and where boxes are in boxes that is done again and again: hundreds of times for each key that
 * is typed above the text. Here the width depends on no height.
 */

#include "config.h"

#include "weir-column-layout.h"

struct _WeirColumnLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (WeirColumnLayout, weir_column_layout, GTK_TYPE_LAYOUT_MANAGER)

static GtkSizeRequestMode
weir_column_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
weir_column_layout_measure (GtkLayoutManager *manager, GtkWidget *widget, GtkOrientation orientation,
                            int for_size, int *minimum, int *natural, int *minimum_baseline,
                            int *natural_baseline)
{
  gboolean is_width = orientation == GTK_ORIENTATION_HORIZONTAL;

  *minimum = *natural = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int least;
      int wanted;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, orientation, is_width ? -1 : for_size, &least, &wanted, NULL, NULL);
      *minimum = is_width ? MAX (*minimum, least) : *minimum + least;
      *natural = is_width ? MAX (*natural, wanted) : *natural + wanted;
    }
}

/* What is over is for the children that want it. */
static int
find_share (GtkWidget *widget, int width, int height)
{
  int n_expanding = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int wanted;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, NULL, &wanted, NULL, NULL);
      height -= wanted;
      n_expanding += gtk_widget_compute_expand (child, GTK_ORIENTATION_VERTICAL);
    }
  return n_expanding > 0 ? height / n_expanding : 0;
}

static void
weir_column_layout_allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height,
                             int baseline)
{
  int share = find_share (widget, width, height);
  int y = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkAllocation place = { .y = y, .width = width };
      int least;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, &least, &place.height, NULL, NULL);
      if (gtk_widget_compute_expand (child, GTK_ORIENTATION_VERTICAL))
        place.height = MAX (least, place.height + share);
      gtk_widget_size_allocate (child, &place, -1);
      y += place.height;
    }
}

static void
weir_column_layout_class_init (WeirColumnLayoutClass *klass)
{
  GtkLayoutManagerClass *manager_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  manager_class->get_request_mode = weir_column_layout_get_request_mode;
  manager_class->measure = weir_column_layout_measure;
  manager_class->allocate = weir_column_layout_allocate;
}

static void
weir_column_layout_init (WeirColumnLayout *self)
{
}
