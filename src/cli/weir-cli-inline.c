/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-cli-inline.c: the options of `weir-cli --url` as a load plan
 *
 * They are written down as the document they stand for and read like one, so that what a plan may say is
 * decided in one place.
 */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "weir-cli-private.h"

#define ROUND "rounds."
#define ITERATION ROUND "iterations."
#define REQUEST ITERATION "httpRequest."

typedef enum
{
  TEXT,
  BOOLEAN,
  SPECIAL, /* written by a function of its own */
} Kind;

/* In the order of the document. */
static const struct
{
  const char *option;
  const char *path; /* of the key, without indices */
  Kind kind;
  const char *fallback; /* (nullable) its value when it is not given */
} keys[] = {
  { "name", "name", TEXT, "Quick-Plan" },
  { "round-name", ROUND "name", TEXT, "Quick-Round" },
  { "startup-delay", ROUND "startupDelay", TEXT, NULL },
  { "number-of-clients", ROUND "numberOfClients", TEXT, NULL },
  { "arrival-delay", ROUND "arrivalDelay", TEXT, NULL },
  { "delay-client-creation", ROUND "delayClientCreationUntilIsNeeded", BOOLEAN, NULL },
  { "run-in-parallel", ROUND "runInParallel", BOOLEAN, NULL },
  { "iteration-name", ITERATION "name", TEXT, "Quick-Iteration" },
  { "iteration-mode", ITERATION "mode", TEXT, NULL },
  { "request-count", ITERATION "requestCount", TEXT, NULL },
  { "duration", ITERATION "duration", TEXT, NULL },
  { "batch-size", ITERATION "batchSize", TEXT, NULL },
  { "cool-down-time", ITERATION "coolDownTime", TEXT, NULL },
  { "maximize-throughput", ITERATION "maximizeThroughput", BOOLEAN, NULL },
  { "failure-rule", ITERATION "failureRules", SPECIAL, NULL },
  { "termination-rule", ITERATION "terminationRules", SPECIAL, NULL },
  { "url", REQUEST "url", TEXT, NULL },
  { "http-method", REQUEST "method", TEXT, NULL },
  { "http-version", REQUEST "version", TEXT, NULL },
  { "header", REQUEST "headers", SPECIAL, NULL },
  { "payload", REQUEST "payload", SPECIAL, NULL },
  { "download-html-embedded-resources", REQUEST "downloadHtmlEmbeddedResources", BOOLEAN, NULL },
  { "save-response", REQUEST "saveResponse", BOOLEAN, NULL },
  { "support-h2c", REQUEST "supportH2C", BOOLEAN, NULL },
  { "client-certificate-path", REQUEST "clientCertificatePath", TEXT, NULL },
  { "client-certificate-password", REQUEST "clientCertificatePassword", TEXT, NULL },
};

/* The keys that stand directly in what @prefix names. */
static void
append_keys (WeirJsonWriter *json, const char *prefix, const WeirCliLoadOptions *options)
{
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      const char *key = keys[i].path + strlen (prefix);
      const char *value = g_hash_table_lookup (options->given, keys[i].option);

      if (!g_str_has_prefix (keys[i].path, prefix) || strchr (key, '.') != NULL || keys[i].kind == SPECIAL)
        continue;
      if (value == NULL)
        value = keys[i].fallback;
      if (value != NULL && keys[i].kind == BOOLEAN)
        weir_json_add_boolean (json, key, weir_cli_options_parse_boolean (value));
      else if (value != NULL)
        weir_json_add_string (json, key, value);
    }
}

static gboolean
append_headers (WeirJsonWriter *json, const WeirCliLoadOptions *options, GError **error)
{
  if (options->headers->len == 0)
    return TRUE;
  weir_json_begin_array (json, "headers");
  for (guint i = 0; i < options->headers->len; i++)
    {
      const char *header = g_ptr_array_index (options->headers, i);
      const char *colon = strchr (header, ':');
      g_autofree char *name = colon != NULL ? g_strndup (header, (gsize) (colon - header)) : NULL;
      g_autofree char *value = colon != NULL ? g_strdup (colon + 1) : NULL;

      if (colon == NULL || *g_strstrip (name) == '\0')
        {
          g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                       _("--header must be “NAME: VALUE”, such as “Accept: application/json”."));
          return FALSE;
        }
      weir_json_begin_object (json, NULL);
      weir_json_add_string (json, "name", name);
      weir_json_add_string (json, "value", g_strstrip (value));
      weir_json_end_object (json);
    }
  weir_json_end_array (json);
  return TRUE;
}

static gboolean
append_payload (WeirJsonWriter *json, const WeirCliLoadOptions *options, GError **error)
{
  static const char from_file[] = "Path:";
  static const char from_url[] = "URL:";
  const char *payload = g_hash_table_lookup (options->given, "payload");

  if (payload == NULL)
    return TRUE;
  if (g_ascii_strncasecmp (payload, from_url, strlen (from_url)) == 0)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _("--payload is not fetched from a URL; save it to a file and give Path:FILE."));
      return FALSE;
    }
  weir_json_begin_object (json, "payload");
  if (g_ascii_strncasecmp (payload, from_file, strlen (from_file)) == 0)
    weir_json_add_string (json, "file", payload + strlen (from_file));
  else
    weir_json_add_string (json, "raw", payload);
  weir_json_end_object (json);
  return TRUE;
}

static gboolean
append_iteration (WeirJsonWriter *json, const WeirCliLoadOptions *options, GError **error)
{
  weir_json_begin_object (json, NULL);
  append_keys (json, ITERATION, options);
  if (!weir_cli_inline_append_rules (json, options, error))
    return FALSE;
  weir_json_begin_object (json, "httpRequest");
  append_keys (json, REQUEST, options);
  if (!append_headers (json, options, error) || !append_payload (json, options, error))
    return FALSE;
  weir_json_end_object (json);
  weir_json_end_object (json);
  return TRUE;
}

/**
 * weir_cli_inline_to_json:
 * @options: what was said
 * @error: %G_OPTION_ERROR_BAD_VALUE
 *
 * Returns: (transfer full) (nullable): the plan they mean, as the text of a document that was not checked
 */
char *
weir_cli_inline_to_json (const WeirCliLoadOptions *options, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  WeirJsonWriter json = { .text = text };

  weir_json_begin_object (&json, NULL);
  append_keys (&json, "", options);
  weir_json_begin_array (&json, "rounds");
  weir_json_begin_object (&json, NULL);
  append_keys (&json, ROUND, options);
  if (options->insecure)
    weir_json_add_boolean (&json, "insecure", TRUE);
  weir_json_begin_array (&json, "iterations");
  if (!append_iteration (&json, options, error))
    return NULL;
  weir_json_end_array (&json);
  weir_json_end_object (&json);
  weir_json_end_array (&json);
  weir_json_end_object (&json);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Without indices: "rounds[0].name" is "rounds.name". */
static char *
strip_indices (const char *path)
{
  GString *stripped = g_string_new (NULL);
  gboolean inside = FALSE;

  for (; *path != '\0'; path++)
    {
      inside |= *path == '[';
      if (!inside)
        g_string_append_c (stripped, *path);
      inside &= *path != ']';
    }
  return g_string_free (stripped, FALSE);
}

/**
 * weir_cli_inline_place:
 * @path: (nullable): a place in the document that options stand for
 *
 * Returns: (transfer full): the option that gave what stands there, with its dashes and a colon behind it; or
 *   nothing where it is no single one
 */
char *
weir_cli_inline_place (const char *path)
{
  g_autofree char *wanted = strip_indices (path != NULL ? path : "");

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (g_str_has_prefix (wanted, keys[i].path) && strchr (".", wanted[strlen (keys[i].path)]) != NULL)
      return g_strdup_printf ("--%s: ", keys[i].option);
  return g_strdup ("");
}

/* Told of the options, as nobody has seen the document. */
static void
tell_problems (GPtrArray *problems, gboolean quiet)
{
  for (guint i = 0; i < problems->len; i++)
    {
      const WeirProblem *problem = g_ptr_array_index (problems, i);
      g_autofree char *place = weir_cli_inline_place (problem->path);
      g_autofree char *clean = weir_cli_text_clean (problem->message, -1);

      if (!problem->is_warning)
        weir_cli_complain ("%s%s", place, clean);
      else if (!quiet)
        weir_cli_complain (_("warning: %s%s"), place, clean);
    }
}

/**
 * weir_cli_inline_plan_new:
 * @options: what was said
 * @error: %G_OPTION_ERROR_BAD_VALUE about one option alone
 *
 * Tells all problems of the plan.
 *
 * Returns: (transfer full) (nullable): the plan; %NULL with @error, or without it when the problems were told
 */
WeirPlan *
weir_cli_inline_plan_new (const WeirCliLoadOptions *options, GError **error)
{
  g_autofree char *text = weir_cli_inline_to_json (options, error);
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  g_auto (GStrv) variables = weir_cli_plan_to_strv (options->variables);
  const WeirPlanOptions how = {
    .variables = (const char *const *) variables,
    .is_lenient = options->lenient,
    .delays_in_seconds = options->delays_in_seconds,
  };
  WeirPlan *plan = NULL;

  if (text == NULL)
    return NULL;
  plan = weir_plan_parse (text, strlen (text), TRUE, ".", &how, problems);
  tell_problems (problems, options->quiet);
  return plan;
}
