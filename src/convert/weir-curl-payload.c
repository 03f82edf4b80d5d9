/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-curl-payload.c: the body of a curl command: data, forms, files
 */

#include "config.h"

#include <string.h>

#include "weir-curl-private.h"
#include "weir-part.h"
#include "weir-shell-words.h"

G_GNUC_PRINTF (2, 3)
static gboolean
fail (GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, WEIR_CONVERT_ERROR, WEIR_CONVERT_ERROR_INVALID, message);
  return FALSE;
}

/* All but unreserved characters; a variable of the shell cannot be encoded before it has a value. */
static void
append_encoded (const char *word, GPtrArray *warnings, GString *out)
{
  while (*word != '\0')
    {
      gsize length = strcspn (word, "\x01");
      g_autofree char *plain = g_strndup (word, length);
      g_autofree char *encoded = g_uri_escape_string (plain, " ", FALSE);
      const char *end = strchr (word + length, WEIR_SHELL_VARIABLE_END);

      g_string_append (out, g_strdelimit (encoded, " ", '+'));
      if (end == NULL)
        return;
      g_string_append_len (out, word + length, end + 1 - (word + length));
      weir_curl_warn (warnings,
                      "A variable in --data-urlencode is sent as it is; give it a value that is encoded, or"
                      " make the payload a form.");
      word = end + 1;
    }
}

static gboolean
append_urlencoded (const char *word, GPtrArray *warnings, GString *out, GError **error)
{
  const char *equals = strchr (word, '=');
  const char *at = strchr (word, '@');

  if (at != NULL && (equals == NULL || at < equals))
    return fail (
        error, "--data-urlencode takes its text from a file, which is not read here; write the text into the"
               " command.");
  if (equals != NULL && equals > word)
    g_string_append_len (out, word, equals + 1 - word);
  append_encoded (equals != NULL ? equals + 1 : word, warnings, out);
  return TRUE;
}

static gboolean
is_file (const WeirCurlData *data)
{
  return data->kind != WEIR_CURL_DATA_RAW && data->kind != WEIR_CURL_DATA_URLENCODE && *data->word == '@';
}

static gboolean
take_file (const WeirCurlArguments *arguments, const WeirCurlData *data, GPtrArray *warnings, char **file,
           GError **error)
{
  if (g_str_equal (data->word, "@"))
    return fail (error, "The command names no file behind the @ of its body; copy all of it.");
  if (g_str_equal (data->word, "@-"))
    return fail (error,
                 "The command takes its body from what is piped into it; write the body into the command, or"
                 " into a file.");
  if (arguments->data->len > 1 || arguments->is_get)
    return fail (error,
                 "The command puts a file together with other data, which one request cannot be here; put all"
                 " of the body into the file.");
  if (data->kind == WEIR_CURL_DATA_TEXT)
    weir_curl_warn (warnings,
                    "curl takes the line breaks out of the file of -d; here its bytes are sent as they are.");
  *file = weir_shell_word_to_template (data->word + 1);
  return TRUE;
}

/**
 * weir_curl_collect_data:
 * @arguments: what a command says
 * @warnings: (element-type utf8): where sentences are appended
 * @data: (out) (nullable): the body as one word
 * @file: (out) (nullable): the file that is the body instead
 * @error: WEIR_CONVERT_ERROR_INVALID
 *
 * Returns: whether the parts are something that one request can be
 */
gboolean
weir_curl_collect_data (const WeirCurlArguments *arguments, GPtrArray *warnings, char **data, char **file,
                        GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < arguments->data->len; i++)
    {
      const WeirCurlData *part = &g_array_index (arguments->data, WeirCurlData, i);

      if (is_file (part))
        return take_file (arguments, part, warnings, file, error);
      if (i > 0 && part->kind != WEIR_CURL_DATA_JSON)
        g_string_append_c (out, '&');
      if (part->kind != WEIR_CURL_DATA_URLENCODE)
        g_string_append (out, part->word);
      else if (!append_urlencoded (part->word, warnings, out, error))
        return FALSE;
    }
  if (arguments->data->len > 0)
    *data = g_string_free (g_steal_pointer (&out), FALSE);
  return TRUE;
}

/* One word of -F up to a semicolon, perhaps in double quotes; returns what follows it. */
static const char *
read_form_word (const char *text, GString *out)
{
  if (*text != '"')
    {
      gsize length = strcspn (text, ";");

      g_string_append_len (out, text, (gssize) length);
      return text + length;
    }
  for (text++; *text != '\0' && *text != '"'; text++)
    {
      if (*text == '\\' && (text[1] == '"' || text[1] == '\\'))
        text++;
      g_string_append_c (out, *text);
    }
  return *text == '"' ? text + 1 + strcspn (text + 1, ";") : text;
}

/* ";type=text/plain;filename=a.txt" */
static void
read_form_options (const char *text, WeirPart *part, GPtrArray *warnings)
{
  while (*text == ';')
    {
      g_autoptr (GString) value = g_string_new (NULL);
      g_autofree char *name = NULL;
      g_autofree char *template = NULL;
      g_autofree char *plain = NULL;

      text++;
      text += strspn (text, " ");
      name = g_strndup (text, strcspn (text, "=;"));
      text += strlen (name);
      if (*text == '=')
        text = read_form_word (text + 1, value);
      template = weir_shell_word_to_template (value->str);
      plain = weir_shell_word_to_text (value->str);
      if (*template == '\0' || strpbrk (template, "\r\n") != NULL)
        weir_curl_warn (warnings, "\"%s\" of -F was left out: it is empty, or has a line break in it.", name);
      else if (g_str_equal (name, "type") && strchr (plain, '/') != NULL)
        weir_part_set_content_type (part, plain);
      else if (g_str_equal (name, "filename"))
        weir_part_set_file_name (part, template);
      else
        weir_curl_warn (warnings, "\"%s\" of -F is not taken over.", name);
    }
}

static gboolean
read_form (const WeirCurlForm *form, WeirRequest *request, GPtrArray *warnings, GError **error)
{
  const char *equals = strchr (form->word, '=');
  g_autoptr (GString) value = g_string_new (NULL);
  g_autofree char *word = NULL;
  g_autofree char *name = NULL;
  g_autofree char *template = NULL;
  g_autoptr (WeirPart) part = NULL;
  const char *rest = "";
  gboolean is_from_file = FALSE;

  if (equals == NULL || equals == form->word)
    return fail (error, "-F takes NAME=VALUE or NAME=@FILE.");
  word = g_strndup (form->word, (gsize) (equals - form->word));
  name = weir_shell_word_to_template (word);
  is_from_file = !form->is_string && (equals[1] == '@' || equals[1] == '<');
  if (form->is_string)
    g_string_append (value, equals + 1);
  else
    rest = read_form_word (equals + (is_from_file ? 2 : 1), value);
  template = weir_shell_word_to_template (value->str);
  if (strpbrk (name, "\r\n") != NULL || (is_from_file && strpbrk (value->str, "\r\n") != NULL))
    return fail (error, "A name in -F has a line break in it; copy the command again.");
  if (is_from_file && value->len == 0)
    return fail (error, "The command names no file behind the @ of -F; copy all of it.");
  if (is_from_file && equals[1] == '<')
    {
      weir_curl_warn (warnings,
                      "The part \"%s\" of -F, whose text is in a file, was left out; add its text as a"
                      " field.",
                      name);
      return TRUE;
    }
  part = is_from_file ? weir_part_new_file (name, template) : weir_part_new_field (name, template);
  read_form_options (rest, part, warnings);
  g_list_store_append (is_from_file ? weir_request_get_multipart_files (request)
                                    : weir_request_get_multipart_fields (request),
                       part);
  return TRUE;
}

static gboolean
read_forms (const WeirCurlArguments *arguments, WeirRequest *request, GPtrArray *warnings, GError **error)
{
  weir_request_set_payload_kind (request, WEIR_PAYLOAD_MULTIPART);
  for (guint i = 0; i < arguments->forms->len; i++)
    if (!read_form (&g_array_index (arguments->forms, WeirCurlForm, i), request, warnings, error))
      return FALSE;
  if (g_list_model_get_n_items (G_LIST_MODEL (weir_request_get_multipart_fields (request))) +
          g_list_model_get_n_items (G_LIST_MODEL (weir_request_get_multipart_files (request))) ==
      0)
    weir_request_clear_payload (request);
  return TRUE;
}

static void
read_upload (const WeirCurlArguments *arguments, WeirRequest *request)
{
  g_autofree char *file = weir_shell_word_to_template (arguments->upload);
  g_autofree char *base = g_path_get_basename (file);
  g_autofree char *escaped = g_uri_escape_string (base, NULL, TRUE);
  g_autofree char *url = NULL;

  weir_request_set_payload_file (request, file);
  if (!g_str_has_suffix (weir_request_get_url (request), "/"))
    return;
  url = g_strconcat (weir_request_get_url (request), escaped, NULL);
  weir_request_set_url (request, url);
}

static gboolean
has_json (const WeirCurlArguments *arguments)
{
  for (guint i = 0; i < arguments->data->len; i++)
    if (g_array_index (arguments->data, WeirCurlData, i).kind == WEIR_CURL_DATA_JSON)
      return TRUE;
  return FALSE;
}

/**
 * weir_curl_read_payload:
 * @arguments: what a command says
 * @request: (transfer none): a request with its URL and its headers
 * @warnings: (element-type utf8): where sentences are appended
 * @error: WEIR_CONVERT_ERROR_INVALID
 *
 * Returns: whether the body could be read
 */
gboolean
weir_curl_read_payload (const WeirCurlArguments *arguments, WeirRequest *request, GPtrArray *warnings,
                        GError **error)
{
  g_autofree char *data = NULL;
  g_autofree char *file = NULL;
  g_autofree char *raw = NULL;
  gboolean has_data = arguments->data->len > 0 && !arguments->is_get;

  if ((arguments->forms->len > 0) + (has_data ? 1 : 0) + (arguments->upload != NULL ? 1 : 0) > 1)
    return fail (error, "The command has more than one body: -d, -F and -T cannot be combined.");
  if (arguments->forms->len > 0)
    return read_forms (arguments, request, warnings, error);
  if (arguments->upload != NULL && (*arguments->upload == '\0' || g_str_equal (arguments->upload, "-")))
    return fail (error, "The command names no file behind -T; write the file's name into it.");
  if (arguments->upload != NULL)
    read_upload (arguments, request);
  if (!has_data)
    return TRUE;
  if (!weir_curl_collect_data (arguments, warnings, &data, &file, error))
    return FALSE;
  raw = data != NULL ? weir_shell_word_to_template (data) : NULL;
  if (file != NULL)
    weir_request_set_payload_file (request, file);
  else
    weir_request_set_payload_raw (request, raw);
  weir_curl_add_header (request, "Content-Type",
                        has_json (arguments) ? "application/json" : "application/x-www-form-urlencoded");
  if (has_json (arguments))
    weir_curl_add_header (request, "Accept", "application/json");
  return TRUE;
}
