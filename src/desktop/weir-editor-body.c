/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-editor-body.c: the tab Body: what a request carries
 */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "weir-body-text.h"
#include "weir-editor-body.h"
#include "weir-field.h"
#include "weir-field-rows.h"
#include "weir-field-text.h"
#include "weir-file-entry.h"
#include "weir-json.h"
#include "weir-row-kinds.h"

struct _WeirEditorBody
{
  GtkWidget parent_instance;

  /* template */
  GtkWidget *content;
  GtkDropDown *kind;
  GtkWidget *raw_tools;
  GtkDropDown *type;
  GtkWidget *format;
  GtkStack *pages;
  WeirTextArea *text;
  WeirFieldRows *form;
  WeirFileEntry *file;
  WeirFieldRows *parts;
  WeirFieldRows *files;

  /* owned */
  WeirEditorContext *context;
  WeirRequest *request;
  GSignalGroup *request_signals;
  GSignalGroup *context_signals;

  guint typing_source;
  gboolean follows; /* a choice is being given what the document has */
};

G_DEFINE_FINAL_TYPE (WeirEditorBody, weir_editor_body, GTK_TYPE_WIDGET)

/* In the order of WeirPayloadKind. */
static const char *const page_names[] = { "none", "text", "text", "form", "file", "multipart" };

/* In the order of the choice; the first says nothing, the last is any other that the headers say. */
static const char *const types[] = {
  NULL,        "application/json", "text/plain",          "application/xml",
  "text/html", "text/csv",         "application/graphql", NULL
};
#define OTHER_TYPE (G_N_ELEMENTS (types) - 1)

/* (transfer none) (nullable): the header that says what the body is; @place (out) (optional) */
static WeirField *
find_type (WeirEditorBody *self, guint *place)
{
  GListModel *headers = G_LIST_MODEL (weir_request_get_headers (self->request));

  for (guint i = 0; i < g_list_model_get_n_items (headers); i++)
    {
      g_autoptr (WeirField) header = g_list_model_get_item (headers, i);

      if (!weir_field_get_enabled (header) ||
          g_ascii_strcasecmp (weir_field_get_name (header), "Content-Type") != 0)
        continue;
      if (place != NULL)
        *place = i;
      return header;
    }
  return NULL;
}

static guint
get_type_choice (WeirEditorBody *self)
{
  WeirField *header = find_type (self, NULL);

  if (header == NULL)
    return 0;
  for (guint i = 1; i < OTHER_TYPE; i++)
    if (g_ascii_strcasecmp (types[i], weir_field_get_value (header)) == 0)
      return i;
  return OTHER_TYPE;
}

static const char *
get_language (WeirEditorBody *self)
{
  WeirField *header = find_type (self, NULL);
  const char *raw = weir_request_get_payload_raw (self->request);

  if (weir_request_get_payload_kind (self->request) == WEIR_PAYLOAD_JSON)
    return "json";
  return header != NULL ? weir_body_guess_language (weir_field_get_value (header), raw != NULL ? raw : "")
                        : NULL;
}

static void
show_type (WeirEditorBody *self)
{
  if (self->request == NULL)
    return;
  self->follows = TRUE;
  gtk_drop_down_set_selected (self->type, get_type_choice (self));
  self->follows = FALSE;
  weir_text_area_set_language (self->text, get_language (self));
  gtk_widget_set_visible (self->format, g_strcmp0 (get_language (self), "json") == 0);
}

static void
show_kind (WeirEditorBody *self)
{
  WeirRequest *request = self->request;
  WeirPayloadKind kind = request != NULL ? weir_request_get_payload_kind (request) : WEIR_PAYLOAD_NONE;
  gboolean is_text = kind == WEIR_PAYLOAD_RAW || kind == WEIR_PAYLOAD_JSON;

  self->follows = TRUE;
  gtk_drop_down_set_selected (self->kind, kind);
  self->follows = FALSE;
  gtk_stack_set_visible_child_name (self->pages, page_names[kind]);
  gtk_widget_set_visible (self->raw_tools, is_text);
  gtk_widget_set_visible (GTK_WIDGET (self->type), kind == WEIR_PAYLOAD_RAW);
  weir_text_area_bind (self->text, self->context, is_text ? request : NULL,
                       kind == WEIR_PAYLOAD_JSON ? "payload-json" : "payload-raw");
  weir_field_rows_bind (self->form, &weir_rows_form, self->context,
                        kind == WEIR_PAYLOAD_FORM ? weir_request_get_form (request) : NULL);
  weir_file_entry_bind (self->file, self->context, kind == WEIR_PAYLOAD_FILE ? request : NULL,
                        "payload-file");
  weir_field_rows_bind (self->parts, &weir_rows_parts, self->context,
                        kind == WEIR_PAYLOAD_MULTIPART ? weir_request_get_multipart_fields (request) : NULL);
  weir_field_rows_bind (self->files, &weir_rows_files, self->context,
                        kind == WEIR_PAYLOAD_MULTIPART ? weir_request_get_multipart_files (request) : NULL);
  show_type (self);
}

/* Not before the list of kinds has closed, which gives the focus back. */
static gboolean
begin_typing_cb (gpointer data)
{
  WeirEditorBody *self = data;
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (weir_text_area_get_view (self->text));
  GtkTextIter start;
  GtkTextIter end;

  self->typing_source = 0;
  if (!gtk_widget_get_mapped (GTK_WIDGET (self->text)))
    return G_SOURCE_REMOVE;
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_select_range (buffer, &start, &end);
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
  return G_SOURCE_REMOVE;
}

/* A text stays when its kind changes, as far as it is one of the other kind, too. */
static void
kind_selected_cb (WeirEditorBody *self)
{
  WeirPayloadKind kind = gtk_drop_down_get_selected (self->kind);
  WeirEdits *edits;
  g_autofree char *text = NULL;
  g_autofree char *ignored = NULL;

  if (self->follows || self->request == NULL)
    return;
  edits = weir_editor_context_get_edits (self->context);
  text = weir_text_area_get_text (self->text);
  weir_edits_begin (edits, _("Change Body"));
  weir_edits_set_enum (edits, self->request, "payload-kind", (int) kind);
  if (kind == WEIR_PAYLOAD_RAW)
    weir_field_text_set (edits, self->request, "payload-raw", text, &ignored);
  else if (kind == WEIR_PAYLOAD_JSON &&
           !weir_field_text_set (edits, self->request, "payload-json", *text != '\0' ? text : "{}", &ignored))
    weir_field_text_set (edits, self->request, "payload-json", "{}", &ignored);
  weir_edits_end (edits);
  if ((kind == WEIR_PAYLOAD_RAW || kind == WEIR_PAYLOAD_JSON) && self->typing_source == 0)
    self->typing_source = g_idle_add_full (G_PRIORITY_LOW, begin_typing_cb, self, NULL);
}

static void
type_selected_cb (WeirEditorBody *self)
{
  guint choice = gtk_drop_down_get_selected (self->type);
  guint place = 0;
  WeirEdits *edits;
  WeirField *header;

  if (self->follows || self->request == NULL || choice == OTHER_TYPE)
    return;
  edits = weir_editor_context_get_edits (self->context);
  header = find_type (self, &place);
  if (choice == 0 && header != NULL)
    weir_edits_remove (edits, weir_request_get_headers (self->request), place);
  else if (choice > 0 && header != NULL)
    weir_edits_set_string (edits, header, "value", types[choice]);
  else if (choice > 0)
    {
      g_autoptr (WeirField) created = weir_field_new ("Content-Type", types[choice]);

      weir_edits_insert (edits, weir_request_get_headers (self->request), G_MAXUINT, created);
    }
}

/* Placeholders without quotes make a text no JSON; that one is left as it is. */
static void
format_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  WeirEditorBody *self = WEIR_EDITOR_BODY (widget);
  g_autofree char *text = weir_text_area_get_text (self->text);
  g_autoptr (JsonNode) node = weir_json_parse (text, strlen (text));
  g_autofree char *formatted = NULL;

  if (node != NULL)
    formatted = weir_body_indent_json (text, strlen (text), G_MAXSIZE);
  if (formatted != NULL && !g_str_equal (formatted, text))
    weir_text_area_type (self->text, formatted);
}

static void
weir_editor_body_dispose (GObject *object)
{
  WeirEditorBody *self = WEIR_EDITOR_BODY (object);

  self->follows = TRUE;
  g_clear_handle_id (&self->typing_source, g_source_remove);
  g_clear_object (&self->request_signals);
  g_clear_object (&self->context_signals);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_object (&self->request);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (weir_editor_body_parent_class)->dispose (object);
}

static void
weir_editor_body_class_init (WeirEditorBodyClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_editor_body_dispose;
  g_type_ensure (WEIR_TYPE_FIELD_ROWS);
  g_type_ensure (WEIR_TYPE_FILE_ENTRY);
  g_type_ensure (WEIR_TYPE_TEXT_AREA);
  gtk_widget_class_install_action (widget_class, "body-editor.format", NULL, format_action);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir_app/Weir/weir-editor-body.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirEditorBody, content);
  gtk_widget_class_bind_template_child (widget_class, WeirEditorBody, kind);
  gtk_widget_class_bind_template_child (widget_class, WeirEditorBody, raw_tools);
  gtk_widget_class_bind_template_child (widget_class, WeirEditorBody, type);
  gtk_widget_class_bind_template_child (widget_class, WeirEditorBody, format);
  gtk_widget_class_bind_template_child (widget_class, WeirEditorBody, pages);
  gtk_widget_class_bind_template_child (widget_class, WeirEditorBody, text);
  gtk_widget_class_bind_template_child (widget_class, WeirEditorBody, form);
  gtk_widget_class_bind_template_child (widget_class, WeirEditorBody, file);
  gtk_widget_class_bind_template_child (widget_class, WeirEditorBody, parts);
  gtk_widget_class_bind_template_child (widget_class, WeirEditorBody, files);
  gtk_widget_class_bind_template_callback (widget_class, kind_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, type_selected_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
weir_editor_body_init (WeirEditorBody *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  weir_file_entry_set_label (self->file, _("File to send"));
  self->request_signals = g_signal_group_new (WEIR_TYPE_REQUEST);
  g_signal_group_connect_swapped (self->request_signals, "notify::payload-kind", G_CALLBACK (show_kind),
                                  self);
  self->context_signals = g_signal_group_new (WEIR_TYPE_EDITOR_CONTEXT);
  g_signal_group_connect_swapped (self->context_signals, "updated", G_CALLBACK (show_type), self);
}

/**
 * weir_editor_body_bind:
 * @self: the tab
 * @context: (nullable): what is known
 * @request: (nullable): whose payload it edits
 */
void
weir_editor_body_bind (WeirEditorBody *self, WeirEditorContext *context, WeirRequest *request)
{
  g_return_if_fail (WEIR_IS_EDITOR_BODY (self));

  g_set_object (&self->context, context);
  g_set_object (&self->request, request);
  g_signal_group_set_target (self->request_signals, request);
  g_signal_group_set_target (self->context_signals, context);
  show_kind (self);
}

/**
 * weir_editor_body_focus:
 * @self: the tab
 * @object: of the document
 * @property: (nullable): of it
 *
 * Returns: whether it has a field for that, which has the focus now
 */
gboolean
weir_editor_body_focus (WeirEditorBody *self, gpointer object, const char *property)
{
  WeirFieldRows *rows[] = { self->form, self->parts, self->files };

  g_return_val_if_fail (WEIR_IS_EDITOR_BODY (self), FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (weir_field_rows_focus_item (rows[i], object, property))
      return TRUE;
  if (object != self->request || property == NULL || !g_str_has_prefix (property, "payload-"))
    return FALSE;
  if (g_str_equal (property, "payload-file"))
    return gtk_widget_grab_focus (GTK_WIDGET (self->file));
  if (g_str_equal (property, "payload-kind"))
    return gtk_widget_grab_focus (GTK_WIDGET (self->kind));
  return gtk_widget_grab_focus (GTK_WIDGET (self->text));
}

/**
 * weir_editor_body_get_kind:
 * @self: the tab
 *
 * Returns: (transfer none): the choice of the kind of payload
 */
GtkDropDown *
weir_editor_body_get_kind (WeirEditorBody *self)
{
  g_return_val_if_fail (WEIR_IS_EDITOR_BODY (self), NULL);

  return self->kind;
}

/**
 * weir_editor_body_get_type_choice:
 * @self: the tab
 *
 * Returns: (transfer none): the choice of the type of content of a text
 */
GtkDropDown *
weir_editor_body_get_type_choice (WeirEditorBody *self)
{
  g_return_val_if_fail (WEIR_IS_EDITOR_BODY (self), NULL);

  return self->type;
}

/**
 * weir_editor_body_get_text:
 * @self: the tab
 *
 * Returns: (transfer none): the field for text and JSON
 */
WeirTextArea *
weir_editor_body_get_text (WeirEditorBody *self)
{
  g_return_val_if_fail (WEIR_IS_EDITOR_BODY (self), NULL);

  return self->text;
}
