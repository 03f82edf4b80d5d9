/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-snug-layout.c: a scrolled window as high as what scrolls in it
 *
 * It takes the natural height of its child, up to a limit, too, but the one at the width the child would
 * like: of text that wraps because there is less room, the last lines have to be scrolled to.
 */

#include "config.h"

#include "weir-snug-layout.h"

struct _WeirSnugLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (WeirSnugLayout, weir_snug_layout, GTK_TYPE_LAYOUT_MANAGER)

static GtkSizeRequestMode
weir_snug_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* How high what scrolls is at that width, as far as it is to be seen at once. */
static int
find_height (GtkScrolledWindow *scrolled, int width)
{
  GtkWidget *child = gtk_scrolled_window_get_child (scrolled);
  int most = gtk_scrolled_window_get_max_content_height (scrolled);
  int least = 0;
  int height = 0;

  if (child == NULL)
    return 0;
  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, MAX (width, least), NULL, &height, NULL, NULL);
  return most >= 0 ? MIN (height, most) : height;
}

static void
weir_snug_layout_measure (GtkLayoutManager *manager, GtkWidget *widget, GtkOrientation orientation,
                          int for_size, int *minimum, int *natural, int *minimum_baseline,
                          int *natural_baseline)
{
  GtkWidget *scrolled = gtk_widget_get_first_child (widget);
  gboolean is_width = orientation == GTK_ORIENTATION_HORIZONTAL;

  gtk_widget_measure (scrolled, orientation, is_width ? -1 : for_size, minimum, natural, NULL, NULL);
  if (!is_width && for_size >= 0)
    *natural = MAX (*natural, find_height (GTK_SCROLLED_WINDOW (scrolled), for_size));
}

static void
weir_snug_layout_allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  gtk_widget_size_allocate (gtk_widget_get_first_child (widget),
                            &(GtkAllocation){ .width = width, .height = height }, -1);
}

static void
weir_snug_layout_class_init (WeirSnugLayoutClass *klass)
{
  GtkLayoutManagerClass *manager_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  manager_class->get_request_mode = weir_snug_layout_get_request_mode;
  manager_class->measure = weir_snug_layout_measure;
  manager_class->allocate = weir_snug_layout_allocate;
}

static void
weir_snug_layout_init (WeirSnugLayout *self)
{
}
