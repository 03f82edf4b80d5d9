/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-step-editor-tabs.c: the tabs of the step editor: how much is in each, and where a problem is
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-step-check.h"
#include "weir-step-editor-private.h"

static const char *const titles[WEIR_N_EDITOR_TABS] = { N_("_Params"), N_("_Headers"), N_("A_uth"),
                                                        N_("_Body"),   N_("E_xtract"), N_("Asse_rt"),
                                                        N_("_Options") };

static guint
count (GListStore *store)
{
  return g_list_model_get_n_items (G_LIST_MODEL (store));
}

/* Rows are counted; of anything else a dot says that there is something. */
static void
show_title (WeirStepEditor *self, WeirEditorTab tab, guint n, gboolean is_counted)
{
  g_autofree char *text = NULL;

  if (n > 0 && is_counted)
    text = g_strdup_printf ("%s (%u)", _(titles[tab]), n);
  else
    text = g_strdup_printf ("%s%s", _(titles[tab]), n > 0 ? " •" : "");
  if (g_strcmp0 (gtk_label_get_label (self->tab_labels[tab]), text) != 0)
    gtk_label_set_text_with_mnemonic (self->tab_labels[tab], text);
}

/**
 * weir_step_editor_show_counts:
 * @self: an editor with a request
 *
 * Shows on the tabs how much is in them.
 */
void
weir_step_editor_show_counts (WeirStepEditor *self)
{
  WeirRequest *request = self->step != NULL ? weir_step_get_request (self->step) : NULL;

  if (request == NULL)
    return;
  show_title (self, WEIR_EDITOR_TAB_PARAMS, count (weir_request_get_query (request)), TRUE);
  show_title (self, WEIR_EDITOR_TAB_HEADERS, count (weir_request_get_headers (request)), TRUE);
  show_title (self, WEIR_EDITOR_TAB_AUTH, weir_request_get_auth (request) != NULL, FALSE);
  show_title (self, WEIR_EDITOR_TAB_BODY, weir_request_get_payload_kind (request) != WEIR_PAYLOAD_NONE,
              FALSE);
  show_title (self, WEIR_EDITOR_TAB_EXTRACT, count (weir_step_get_extractions (self->step)), TRUE);
  show_title (self, WEIR_EDITOR_TAB_ASSERT, count (weir_step_get_assertions (self->step)), TRUE);
  show_title (self, WEIR_EDITOR_TAB_OPTIONS, weir_editor_options_count (self->step), FALSE);
}

/**
 * weir_step_editor_show_tab:
 * @self: an editor
 * @tab: which of its tabs
 */
void
weir_step_editor_show_tab (WeirStepEditor *self, WeirEditorTab tab)
{
  g_return_if_fail (WEIR_IS_STEP_EDITOR (self));

  gtk_notebook_set_current_page (self->tabs, (int) tab);
}

/**
 * weir_step_editor_get_tab_label:
 * @self: an editor
 * @tab: which of its tabs
 *
 * Returns: (transfer none): what it says: "Headers (3)"
 */
const char *
weir_step_editor_get_tab_label (WeirStepEditor *self, WeirEditorTab tab)
{
  g_return_val_if_fail (WEIR_IS_STEP_EDITOR (self), NULL);

  return gtk_label_get_text (self->tab_labels[tab]);
}

/**
 * weir_step_editor_get_rows:
 * @self: an editor
 * @tab: Params, Headers, Extract or Assert
 *
 * Returns: (transfer none) (nullable): the rows in that tab
 */
WeirFieldRows *
weir_step_editor_get_rows (WeirStepEditor *self, WeirEditorTab tab)
{
  g_return_val_if_fail (WEIR_IS_STEP_EDITOR (self), NULL);

  switch (tab)
    {
    case WEIR_EDITOR_TAB_PARAMS:
      return self->params;
    case WEIR_EDITOR_TAB_HEADERS:
      return self->headers;
    case WEIR_EDITOR_TAB_EXTRACT:
      return self->extractions;
    case WEIR_EDITOR_TAB_ASSERT:
      return self->assertions;
    case WEIR_EDITOR_TAB_AUTH:
    case WEIR_EDITOR_TAB_BODY:
    case WEIR_EDITOR_TAB_OPTIONS:
    default:
      return NULL;
    }
}

/* A field can have the focus only where it can be seen. */
static gboolean
focus_in_tabs (WeirStepEditor *self, gpointer object, const char *property)
{
  for (guint tab = 0; tab < WEIR_N_EDITOR_TABS; tab++)
    {
      WeirFieldRows *rows = weir_step_editor_get_rows (self, tab);
      int shown = gtk_notebook_get_current_page (self->tabs);

      gtk_notebook_set_current_page (self->tabs, (int) tab);
      if ((rows != NULL && weir_field_rows_focus_item (rows, object, property)) ||
          (tab == WEIR_EDITOR_TAB_AUTH && weir_editor_auth_focus (self->auth, object, property)) ||
          (tab == WEIR_EDITOR_TAB_BODY && weir_editor_body_focus (self->body, object, property)) ||
          (tab == WEIR_EDITOR_TAB_OPTIONS && weir_editor_options_focus (self->options, object, property)))
        return TRUE;
      gtk_notebook_set_current_page (self->tabs, shown);
    }
  return FALSE;
}

/**
 * weir_step_editor_focus:
 * @self: an editor with a request
 * @object: the step or a part of it
 * @property: (nullable): of @object
 *
 * Returns: whether it has a field for that, which has the focus now
 */
gboolean
weir_step_editor_focus (WeirStepEditor *self, gpointer object, const char *property)
{
  g_return_val_if_fail (WEIR_IS_STEP_EDITOR (self), FALSE);

  if (g_strcmp0 (property, "url") == 0)
    return gtk_widget_grab_focus (GTK_WIDGET (self->url));
  if (g_strcmp0 (property, "method") == 0)
    return gtk_widget_grab_focus (GTK_WIDGET (self->method));
  return focus_in_tabs (self, object, property);
}

/**
 * weir_step_editor_show_problem:
 * @self: an editor
 *
 * Goes to the first field with an error, if there is one.
 */
void
weir_step_editor_show_problem (WeirStepEditor *self)
{
  WeirFlowProblems *problems = weir_editor_context_get_problems (self->context);
  GPtrArray *found =
      problems != NULL && self->step != NULL ? weir_flow_problems_get (problems, self->step) : NULL;

  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      const WeirStepProblem *problem = g_ptr_array_index (found, i);
      const char *property = problem->property;

      if (problem->is_warning)
        continue;
      if (problem->object == G_OBJECT (self->step) && g_strcmp0 (property, "name") == 0)
        gtk_widget_grab_focus (GTK_WIDGET (self->name));
      else if (problem->object == G_OBJECT (self->step) && g_strcmp0 (property, "wait-us") == 0)
        gtk_widget_grab_focus (GTK_WIDGET (self->wait));
      else if (g_strcmp0 (property, "url") == 0)
        gtk_widget_grab_focus (GTK_WIDGET (self->url));
      else if (weir_step_get_request (self->step) != NULL)
        focus_in_tabs (self, problem->object, property);
      else if (!weir_field_rows_focus_item (self->assignments, problem->object, property))
        gtk_widget_grab_focus (GTK_WIDGET (self->skip_if));
      return;
    }
}
