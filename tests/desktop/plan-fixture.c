/* SPDX-License-Identifier: GPL-3.0-or-later
 * plan-fixture.c: a load plan in a window, whose forms are used as a person would
 */

#include "config.h"

#include <string.h>

#include "plan-fixture.h"
#include "weir-text-area.h"

WeirPlanView *
plan_get_view (Fixture *fixture)
{
  return weir_window_get_plan_view (fixture->window);
}

WeirPlanEditor *
plan_get_editor (Fixture *fixture)
{
  return weir_plan_view_get_editor (plan_get_view (fixture));
}

WeirPlanTree *
plan_get_tree (Fixture *fixture)
{
  return weir_plan_view_get_tree (plan_get_view (fixture));
}

WeirPlan *
plan_get (Fixture *fixture)
{
  return weir_session_get_plan (weir_window_get_session (fixture->window));
}

/**
 * plan_open:
 * @fixture: the fixture
 * @name: of the file
 * @text: of the plan
 *
 * Returns: (transfer full): the full name of the file
 */
char *
plan_open (Fixture *fixture, const char *name, const char *text)
{
  char *path = fixture_write (name, text);

  fixture_open (fixture, path);
  g_assert_nonnull (plan_get (fixture));
  return path;
}

gpointer
plan_find (Fixture *fixture, const char *path)
{
  g_auto (GStrv) keys = g_strsplit (path, ".", -1);
  GObject *object = G_OBJECT (plan_get (fixture));

  for (char **key = keys; *key != NULL && **key != '\0'; key++)
    {
      char *index = strchr (*key, '[');
      g_autofree char *property = index != NULL ? g_strndup (*key, (gsize) (index - *key)) : g_strdup (*key);
      g_autoptr (GObject) inner = NULL;

      g_object_get (object, property, &inner, NULL);
      if (inner == NULL)
        g_error ("there is no %s in %s", *key, path);
      if (index == NULL)
        {
          object = inner;
          continue;
        }
      object = g_list_model_get_item (G_LIST_MODEL (inner), (guint) g_ascii_strtoull (index + 1, NULL, 10));
      if (object == NULL)
        g_error ("there is no %s in %s", *key, path);
      g_object_unref (object); /* the list has it */
    }
  return object;
}

static gboolean
is_field (GtkWidget *widget)
{
  return WEIR_IS_VALUE_ENTRY (widget) || WEIR_IS_TEXT_AREA (widget) || GTK_IS_DROP_DOWN (widget) ||
         GTK_IS_CHECK_BUTTON (widget);
}

/* A threshold of a rule is an entry of its own. */
static GtkWidget *
find_field (GtkWidget *focus)
{
  GtkWidget *field = focus;

  while (field != NULL && !is_field (field))
    field = gtk_widget_get_parent (field);
  return field != NULL ? field : gtk_widget_get_ancestor (focus, GTK_TYPE_ENTRY);
}

GtkWidget *
plan_get_focus (Fixture *fixture)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (fixture->window));

  return focus != NULL ? find_field (focus) : NULL;
}

GtkWidget *
plan_go_to (Fixture *fixture, const char *path, const char *property)
{
  gpointer object = plan_find (fixture, path);
  GtkWidget *field;

  g_assert_true (weir_plan_tree_select_object (plan_get_tree (fixture), object));
  gtk_window_set_focus (GTK_WINDOW (fixture->window), NULL);
  if (!weir_plan_editor_focus (plan_get_editor (fixture), object, property))
    g_error ("there is no field for %s of %s", property, path);
  field = plan_get_focus (fixture);
  if (field == NULL || !gtk_widget_get_mapped (field))
    g_error ("the field for %s of %s cannot be seen: %s", property, path,
             field != NULL ? G_OBJECT_TYPE_NAME (field) : "nothing has the focus");
  return field;
}

void
plan_type (GtkWidget *field, const char *text)
{
  if (WEIR_IS_VALUE_ENTRY (field))
    weir_value_entry_type (WEIR_VALUE_ENTRY (field), text);
  else if (WEIR_IS_TEXT_AREA (field))
    weir_text_area_type (WEIR_TEXT_AREA (field), text);
  else if (GTK_IS_DROP_DOWN (field))
    gtk_drop_down_set_selected (GTK_DROP_DOWN (field), (guint) g_ascii_strtoull (text, NULL, 10));
  else if (GTK_IS_CHECK_BUTTON (field))
    gtk_check_button_set_active (GTK_CHECK_BUTTON (field), g_str_equal (text, "true"));
  else
    gtk_editable_set_text (GTK_EDITABLE (field), text);
}

char *
plan_read (GtkWidget *field)
{
  if (WEIR_IS_VALUE_ENTRY (field))
    return g_strdup (weir_value_entry_get_text (WEIR_VALUE_ENTRY (field)));
  if (WEIR_IS_TEXT_AREA (field))
    return weir_text_area_get_text (WEIR_TEXT_AREA (field));
  if (GTK_IS_DROP_DOWN (field))
    return g_strdup_printf ("%u", gtk_drop_down_get_selected (GTK_DROP_DOWN (field)));
  if (GTK_IS_CHECK_BUTTON (field))
    return g_strdup (gtk_check_button_get_active (GTK_CHECK_BUTTON (field)) ? "true" : "false");
  return g_strdup (gtk_editable_get_text (GTK_EDITABLE (field)));
}

/* Every sentence that can be read in @widget about what is wrong; (transfer full) */
static void
collect_messages (GtkWidget *widget, GString *messages)
{
  GtkWidget *child;

  if (!gtk_widget_get_child_visible (widget) || !gtk_widget_get_visible (widget))
    return;
  if (GTK_IS_LABEL (widget) && gtk_widget_has_css_class (widget, "field-message"))
    g_string_append_printf (messages, "%s\n", gtk_label_get_text (GTK_LABEL (widget)));
  for (child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_messages (child, messages);
}

/**
 * plan_get_message:
 * @field: as of plan_go_to()
 *
 * Returns: (transfer full): what is told of it: in the field, or in the next box around it
 */
char *
plan_get_message (GtkWidget *field)
{
  GString *messages = g_string_new (NULL);

  for (GtkWidget *at = field; at != NULL && messages->len == 0 && !WEIR_IS_PLAN_EDITOR (at);
       at = gtk_widget_get_parent (at))
    collect_messages (at, messages);
  return g_string_free (messages, FALSE);
}

char *
plan_dup_text (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  char *text = weir_session_dup_source (weir_window_get_session (fixture->window), &error);

  g_assert_no_error (error);
  return text;
}

/* What is done when the program is idle, has been done. */
void
plan_wait_idle (void)
{
  for (guint i = 0; i < 1000 && g_main_context_iteration (NULL, FALSE); i++)
    ;
}
