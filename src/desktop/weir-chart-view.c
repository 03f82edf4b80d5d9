/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-chart-view.c: a chart with its title, its summary, its series, and as a table
 */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "weir-chart-cells.h"
#include "weir-chart-view.h"
#include "weir-file-choice.h"

/* Pictures are drawn in this width; a PNG has two pixels for one, for paper and slides. */
#define PICTURE_WIDTH 960
#define PNG_SCALE 2.0

struct _WeirChartView
{
  GtkWidget parent_instance;

  /* template */
  GtkWidget *content;
  GtkBox *head;
  GtkLabel *title;
  GtkMenuButton *menu_button;
  GtkLabel *summary;
  GtkLabel *problem;
  GtkStack *stack;
  WeirChartCanvas *canvas;
  WeirChartToggles *toggles;
  GtkLabel *note;

  /* owned */
  GtkFileChooserNative *chooser;
  GtkWidget *context_menu;

  /* borrowed */
  WeirChartCells *cells; /* made when it is first asked for */
  gboolean show_table;
  gboolean hides_summary; /* it is said beside the view already */
};

enum
{
  PROP_0,
  PROP_SHOW_TABLE,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

enum
{
  SIGNAL_JUMP,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WeirChartView, weir_chart_view, GTK_TYPE_WIDGET)

static void
set_show_table (WeirChartView *self, gboolean show)
{
  if (self->show_table == show)
    return;
  self->show_table = show;
  if (self->cells == NULL)
    {
      self->cells = WEIR_CHART_CELLS (weir_chart_cells_new (self->canvas));
      gtk_stack_add_named (self->stack, GTK_WIDGET (self->cells), "table");
    }
  weir_chart_cells_update (self->cells);
  gtk_stack_set_visible_child_name (self->stack, show ? "table" : "chart");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOW_TABLE]);
}

static void
activated_cb (WeirChartView *self, int part, int step, guint iteration, guint vu)
{
  g_signal_emit (self, signals[SIGNAL_JUMP], 0, part, step, iteration, vu);
}

static void
show_problem (WeirChartView *self, const char *text)
{
  gtk_label_set_text (self->problem, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), text != NULL);
}

static void
response_cb (WeirChartView *self, int response)
{
  g_autoptr (GFile) file = weir_file_choice_take (&self->chooser, response);
  g_autoptr (GError) error = NULL;

  if (file != NULL)
    show_problem (self, weir_chart_view_save (self, file, &error) ? NULL : error->message);
}

static void
save_as_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  WeirChartView *self = WEIR_CHART_VIEW (widget);
  const char *ending = g_str_has_suffix (action, "svg") ? "svg" : "png";
  WeirChart *chart = weir_chart_canvas_get_chart (self->canvas);
  g_autofree char *name = NULL;

  if (chart == NULL)
    return;
  name = g_strdup_printf ("%s.%s", weir_chart_get_id (chart), ending);
  weir_file_choice_begin (&self->chooser, widget, _("Save the Chart As"), GTK_FILE_CHOOSER_ACTION_SAVE,
                          _("_Save"));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
  weir_file_choice_ask (self->chooser, G_CALLBACK (response_cb), self);
}

static void
open_menu (WeirChartView *self, double x, double y)
{
  if (self->context_menu == NULL)
    {
      self->context_menu
          = gtk_popover_menu_new_from_model (gtk_menu_button_get_menu_model (self->menu_button));
      gtk_widget_set_parent (self->context_menu, GTK_WIDGET (self));
      gtk_popover_set_has_arrow (GTK_POPOVER (self->context_menu), FALSE);
      gtk_widget_set_halign (self->context_menu, GTK_ALIGN_START);
    }
  gtk_popover_set_pointing_to (GTK_POPOVER (self->context_menu), &(GdkRectangle) { (int) x, (int) y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->context_menu));
}

static void
secondary_pressed_cb (WeirChartView *self, int n_press, double x, double y)
{
  open_menu (self, x, y);
}

static void
menu_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  open_menu (WEIR_CHART_VIEW (widget), 24, 24);
}

static void
weir_chart_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  WeirChartView *self = WEIR_CHART_VIEW (widget);

  gtk_widget_allocate (self->content, width, height, baseline, NULL);
  if (self->context_menu != NULL)
    gtk_popover_present (GTK_POPOVER (self->context_menu));
}

static void
weir_chart_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                         int *natural,
                         int *minimum_baseline, int *natural_baseline)
{
  gtk_widget_measure (WEIR_CHART_VIEW (widget)->content, orientation, for_size, minimum, natural, NULL, NULL);
}

static GtkSizeRequestMode
weir_chart_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
weir_chart_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SHOW_TABLE)
    g_value_set_boolean (value, WEIR_CHART_VIEW (object)->show_table);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
weir_chart_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SHOW_TABLE)
    set_show_table (WEIR_CHART_VIEW (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
weir_chart_view_dispose (GObject *object)
{
  WeirChartView *self = WEIR_CHART_VIEW (object);

  if (self->chooser != NULL)
    gtk_native_dialog_hide (GTK_NATIVE_DIALOG (self->chooser));
  g_clear_object (&self->chooser);
  g_clear_pointer (&self->context_menu, gtk_widget_unparent);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  G_OBJECT_CLASS (weir_chart_view_parent_class)->dispose (object);
}

static void
weir_chart_view_class_init (WeirChartViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = weir_chart_view_dispose;
  object_class->get_property = weir_chart_view_get_property;
  object_class->set_property = weir_chart_view_set_property;
  widget_class->size_allocate = weir_chart_view_size_allocate;
  widget_class->measure = weir_chart_view_measure;
  widget_class->get_request_mode = weir_chart_view_get_request_mode;
  properties[PROP_SHOW_TABLE] = g_param_spec_boolean ("show-table", NULL, NULL, FALSE,
                                                      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS
                                                          | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[SIGNAL_JUMP] = g_signal_new ("jump", WEIR_TYPE_CHART_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 4, G_TYPE_INT, G_TYPE_INT, G_TYPE_UINT, G_TYPE_UINT);
  g_type_ensure (WEIR_TYPE_CHART_CANVAS);
  g_type_ensure (WEIR_TYPE_CHART_TOGGLES);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir_app/Weir/weir-chart-view.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirChartView, content);
  gtk_widget_class_bind_template_child (widget_class, WeirChartView, head);
  gtk_widget_class_bind_template_child (widget_class, WeirChartView, title);
  gtk_widget_class_bind_template_child (widget_class, WeirChartView, menu_button);
  gtk_widget_class_bind_template_child (widget_class, WeirChartView, summary);
  gtk_widget_class_bind_template_child (widget_class, WeirChartView, problem);
  gtk_widget_class_bind_template_child (widget_class, WeirChartView, stack);
  gtk_widget_class_bind_template_child (widget_class, WeirChartView, canvas);
  gtk_widget_class_bind_template_child (widget_class, WeirChartView, toggles);
  gtk_widget_class_bind_template_child (widget_class, WeirChartView, note);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_install_property_action (widget_class, "chart.show-table", "show-table");
  gtk_widget_class_install_action (widget_class, "chart.save-svg", NULL, save_as_action);
  gtk_widget_class_install_action (widget_class, "chart.save-png", NULL, save_as_action);
  gtk_widget_class_install_action (widget_class, "chart.menu", NULL, menu_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "chart.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "chart.menu", NULL);
  gtk_widget_class_set_css_name (widget_class, "chartview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
weir_chart_view_init (WeirChartView *self)
{
  GtkGesture *secondary = gtk_gesture_click_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  weir_chart_toggles_set_canvas (self->toggles, self->canvas);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (secondary), GDK_BUTTON_SECONDARY);
  g_signal_connect_swapped (secondary, "pressed", G_CALLBACK (secondary_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (secondary));
}

/**
 * weir_chart_view_new:
 *
 * Returns: (transfer floating): a view without a chart
 */
GtkWidget *
weir_chart_view_new (void)
{
  return g_object_new (WEIR_TYPE_CHART_VIEW, NULL);
}

/**
 * weir_chart_view_take_chart:
 * @self: a view
 * @chart: (transfer full): what it shows from now on
 *
 * Of a chart of the same kind the person's choice of series stays, and the cross-hair where it is.
 */
void
weir_chart_view_take_chart (WeirChartView *self, WeirChart *chart)
{
  WeirChart *before;
  gboolean empty;

  g_return_if_fail (WEIR_IS_CHART_VIEW (self));
  g_return_if_fail (chart != NULL);

  before = weir_chart_canvas_get_chart (self->canvas);
  if (before != NULL && g_str_equal (weir_chart_get_id (before), weir_chart_get_id (chart)))
    weir_chart_copy_visibility (chart, before);
  empty = weir_chart_is_empty (chart);
  gtk_label_set_text (self->title, weir_chart_get_title (chart));
  /* An empty chart says it in its own place. */
  gtk_label_set_text (self->summary, weir_chart_get_summary (chart));
  gtk_widget_set_visible (GTK_WIDGET (self->summary), !empty && !self->hides_summary);
  gtk_label_set_text (self->note, weir_chart_get_note (chart) != NULL ? weir_chart_get_note (chart) : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), weir_chart_get_note (chart) != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "chart.save-svg", !empty);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "chart.save-png", !empty);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  weir_chart_get_title (chart),
                                  -1);
  weir_chart_canvas_take_chart (self->canvas, chart);
  weir_chart_toggles_update (self->toggles);
  if (self->show_table)
    weir_chart_cells_update (self->cells);
}

/**
 * weir_chart_view_is_on_screen:
 * @self: a view
 * @scroller: what it is scrolled in
 *
 * Returns: whether any of it lies within the part that is scrolled to; before it has a place, it counts
 */
gboolean
weir_chart_view_is_on_screen (WeirChartView *self, GtkWidget *scroller)
{
  graphene_rect_t bounds;

  g_return_val_if_fail (WEIR_IS_CHART_VIEW (self), FALSE);

  if (gtk_widget_get_height (GTK_WIDGET (self)) == 0
      || !gtk_widget_compute_bounds (GTK_WIDGET (self), scroller, &bounds))
    return TRUE;
  return bounds.origin.y + bounds.size.height >= 0
         && bounds.origin.y <= (float) gtk_widget_get_height (scroller);
}

/**
 * weir_chart_view_set_control:
 * @self: a view
 * @control: a widget that belongs to the chart, shown beside its title
 */
void
weir_chart_view_set_control (WeirChartView *self, GtkWidget *control)
{
  gtk_box_insert_child_after (self->head, control, GTK_WIDGET (self->title));
}

/**
 * weir_chart_view_hide_summary:
 * @self: a view
 *
 * Leaves out the sentence below the title, where something beside the view says the same.
 */
void
weir_chart_view_hide_summary (WeirChartView *self)
{
  self->hides_summary = TRUE;
  gtk_widget_set_visible (GTK_WIDGET (self->summary), FALSE);
}

/**
 * weir_chart_view_save:
 * @self: a view with a chart
 * @file: where to; its name ends in .png for a PNG, and is an SVG otherwise
 * @error: return location for a GError
 *
 * Saves the chart as a picture with title, summary and toggles, on a light background, with the series that
 * are shown now.
 *
 * Returns: whether it was written; errors are of GIO
 */
gboolean
weir_chart_view_save (WeirChartView *self, GFile *file, GError **error)
{
  WeirChart *chart = weir_chart_canvas_get_chart (self->canvas);
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *lower = g_ascii_strdown (name, -1);
  double height = weir_chart_get_natural_height (chart, PICTURE_WIDTH, WEIR_CHART_WHOLE);
  g_autoptr (GBytes) picture = NULL;

  if (g_str_has_suffix (lower, ".png"))
    picture
        = weir_chart_to_png (chart, PICTURE_WIDTH, height, PNG_SCALE, WEIR_CHART_WHOLE, WEIR_PALETTE_LIGHT);
  else
    picture = weir_chart_to_svg (chart, PICTURE_WIDTH, height, WEIR_CHART_WHOLE, WEIR_PALETTE_LIGHT);
  /* The picture was laid out for another size. */
  gtk_widget_queue_allocate (GTK_WIDGET (self->canvas));
  return g_file_replace_contents (file, g_bytes_get_data (picture, NULL), g_bytes_get_size (picture), NULL,
                                  FALSE,
                                  G_FILE_CREATE_REPLACE_DESTINATION, NULL, NULL, error);
}

/**
 * weir_chart_view_get_canvas:
 * @self: a view
 *
 * Returns: (transfer none): the drawing
 */
WeirChartCanvas *
weir_chart_view_get_canvas (WeirChartView *self)
{
  return self->canvas;
}

/**
 * weir_chart_view_get_toggles:
 * @self: a view
 *
 * Returns: (transfer none): the buttons of the series
 */
WeirChartToggles *
weir_chart_view_get_toggles (WeirChartView *self)
{
  return self->toggles;
}
