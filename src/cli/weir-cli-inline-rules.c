/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-cli-inline-rules.c: rules in their short form, "METRIC;CODES" and "METRIC;GRACE;CODES"
 */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "weir-cli-private.h"

static gboolean
set_error (GError **error, const char *option, const char *rule, const char *form)
{
  g_autofree char *shown = weir_cli_text_clean (rule, -1);

  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _("--%s is “%s”, but must be “%s”."), option,
               shown, form);
  return FALSE;
}

static void
add_filled (WeirJsonWriter *json, const char *key, const char *text)
{
  if (text != NULL && *text != '\0')
    weir_json_add_string (json, key, text);
}

/* Splits at ";", without the blanks around. */
static char **
split (const char *rule)
{
  char **fields = g_strsplit (rule, ";", -1);

  for (char **field = fields; *field != NULL; field++)
    g_strstrip (*field);
  return fields;
}

static gboolean
append_failure (WeirJsonWriter *json, const char *rule, GError **error)
{
  g_auto (GStrv) fields = split (rule);
  guint n_fields = g_strv_length (fields);

  if (n_fields < 1 || n_fields > 2 || *fields[0] == '\0')
    return set_error (error, "failure-rule", rule, "METRIC[;CODES]");
  weir_json_begin_object (json, NULL);
  weir_json_add_string (json, "metric", fields[0]);
  add_filled (json, "errorStatusCodes", fields[1]);
  weir_json_end_object (json);
  return TRUE;
}

static gboolean
is_like_codes (const char *text)
{
  return (*text != '\0' && strchr ("<>=!", *text) != NULL) || strchr (text, ',') != NULL ||
         g_ascii_strncasecmp (text, "between", strlen ("between")) == 0;
}

/* "ErrorRate > 0.1;>= 500" has forgotten the grace. */
static gboolean
check_grace (const char *metric, const char *grace, GError **error)
{
  if (!is_like_codes (grace))
    return TRUE;
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               _("--termination-rule has the status codes “%s” where the grace period belongs; write "
                  "“%s;0s;%s”."),
               grace, metric, grace);
  return FALSE;
}

static gboolean
append_termination (WeirJsonWriter *json, const char *rule, GError **error)
{
  g_auto (GStrv) fields = split (rule);
  guint n_fields = g_strv_length (fields);

  if (n_fields < 1 || n_fields > 3 || *fields[0] == '\0')
    return set_error (error, "termination-rule", rule, "METRIC[;GRACE[;CODES]]");
  if (n_fields > 1 && !check_grace (fields[0], fields[1], error))
    return FALSE;
  weir_json_begin_object (json, NULL);
  weir_json_add_string (json, "metric", fields[0]);
  add_filled (json, "gracePeriod", fields[1]);
  add_filled (json, "errorStatusCodes", n_fields > 2 ? fields[2] : NULL);
  weir_json_end_object (json);
  return TRUE;
}

/**
 * weir_cli_inline_append_rules:
 * @json: an iteration that is being written
 * @options: what was said
 * @error: %G_OPTION_ERROR_BAD_VALUE
 *
 * Returns: whether all rules have the form of one; what they say is checked with the plan
 */
gboolean
weir_cli_inline_append_rules (WeirJsonWriter *json, const WeirCliLoadOptions *options, GError **error)
{
  GPtrArray *failure = options->failure_rules;
  GPtrArray *termination = options->termination_rules;

  weir_json_begin_array (json, "failureRules");
  for (guint i = 0; i < failure->len; i++)
    if (!append_failure (json, g_ptr_array_index (failure, i), error))
      return FALSE;
  weir_json_end_array (json);
  weir_json_begin_array (json, "terminationRules");
  for (guint i = 0; i < termination->len; i++)
    if (!append_termination (json, g_ptr_array_index (termination, i), error))
      return FALSE;
  weir_json_end_array (json);
  return TRUE;
}
