/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-request-step.c: a step of a flow out of a request that was sent, or out of one of a load plan
 */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "weir-field.h"
#include "weir-mask.h"
#include "weir-part.h"
#include "weir-request-step.h"
#include "weir-step-text.h"

/* Of what was sent: a "$" was sent as it is, and what is hidden has to be given anew. */
static char *
to_template (const char *text, const char *variable, GPtrArray *hidden)
{
  GString *written = g_string_new (text);
  g_autofree char *placeholder = g_strdup_printf ("${%s}", variable);

  g_string_replace (written, "$", "$$", 0);
  if (g_string_replace (written, WEIR_MASK_TEXT, placeholder, 0) > 0)
    g_ptr_array_add (hidden, g_steal_pointer (&placeholder));
  return g_string_free (written, FALSE);
}

/* "X-Api-Key" → "xApiKey": what a variable may be called. */
static char *
name_variable (const char *header)
{
  GString *name = g_string_new (NULL);
  gboolean begins = FALSE;

  for (const char *c = header; *c != '\0'; c++)
    {
      if (g_ascii_isalnum (*c))
        g_string_append_c (name, begins ? g_ascii_toupper (*c) : g_ascii_tolower (*c));
      begins = !g_ascii_isalnum (*c) && name->len > 0;
    }
  return g_string_free (name, FALSE);
}

/* What Weir itself sends with every request, or works out anew. */
static gboolean
is_own_header (const char *name, const char *value)
{
  static const char *const owned[] = { "Host", "Content-Length", "Transfer-Encoding", "TE", "Upgrade",
                                       "Connection" };

  for (guint i = 0; i < G_N_ELEMENTS (owned); i++)
    if (g_ascii_strcasecmp (name, owned[i]) == 0)
      return TRUE;
  return (g_ascii_strcasecmp (name, "User-Agent") == 0 && g_str_has_prefix (value, "weir/"))
         || (g_ascii_strcasecmp (name, "Accept-Encoding") == 0 && g_str_equal (value, "gzip, deflate"));
}

static void
take_headers (WeirRequest *request, const WeirExchange *exchange, GPtrArray *hidden, GPtrArray *left_out)
{
  const char *name, *value;
  gboolean cookies = FALSE;
  gsize position = 0;

  while (weir_headers_next (exchange->request_headers, &position, &name, &value))
    {
      g_autofree char *variable = name_variable (name);
      g_autofree char *text = NULL;
      g_autoptr (WeirField) field = NULL;

      if (g_ascii_strcasecmp (name, "Cookie") == 0)
        cookies = TRUE;
      else if (!is_own_header (name, value))
        {
          text = to_template (value, *variable != '\0' ? variable : "hidden", hidden);
          field = weir_field_new (name, text);
          g_list_store_append (weir_request_get_headers (request), field);
        }
    }
  if (cookies)
    g_ptr_array_add (left_out, g_strdup (_("The cookies of the client: a flow has its own.")));
}

static void
take_body (WeirRequest *request, const WeirExchange *exchange, GPtrArray *hidden, GPtrArray *left_out)
{
  gsize size = 0;
  const char *data = exchange->request_body != NULL ? g_bytes_get_data (exchange->request_body, &size) : NULL;
  g_autofree char *body = NULL;
  g_autofree char *text = NULL;

  if (exchange->request_body_truncated)
    g_ptr_array_add (left_out, g_strdup (_("The body, of which not all was kept.")));
  else if (size > 0 && !g_utf8_validate (data, (gssize) size, NULL))
    g_ptr_array_add (left_out, g_strdup (_("The body, which is no text.")));
  if (size == 0 || exchange->request_body_truncated || !g_utf8_validate (data, (gssize) size, NULL))
    return;
  body = g_strndup (data, size);
  text = to_template (body, "hiddenInBody", hidden);
  weir_request_set_payload_raw (request, text);
}

static void
tell_hidden (GPtrArray *hidden, GPtrArray *left_out)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < hidden->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", (const char *) g_ptr_array_index (hidden, i));
  if (hidden->len > 0)
    /* Translators: %s are placeholders: "${authorization}" */
    g_ptr_array_add (left_out, g_strdup_printf (_("Hidden values: give %s a value."), names->str));
}

/**
 * weir_request_step_new_for_exchange:
 * @exchange: a request that was sent, and what came of it
 * @name: what the step is called
 * @left_out: (element-type utf8): sentences on what was not taken over are added
 *
 * Returns: (transfer full) (nullable): a step that sends the same, hidden values as placeholders
 */
WeirStep *
weir_request_step_new_for_exchange (const WeirExchange *exchange, const char *name, GPtrArray *left_out)
{
  g_autoptr (GPtrArray) hidden = g_ptr_array_new_with_free_func (g_free);
  const char *asked = exchange->hops->len > 0 ? g_array_index (exchange->hops, WeirHop, 0).url : NULL;
  g_autofree char *url = to_template (asked != NULL ? asked : exchange->url->str, "hiddenInUrl", hidden);
  g_autoptr (WeirRequest) request = NULL;
  WeirStep *step;

  if (*url == '\0')
    return NULL;
  request = weir_request_new (exchange->method != NULL ? exchange->method : "GET", url);
  take_headers (request, exchange, hidden, left_out);
  take_body (request, exchange, hidden, left_out);
  tell_hidden (hidden, left_out);
  step = weir_step_new (name);
  weir_step_set_request (step, request);
  return step;
}

static void
share_items (GListStore *from, GListStore *to)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (from)); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (from), i);

      g_list_store_append (to, item);
    }
}

static void
share_payload (WeirRequest *from, WeirRequest *to)
{
  weir_request_set_payload_kind (to, weir_request_get_payload_kind (from));
  switch (weir_request_get_payload_kind (from))
    {
    case WEIR_PAYLOAD_RAW:
      weir_request_set_payload_raw (to, weir_request_get_payload_raw (from));
      break;
    case WEIR_PAYLOAD_JSON:
      weir_request_set_payload_json (to, weir_request_get_payload_json (from));
      break;
    case WEIR_PAYLOAD_FILE:
      weir_request_set_payload_file (to, weir_request_get_payload_file (from));
      break;
    case WEIR_PAYLOAD_FORM:
      share_items (weir_request_get_form (from), weir_request_get_form (to));
      break;
    case WEIR_PAYLOAD_MULTIPART:
      share_items (weir_request_get_multipart_fields (from), weir_request_get_multipart_fields (to));
      share_items (weir_request_get_multipart_files (from), weir_request_get_multipart_files (to));
      break;
    case WEIR_PAYLOAD_NONE:
    default:
      break;
    }
}

/* Another request at @url; all else is shared, until it is copied. */
static WeirRequest *
share_request (WeirRequest *from, const char *url)
{
  WeirRequest *to = weir_request_new (weir_request_get_method (from), url);

  weir_request_set_http_version (to, weir_request_get_http_version (from));
  weir_request_set_auth (to, weir_request_get_auth (from));
  weir_request_set_timeout_us (to, weir_request_get_timeout_us (from));
  weir_request_set_max_redirects (to, weir_request_get_max_redirects (from));
  weir_request_set_insecure (to, weir_request_get_insecure (from));
  share_items (weir_request_get_query (from), weir_request_get_query (to));
  share_items (weir_request_get_headers (from), weir_request_get_headers (to));
  share_payload (from, to);
  return to;
}

/* In a load plan everything else stands behind the base URL of the round. */
static char *
join_url (const char *base_url, const char *url)
{
  if (g_ascii_strncasecmp (url, "http://", 7) == 0 || g_ascii_strncasecmp (url, "https://", 8) == 0
      || (base_url == NULL && *url == '$'))
    return g_strdup (url);
  return g_strconcat (base_url != NULL ? base_url : "${baseUrl}", url, NULL);
}

static void
tell_plan_only (WeirIteration *iteration, WeirRequest *request, GPtrArray *left_out)
{
  WeirCapture *capture = weir_iteration_get_capture (iteration);

  if (capture != NULL)
    g_ptr_array_add (left_out, g_strdup_printf (_("The capture %s: a step extracts what later ones need."),
                                                weir_capture_get_to (capture)));
  if (weir_iteration_get_skip_if (iteration) != NULL)
    g_ptr_array_add (left_out, g_strdup (_("The condition of the iteration, which is of each client.")));
  if (weir_request_get_before (request) != NULL || weir_request_get_after (request) != NULL
      || weir_iteration_get_before (iteration) != NULL || weir_iteration_get_after (iteration) != NULL)
    g_ptr_array_add (left_out, g_strdup (_("The statements before and after.")));
  if (weir_request_get_certificate_path (request) != NULL)
    g_ptr_array_add (left_out, g_strdup (_("The client certificate: a flow has it from its environment.")));
}

/**
 * weir_request_step_new_for_iteration:
 * @iteration: an iteration of a load plan
 * @base_url: (nullable): what stands before URLs that begin with a path
 * @left_out: (element-type utf8): sentences on what was not taken over are added
 *
 * Returns: (transfer full) (nullable): a step with the same request, conditions, extractions and assertions;
 *   %NULL when the iteration has none
 */
WeirStep *
weir_request_step_new_for_iteration (WeirIteration *iteration, const char *base_url, GPtrArray *left_out)
{
  WeirStep *from = weir_iteration_get_step (iteration);
  WeirRequest *asked = from != NULL ? weir_step_get_request (from) : NULL;
  g_autoptr (WeirStep) shared = NULL;
  g_autoptr (WeirRequest) request = NULL;
  g_autofree char *url = NULL;

  if (asked == NULL || weir_iteration_get_flow_file (iteration) != NULL)
    return NULL;
  url = join_url (base_url, weir_request_get_url (asked));
  request = share_request (asked, url);
  shared = weir_step_new (weir_iteration_get_name (iteration));
  weir_step_set_request (shared, request);
  weir_step_set_skip_if (shared, weir_step_get_skip_if (from));
  weir_step_set_retry (shared, weir_step_get_retry (from));
  share_items (weir_step_get_extractions (from), weir_step_get_extractions (shared));
  share_items (weir_step_get_assertions (from), weir_step_get_assertions (shared));
  tell_plan_only (iteration, asked, left_out);
  return weir_step_copy (shared);
}
