/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-metric-rule.c: the rules of load plans: a metric, a threshold, codes that are errors
 */

#include "config.h"

#include "weir-metric-rule.h"

#include <math.h>
#include <string.h>

#include "weir-language-private.h"
#include "weir-suggest.h"

/* No number of a rule needs more digits. */
#define MAX_NUMBER_CHARS 40

static const struct
{
  const char *name;
  WeirMetric metric;
} metric_names[] = {
  { "ErrorRate", WEIR_METRIC_ERROR_RATE },
  { "Throughput", WEIR_METRIC_THROUGHPUT },
  { "RPS", WEIR_METRIC_THROUGHPUT },
  { "RequestsPerSecond", WEIR_METRIC_THROUGHPUT },
  { "TotalTime", WEIR_METRIC_TOTAL_TIME },
  { "ResponseTime", WEIR_METRIC_RESPONSE_TIME },
  { "TTFB", WEIR_METRIC_TTFB },
  { "TimeToFirstByte", WEIR_METRIC_TTFB },
  { "WaitingTime", WEIR_METRIC_WAITING_TIME },
  { "Waiting", WEIR_METRIC_WAITING_TIME },
  { "TCPHandshake", WEIR_METRIC_TCP_HANDSHAKE },
  { "TCP", WEIR_METRIC_TCP_HANDSHAKE },
  { "TLSHandshake", WEIR_METRIC_TLS_HANDSHAKE },
  { "TLS", WEIR_METRIC_TLS_HANDSHAKE },
  { "SSL", WEIR_METRIC_TLS_HANDSHAKE },
  { "SSLHandshake", WEIR_METRIC_TLS_HANDSHAKE },
  { "SendingTime", WEIR_METRIC_SENDING_TIME },
  { "Sending", WEIR_METRIC_SENDING_TIME },
  { "Upload", WEIR_METRIC_SENDING_TIME },
  { "Upstream", WEIR_METRIC_SENDING_TIME },
  { "ReceivingTime", WEIR_METRIC_RECEIVING_TIME },
  { "Receiving", WEIR_METRIC_RECEIVING_TIME },
  { "Download", WEIR_METRIC_RECEIVING_TIME },
  { "Downstream", WEIR_METRIC_RECEIVING_TIME },
  { "ServerTime", WEIR_METRIC_SERVER_TIME },
  { "Server", WEIR_METRIC_SERVER_TIME },
  { "ServerTimeDB", WEIR_METRIC_SERVER_TIME_DB },
  { "DB", WEIR_METRIC_SERVER_TIME_DB },
  { "Database", WEIR_METRIC_SERVER_TIME_DB },
  { "ServerTimeCache", WEIR_METRIC_SERVER_TIME_CACHE },
  { "Cache", WEIR_METRIC_SERVER_TIME_CACHE },
  { "ServerTimeApp", WEIR_METRIC_SERVER_TIME_APP },
  { "App", WEIR_METRIC_SERVER_TIME_APP },
  { "Application", WEIR_METRIC_SERVER_TIME_APP },
  { "SkipRatio", WEIR_METRIC_SKIP_RATIO },
  { "SkippedRatio", WEIR_METRIC_SKIP_RATIO },
  { "SkippedRequestsRatio", WEIR_METRIC_SKIP_RATIO },
  { "SkippedRequestsCount", WEIR_METRIC_SKIPPED_COUNT },
  { "SkippedCount", WEIR_METRIC_SKIPPED_COUNT },
  { "AssertionErrorRate", WEIR_METRIC_ASSERTION_ERROR_RATE },
};

static const struct
{
  const char *name;
  WeirStatistic statistic;
} statistic_names[] = {
  { "P50", WEIR_STATISTIC_P50 },         { "P90", WEIR_STATISTIC_P90 }, { "P95", WEIR_STATISTIC_P95 },
  { "P99", WEIR_STATISTIC_P99 },         { "Avg", WEIR_STATISTIC_AVERAGE },
  { "Average", WEIR_STATISTIC_AVERAGE }, { "Min", WEIR_STATISTIC_MIN }, { "Max", WEIR_STATISTIC_MAX },
  { "Sum", WEIR_STATISTIC_SUM },
};

/* Longer ones first: ">" would be found in ">=". */
static const struct
{
  const char *text;
  WeirThreshold threshold;
} operators[] = {
  { ">=", WEIR_THRESHOLD_GREATER_EQUAL }, { "<=", WEIR_THRESHOLD_LESS_EQUAL },
  { "!=", WEIR_THRESHOLD_NOT_EQUAL },     { ">", WEIR_THRESHOLD_GREATER },
  { "<", WEIR_THRESHOLD_LESS },           { "=", WEIR_THRESHOLD_EQUAL },
};

typedef struct
{
  const char *text;
  const char *at;
  GError **error;
} Parser;

static gboolean fail (Parser *parser, const char *at, const char *format, ...) G_GNUC_PRINTF (3, 4);

static gboolean
fail (Parser *parser, const char *at, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  weir_language_set_error (parser->error, WEIR_LANGUAGE_ERROR_COMPARISON, parser->text, at, "%s", message);
  return FALSE;
}

static void
skip_blanks (Parser *parser)
{
  parser->at += strspn (parser->at, " \t\r\n");
}

/* Letters and digits: (transfer full), maybe empty; as short as a message can show it. */
static char *
take_word (Parser *parser)
{
  const char *start = parser->at;
  g_autofree char *word = NULL;

  while (g_ascii_isalnum (*parser->at) || *parser->at == '_')
    parser->at++;
  word = g_strndup (start, (gsize) (parser->at - start));
  return weir_language_shorten (word);
}

static gboolean
accept_word (Parser *parser, const char *word)
{
  gsize length = strlen (word);

  skip_blanks (parser);
  if (g_ascii_strncasecmp (parser->at, word, length) != 0 || g_ascii_isalpha (parser->at[length]))
    return FALSE;
  parser->at += length;
  return TRUE;
}

static gboolean
parse_metric (Parser *parser, WeirMetricRule *rule)
{
  const char *start = parser->at;
  g_autofree char *word = take_word (parser);
  const char *names[G_N_ELEMENTS (metric_names) + 1] = { NULL };
  g_autofree char *all = NULL;
  const char *near = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (metric_names); i++)
    {
      names[i] = metric_names[i].name;
      if (g_ascii_strcasecmp (names[i], word) != 0)
        continue;
      rule->metric = metric_names[i].metric;
      return TRUE;
    }
  if (*word == '\0')
    return fail (parser, start, "A rule begins with the name of a metric, as in “TotalTime.P90 > 250”.");
  near = weir_suggest (word, names);
  if (near != NULL)
    return fail (parser, start, "There is no metric “%s”; did you mean “%s”?", word, near);
  for (guint i = 0; i < WEIR_N_METRICS; i++)
    names[i] = weir_metric_to_name (i);
  names[WEIR_N_METRICS] = NULL;
  all = g_strjoinv (", ", (char **) names);
  return fail (parser, start, "There is no metric “%s”; the metrics are %s.", word, all);
}

/* "P10" and "P99.9" are percentiles, too, but not ones that are kept. */
static gboolean
fail_statistic (Parser *parser, const char *start, const char *word)
{
  const char *names[G_N_ELEMENTS (statistic_names) + 1] = { NULL };
  const char *near = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (statistic_names); i++)
    names[i] = statistic_names[i].name;
  if (g_ascii_strcasecmp (word, "P10") == 0)
    return fail (parser, start, "P10 is not a rule statistic; the lowest percentile is P50.");
  near = weir_suggest (word, names);
  if (near != NULL && g_ascii_tolower (*word) != 'p')
    return fail (parser, start, "“%s” is no statistic; did you mean “%s”?", word, near);
  return fail (parser, start, "“%s” is no statistic; write P50, P90, P95, P99, Avg, Min, Max or Sum.", word);
}

static gboolean
parse_statistic (Parser *parser, WeirMetricRule *rule)
{
  const char *start;
  g_autofree char *word = NULL;

  rule->statistic = weir_metric_is_time (rule->metric) ? WEIR_STATISTIC_AVERAGE : WEIR_STATISTIC_NONE;
  skip_blanks (parser);
  if (*parser->at != '.')
    return TRUE;
  parser->at++;
  skip_blanks (parser);
  start = parser->at;
  word = take_word (parser);
  for (guint i = 0; i < G_N_ELEMENTS (statistic_names); i++)
    {
      if (g_ascii_strcasecmp (statistic_names[i].name, word) != 0)
        continue;
      rule->statistic = statistic_names[i].statistic;
      if (weir_metric_is_time (rule->metric))
        return TRUE;
      return fail (parser, start, "%s is one number and has no statistic; leave “.%s” out.",
                   weir_metric_to_name (rule->metric), word);
    }
  return fail_statistic (parser, start, word);
}

/* What a number with this unit comes to, in the unit of the metric. */
static gboolean
take_unit (Parser *parser, WeirMetric metric, double *number, gboolean *has_unit)
{
  const char *start;
  g_autofree char *unit = NULL;

  skip_blanks (parser);
  start = parser->at;
  *has_unit = TRUE;
  if (*start == '%')
    {
      parser->at++;
      *number /= 100;
      return weir_metric_is_share (metric) ||
             fail (parser, start, "%s is no share and is not compared with percent; leave “%%” out.",
                   weir_metric_to_name (metric));
    }
  /* "and" of "between" may follow without a blank. */
  if (!g_ascii_isalpha (*start) || g_ascii_strncasecmp (start, "and", 3) == 0)
    {
      *has_unit = FALSE;
      return TRUE;
    }
  while (g_ascii_isalpha (*parser->at) && g_ascii_strncasecmp (parser->at, "and", 3) != 0)
    parser->at++;
  unit = weir_language_shorten (start);
  unit[MIN (strlen (unit), (gsize) (parser->at - start))] = '\0';
  if (g_ascii_strcasecmp (unit, "s") != 0 && g_ascii_strcasecmp (unit, "ms") != 0)
    return fail (parser, start, "“%s” is no unit of a threshold; write ms, s or %%, or nothing.", unit);
  if (!weir_metric_is_time (metric))
    return fail (parser, start, "%s is no time and has no unit “%s”; leave it out.",
                 weir_metric_to_name (metric), unit);
  if (g_ascii_strcasecmp (unit, "s") == 0)
    *number *= 1000;
  return TRUE;
}

static gboolean
take_number (Parser *parser, double *number)
{
  const char *start;
  char digits[MAX_NUMBER_CHARS + 1];
  gsize length;

  skip_blanks (parser);
  start = parser->at;
  length = *start == '-';
  length += strspn (start + length, "0123456789");
  if (length == 0 || !g_ascii_isdigit (start[length - 1]))
    return fail (parser, start, *start == '\0' ? "The threshold is missing: a number follows here, as in"
                                                 " “TotalTime.P90 > 250”."
                                               : "Here a number is expected, as in “TotalTime.P90 > 250”.");
  if (start[length] == '.' && g_ascii_isdigit (start[length + 1]))
    length += 1 + strspn (start + length + 1, "0123456789");
  if (length > MAX_NUMBER_CHARS)
    return fail (parser, start, "This number has more than %d characters.", MAX_NUMBER_CHARS);
  memcpy (digits, start, length);
  digits[length] = '\0';
  *number = g_ascii_strtod (digits, NULL);
  parser->at += length;
  return TRUE;
}

static gboolean
parse_between (Parser *parser, WeirMetricRule *rule, gboolean *has_unit)
{
  const char *upper;

  rule->threshold = WEIR_THRESHOLD_BETWEEN;
  if (!take_number (parser, &rule->low) || !take_unit (parser, rule->metric, &rule->low, has_unit))
    return FALSE;
  if (!accept_word (parser, "and"))
    return fail (parser, parser->at, "“between” needs two numbers, as in “between 100 and 500”; both ends"
                                     " belong to it.");
  skip_blanks (parser);
  upper = parser->at;
  if (!take_number (parser, &rule->high) || !take_unit (parser, rule->metric, &rule->high, has_unit))
    return FALSE;
  return rule->low <= rule->high ||
         fail (parser, upper, "The upper end of “between” is less than the lower one; write the smaller"
                              " number first.");
}

static gboolean
parse_operator (Parser *parser, WeirThreshold *threshold, const char *example)
{
  skip_blanks (parser);
  if (g_str_has_prefix (parser->at, "=="))
    return fail (parser, parser->at, "“==” is no operator; did you mean “=”?");
  if (g_str_has_prefix (parser->at, "<>"))
    return fail (parser, parser->at, "“<>” is no operator of a rule; did you mean “!=”?");
  for (guint i = 0; i < G_N_ELEMENTS (operators); i++)
    if (g_str_has_prefix (parser->at, operators[i].text))
      {
        *threshold = operators[i].threshold;
        parser->at += strlen (operators[i].text);
        return TRUE;
      }
  return fail (parser, parser->at, "Here one of > >= < <= = != or “between” is expected, as in “%s”.",
               example);
}

static gboolean
parse_threshold (Parser *parser, WeirMetricRule *rule, gboolean *has_unit)
{
  skip_blanks (parser);
  if (*parser->at == '\0')
    return fail (parser, parser->at, "The threshold is missing: an operator and a number follow here, as in"
                                     " “TotalTime.P90 > 250”.");
  if (g_ascii_strncasecmp (parser->at, "between", 7) == 0)
    {
      parser->at += 7;
      return parse_between (parser, rule, has_unit);
    }
  return parse_operator (parser, &rule->threshold, "TotalTime.P90 > 250") &&
         take_number (parser, &rule->low) && take_unit (parser, rule->metric, &rule->low, has_unit);
}

static gboolean
parse_end (Parser *parser)
{
  skip_blanks (parser);
  if (*parser->at == '\0')
    return TRUE;
  if (accept_word (parser, "and"))
    return fail (parser, parser->at - 3, "A rule has one threshold; a range is “between 5 and 6”.");
  return fail (parser, parser->at, "The rule ends before this; remove it.");
}

/**
 * weir_metric_rule_parse:
 * @text: a rule, such as "TotalTime.P90 > 250"
 * @rule: (out): the rule; a time without statistic means the average
 * @warning: (out) (nullable) (transfer full): what is odd about it
 *
 * Returns: %FALSE with %WEIR_LANGUAGE_ERROR_COMPARISON when @text is no rule
 */
gboolean
weir_metric_rule_parse (const char *text, WeirMetricRule *rule, char **warning, GError **error)
{
  Parser parser = { text, text, error };
  gboolean has_unit = FALSE;

  *rule = (WeirMetricRule){ 0 };
  *warning = NULL;
  skip_blanks (&parser);
  if (!parse_metric (&parser, rule) || !parse_statistic (&parser, rule) ||
      !parse_threshold (&parser, rule, &has_unit) || !parse_end (&parser))
    return FALSE;
  if (weir_metric_is_share (rule->metric) && !has_unit && MAX (rule->low, rule->high) > 1)
    *warning = g_strdup_printf ("%s is a share from 0 to 1; if percent were meant write “%g%%”.",
                                weir_metric_to_name (rule->metric), rule->low);
  return TRUE;
}

static gboolean
take_code (Parser *parser, guint *code)
{
  const char *start;
  gsize length;
  guint number = 0;

  skip_blanks (parser);
  start = parser->at;
  length = strspn (start, "0123456789");
  for (gsize i = 0; i < length && number <= WEIR_STATUS_CODE_LAST; i++)
    number = number * 10 + (guint) (start[i] - '0');
  if (length == 0 || g_ascii_isalpha (start[length]))
    return fail (parser, start, "Here a status code is expected: 0 for no response, or 100 to 599; the codes"
                                " that are errors are written as “>= 500” or “500, 503, 0”.");
  if (!weir_status_code_is_valid (number))
    return fail (parser, start, "There is no such status code; write 0 for no response, or 100 to 599.");
  parser->at += length;
  *code = number;
  return TRUE;
}

static void
add_codes (WeirStatusCodes *codes, const WeirMetricRule *term)
{
  for (guint code = 0; code <= WEIR_STATUS_CODE_LAST; code++)
    if (weir_status_code_is_valid (code) && weir_metric_rule_holds (term, code))
      weir_status_codes_add (codes, code);
}

static gboolean
parse_term (Parser *parser, WeirStatusCodes *codes)
{
  WeirMetricRule term = { .threshold = WEIR_THRESHOLD_EQUAL };
  guint low = 0;
  guint high = 0;

  skip_blanks (parser);
  if (g_ascii_strncasecmp (parser->at, "between", 7) == 0)
    {
      parser->at += 7;
      term.threshold = WEIR_THRESHOLD_BETWEEN;
      if (!take_code (parser, &low))
        return FALSE;
      if (!accept_word (parser, "and"))
        return fail (parser, parser->at, "“between” needs two codes, as in “between 500 and 599”.");
      if (!take_code (parser, &high))
        return FALSE;
      if (low > high)
        return fail (parser, parser->at, "The upper end of “between” is less than the lower one; write the"
                                         " smaller code first.");
    }
  else if ((!g_ascii_isdigit (*parser->at) && !parse_operator (parser, &term.threshold, ">= 500")) ||
           !take_code (parser, &low))
    return FALSE;
  term.low = low;
  term.high = high;
  add_codes (codes, &term);
  return TRUE;
}

/**
 * weir_status_codes_parse:
 * @text: the codes that are errors, such as ">= 500", "between 500 and 599" or "500, 503, 0"
 * @codes: (out): those
 *
 * Returns: %FALSE with %WEIR_LANGUAGE_ERROR_COMPARISON when @text cannot be understood
 */
gboolean
weir_status_codes_parse (const char *text, WeirStatusCodes *codes, GError **error)
{
  Parser parser = { text, text, error };

  *codes = (WeirStatusCodes){ 0 };
  do
    {
      if (!parse_term (&parser, codes))
        return FALSE;
      skip_blanks (&parser);
    }
  while (*parser.at == ',' && parser.at++);
  return *parser.at == '\0' || fail (&parser, parser.at, "The codes end before this; several are written with"
                                                         " commas between them, as in “500, 503”.");
}
