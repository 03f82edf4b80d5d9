/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-focus.c: Shift+Tab leaves a widget that passes the focus on to one of its parts
 *
 * GTK 4.8 goes back out of a widget by way of the widget itself. One that passes the focus on to a part of it
 * sends it back there: nobody could leave it by the keyboard that way.
 */

#include "config.h"

#include "weir-focus.h"

typedef struct
{
  gboolean (*focus) (GtkWidget *widget, GtkDirectionType direction);
  gboolean (*grab_focus) (GtkWidget *widget);
} Own;

/* The one that the focus goes back through just now; NULL: through none. */
static GtkWidget *passed;

static GQuark
get_quark (void)
{
  return g_quark_from_static_string ("weir-focus");
}

static const Own *
get_own (GtkWidget *widget)
{
  return g_type_get_qdata (G_OBJECT_TYPE (widget), get_quark ());
}

static gboolean
focus (GtkWidget *widget, GtkDirectionType direction)
{
  GtkWidget *outer = passed;
  gboolean moved;

  passed = direction == GTK_DIR_TAB_BACKWARD ? widget : NULL;
  moved = get_own (widget)->focus (widget, direction);
  passed = outer;
  return moved;
}

static gboolean
grab_focus (GtkWidget *widget)
{
  return widget != passed && get_own (widget)->grab_focus (widget);
}

/**
 * weir_focus_install:
 * @widget_class: of a final type
 * @grab: passes the focus on to a part of such a widget
 *
 * Makes that its way to take the focus, and lets Shift+Tab leave it nevertheless.
 */
void
weir_focus_install (GtkWidgetClass *widget_class, gboolean (*grab) (GtkWidget *widget))
{
  Own *own = g_new (Own, 1); /* as long as the type: for good */

  own->focus = widget_class->focus;
  own->grab_focus = grab;
  g_type_set_qdata (G_TYPE_FROM_CLASS (widget_class), get_quark (), own);
  widget_class->focus = focus;
  widget_class->grab_focus = grab_focus;
}
