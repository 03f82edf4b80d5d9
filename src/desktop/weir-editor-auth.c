/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-editor-auth.c: the tab Auth: how a request says who sends it
 */

#include "config.h"

#include "weir-editor-auth.h"
#include "weir-editor-bind.h"
#include "weir-value-entry.h"

struct _WeirEditorAuth
{
  GtkWidget parent_instance;

  /* template */
  GtkWidget *content;
  GtkDropDown *kind;
  GtkStack *fields;
  WeirValueEntry *username;
  WeirValueEntry *password;
  WeirValueEntry *token;
  WeirValueEntry *name;
  WeirValueEntry *value;
  GtkDropDown *place;

  /* owned */
  WeirEditorContext *context;
  WeirRequest *request;
  GSignalGroup *request_signals;
  GSignalGroup *auth_signals;

  guint typing_source;
  gboolean follows; /* the choice is being given what the document has */
};

G_DEFINE_FINAL_TYPE (WeirEditorAuth, weir_editor_auth, GTK_TYPE_WIDGET)

/* None, then the kinds in the order of WeirAuthKind. */
static const char *const pages[] = { "none", "user", "token", "user", "key" };

static void
show_kind (WeirEditorAuth *self)
{
  WeirAuth *auth = self->request != NULL ? weir_request_get_auth (self->request) : NULL;
  guint kind = auth != NULL ? (guint) weir_auth_get_kind (auth) + 1 : 0;

  self->follows = TRUE;
  gtk_drop_down_set_selected (self->kind, kind);
  self->follows = FALSE;
  gtk_stack_set_visible_child_name (self->fields, pages[kind]);
}

static void
follow_auth (WeirEditorAuth *self)
{
  WeirAuth *auth = self->request != NULL ? weir_request_get_auth (self->request) : NULL;

  g_signal_group_set_target (self->auth_signals, auth);
  weir_value_entry_bind (self->username, self->context, auth, "username");
  weir_value_entry_bind (self->password, self->context, auth, "password");
  weir_value_entry_bind (self->token, self->context, auth, "token");
  weir_value_entry_bind (self->name, self->context, auth, "name");
  weir_value_entry_bind (self->value, self->context, auth, "value");
  weir_editor_bind_choice (self->place, self->context, auth, "place");
  show_kind (self);
}

/* Not before the list of kinds has closed, which gives the focus back. */
static gboolean
begin_typing_cb (gpointer data)
{
  WeirEditorAuth *self = data;
  GtkWidget *page = gtk_stack_get_visible_child (self->fields);

  self->typing_source = 0;
  if (gtk_widget_get_mapped (page))
    gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
  return G_SOURCE_REMOVE;
}

/* What was typed for one kind stays when another needs it, too. */
static void
kind_selected_cb (WeirEditorAuth *self)
{
  guint kind = gtk_drop_down_get_selected (self->kind);
  WeirEdits *edits;
  WeirAuth *auth;

  if (self->follows || self->request == NULL)
    return;
  edits = weir_editor_context_get_edits (self->context);
  auth = weir_request_get_auth (self->request);
  if (kind == 0)
    weir_edits_set_object (edits, self->request, "auth", NULL);
  else if (auth != NULL)
    weir_edits_set_enum (edits, auth, "kind", (int) kind - 1);
  else
    {
      g_autoptr (WeirAuth) created = weir_auth_new (kind - 1);

      weir_edits_set_object (edits, self->request, "auth", created);
    }
  if (kind > 0 && self->typing_source == 0)
    self->typing_source = g_idle_add_full (G_PRIORITY_LOW, begin_typing_cb, self, NULL);
}

static void
weir_editor_auth_dispose (GObject *object)
{
  WeirEditorAuth *self = WEIR_EDITOR_AUTH (object);

  self->follows = TRUE;
  g_clear_handle_id (&self->typing_source, g_source_remove);
  g_clear_object (&self->request_signals);
  g_clear_object (&self->auth_signals);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_object (&self->request);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (weir_editor_auth_parent_class)->dispose (object);
}

static void
weir_editor_auth_class_init (WeirEditorAuthClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_editor_auth_dispose;
  g_type_ensure (WEIR_TYPE_VALUE_ENTRY);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir_app/Weir/weir-editor-auth.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirEditorAuth, content);
  gtk_widget_class_bind_template_child (widget_class, WeirEditorAuth, kind);
  gtk_widget_class_bind_template_child (widget_class, WeirEditorAuth, fields);
  gtk_widget_class_bind_template_child (widget_class, WeirEditorAuth, username);
  gtk_widget_class_bind_template_child (widget_class, WeirEditorAuth, password);
  gtk_widget_class_bind_template_child (widget_class, WeirEditorAuth, token);
  gtk_widget_class_bind_template_child (widget_class, WeirEditorAuth, name);
  gtk_widget_class_bind_template_child (widget_class, WeirEditorAuth, value);
  gtk_widget_class_bind_template_child (widget_class, WeirEditorAuth, place);
  gtk_widget_class_bind_template_callback (widget_class, kind_selected_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
weir_editor_auth_init (WeirEditorAuth *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->request_signals = g_signal_group_new (WEIR_TYPE_REQUEST);
  g_signal_group_connect_swapped (self->request_signals, "notify::auth", G_CALLBACK (follow_auth), self);
  self->auth_signals = g_signal_group_new (WEIR_TYPE_AUTH);
  g_signal_group_connect_swapped (self->auth_signals, "notify::kind", G_CALLBACK (show_kind), self);
}

/**
 * weir_editor_auth_bind:
 * @self: the tab
 * @context: (nullable): what is known
 * @request: (nullable): whose auth it edits
 */
void
weir_editor_auth_bind (WeirEditorAuth *self, WeirEditorContext *context, WeirRequest *request)
{
  g_return_if_fail (WEIR_IS_EDITOR_AUTH (self));

  g_set_object (&self->context, context);
  g_set_object (&self->request, request);
  g_signal_group_set_target (self->request_signals, request);
  follow_auth (self);
}

/**
 * weir_editor_auth_focus:
 * @self: the tab
 * @object: of the document
 * @property: (nullable): of it
 *
 * Returns: whether it has a field for that, which has the focus now
 */
gboolean
weir_editor_auth_focus (WeirEditorAuth *self, gpointer object, const char *property)
{
  const struct
  {
    const char *property;
    WeirValueEntry *entry;
  } entries[] = {
    { "username", self->username }, { "password", self->password }, { "token", self->token },
    { "name", self->name },         { "value", self->value },
  };

  g_return_val_if_fail (WEIR_IS_EDITOR_AUTH (self), FALSE);

  if (self->request == NULL || object != weir_request_get_auth (self->request))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    if (g_strcmp0 (entries[i].property, property) == 0)
      return gtk_widget_grab_focus (GTK_WIDGET (entries[i].entry));
  if (g_strcmp0 (property, "place") == 0)
    return gtk_widget_grab_focus (GTK_WIDGET (self->place));
  return gtk_widget_grab_focus (GTK_WIDGET (self->kind));
}
