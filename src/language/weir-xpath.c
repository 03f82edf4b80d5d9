/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-xpath.c: XPath 1.0: checked when it is read, worked out by libxml2
 */

#include "config.h"

#include "weir-xml-private.h"

#include <libxml/xpathInternals.h>
#include <math.h>
#include <string.h>

#include "weir-language-private.h"
#include "weir-limits.h"
#include "weir-suggest.h"

struct _WeirXpath
{
  xmlXPathCompExpr *compiled;
};

/* XPath 1.0 §4, and what else may stand in front of a parenthesis. */
static const char *const functions[] = {
  "last",
  "position",
  "count",
  "id",
  "local-name",
  "namespace-uri",
  "name",
  "string",
  "concat",
  "starts-with",
  "contains",
  "substring-before",
  "substring-after",
  "substring",
  "string-length",
  "normalize-space",
  "translate",
  "boolean",
  "not",
  "true",
  "false",
  "lang",
  "number",
  "sum",
  "floor",
  "ceiling",
  "round",
  "text",
  "node",
  "comment",
  "processing-instruction",
  "and",
  "or",
  "div",
  "mod",
  NULL,
};

static gboolean G_GNUC_PRINTF (4, 5)
    fail (const char *text, const char *at, GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  weir_language_set_error (error, WEIR_LANGUAGE_ERROR_PATH, text, at, "%s", message);
  return FALSE;
}

static gboolean
is_name_char (char c)
{
  return g_ascii_isalnum (c) || c == '_' || c == '-' || c == '.' || c == ':' || (guchar) c >= 0x80;
}

static gboolean
check_function (const char *text, const char *name, gsize length, GError **error)
{
  g_autofree char *word = g_strndup (name, MIN (length, WEIR_LIMIT_NAME_CHARS));
  const char *axis = g_strrstr (word, "::");
  const char *called = axis ? axis + 2 : word;
  const char *meant;

  if (*called == '\0' || g_strv_contains (functions, called))
    return TRUE;
  meant = weir_suggest (called, functions);
  if (meant)
    return fail (text, name, error, "XPath 1.0 has no function %s(); did you mean %s()?", called, meant);
  return fail (text, name, error, "XPath 1.0 has no function %s().", called);
}

/* libxml2 finds unknown functions and variables only when it comes to them, which may be never. */
static gboolean
check_words (const char *text, GError **error)
{
  const char *p = text;

  while (*p)
    {
      const char *start = p;

      if (*p == '"' || *p == '\'')
        {
          const char *close = strchr (p + 1, *p);

          if (!close)
            return fail (text, p, error, "The text that begins here has no closing %c.", *p);
          p = close + 1;
          continue;
        }
      if (*p == '$')
        return fail (text, p, error, "A path has no variables; “$name” cannot be filled in here.");
      while (is_name_char (*p))
        p++;
      if (p == start)
        {
          p++;
          continue;
        }
      if (p[strspn (p, " \t\r\n")] == '(' && !check_function (text, start, (gsize) (p - start), error))
        return FALSE;
    }
  return TRUE;
}

typedef struct
{
  int code;     /* 0 = none */
  int position; /* in bytes */
  char message[120];
} Report;

static void
take_error (void *data, xmlError *error)
{
  Report *report = data;

  if (report->code != 0)
    return;
  report->code = error->code;
  report->position = error->int1;
  g_strlcpy (report->message, error->message ? error->message : "", sizeof report->message);
  g_strchomp (report->message);
}

static const char *
explain (int code)
{
  switch (code)
    {
    case XML_XPATH_INVALID_PREDICATE_ERROR:
      return "The condition is not closed here; write “]”.";
    case XML_XPATH_UNCLOSED_ERROR:
      return "The parenthesis is not closed here; write “)”.";
    case XML_XPATH_NUMBER_ERROR:
      return "This is no number.";
    default:
      return "Here a step such as /name, //name or @name, an operator, “]” or “)” is expected.";
    }
}

static void
set_syntax_error (const char *text, const Report *report, GError **error)
{
  gsize length = strlen (text);
  gsize position = report->position < 0 ? 0 : MIN ((gsize) report->position, length);

  fail (text, text + position, error, "%s",
        position == length ? "The path ends too early: a step, a “]” or a “)” is missing here."
                           : explain (report->code));
}

/**
 * weir_xpath_parse:
 * @text: an XPath 1.0 expression that begins with "/"
 *
 * Returns: (transfer full) (nullable): the path, or %NULL with %WEIR_LANGUAGE_ERROR_PATH, whose message has
 *   the column, or %WEIR_LANGUAGE_ERROR_LIMIT
 */
WeirXpath *
weir_xpath_parse (const char *text, GError **error)
{
  xmlXPathContext *context;
  xmlXPathCompExpr *compiled;
  Report report = { 0 };
  WeirXpath *self;

  g_return_val_if_fail (text != NULL, NULL);

  if (strnlen (text, WEIR_LIMIT_EXPRESSION_BYTES + 1) > WEIR_LIMIT_EXPRESSION_BYTES ||
      !g_utf8_validate (text, -1, NULL))
    {
      g_set_error (error, WEIR_LANGUAGE_ERROR, WEIR_LANGUAGE_ERROR_LIMIT,
                   "A path is UTF-8 text of at most %d bytes.", WEIR_LIMIT_EXPRESSION_BYTES);
      return NULL;
    }
  if (*text != '/')
    fail (text, text, error, "An XPath begins with “/”, for example “/items/item[1]/@id”.");
  if (*text != '/' || !check_words (text, error))
    return NULL;
  context = xmlXPathNewContext (NULL);
  context->error = take_error;
  context->userData = &report;
  compiled = xmlXPathCtxtCompile (context, (const xmlChar *) text);
  xmlXPathFreeContext (context);
  if (!compiled)
    {
      set_syntax_error (text, &report, error);
      return NULL;
    }
  self = g_new0 (WeirXpath, 1);
  self->compiled = compiled;
  return self;
}

void
weir_xpath_free (WeirXpath *self)
{
  if (!self)
    return;
  xmlXPathFreeCompExpr (self->compiled);
  g_free (self);
}

static void
set_evaluation_error (const Report *report, GError **error)
{
  if (report->code == XML_XPATH_UNDEF_PREFIX_ERROR)
    g_set_error (error, WEIR_LANGUAGE_ERROR, WEIR_LANGUAGE_ERROR_PATH,
                 "The path has a namespace prefix that the XML does not declare.");
  else if (report->code == XML_XPATH_INVALID_ARITY || report->code == XML_XPATH_INVALID_TYPE)
    g_set_error (error, WEIR_LANGUAGE_ERROR, WEIR_LANGUAGE_ERROR_PATH,
                 "A function of the path is given too many, too few or the wrong arguments.");
  else if (report->code == XML_XPATH_EXPRESSION_OK + XPATH_OP_LIMIT_EXCEEDED ||
           report->code == XML_XPATH_EXPRESSION_OK + XPATH_RECURSION_LIMIT_EXCEEDED)
    g_set_error (error, WEIR_LANGUAGE_ERROR, WEIR_LANGUAGE_ERROR_LIMIT,
                 "The path takes too many steps in this XML (%d are allowed); use fewer “//” and simpler "
                 "conditions.",
                 WEIR_LIMIT_PATH_STEPS);
  else
    g_set_error (error, WEIR_LANGUAGE_ERROR, WEIR_LANGUAGE_ERROR_PATH,
                 "The path cannot be worked out in this XML: %s.", report->message);
}

static xmlXPathObject *
evaluate (const WeirXpath *self, WeirXml *xml, GError **error)
{
  Report report = { 0 };
  xmlXPathObject *result;

  xml->context->error = take_error;
  xml->context->userData = &report;
  xml->context->node = (xmlNode *) xml->document;
  xml->context->opCount = 0;
  result = xmlXPathCompiledEval (self->compiled, xml->context);
  if (!result)
    set_evaluation_error (&report, error);
  return result;
}

static char *
get_node_text (xmlNode *node)
{
  xmlChar *text = xmlXPathCastNodeToString (node);
  char *copy = g_strdup ((const char *) text);

  xmlFree (text);
  return copy;
}

static void
set_scalar (const xmlXPathObject *result, WeirValue *value)
{
  double number = result->floatval;

  if (result->type == XPATH_BOOLEAN)
    weir_value_set_boolean (value, result->boolval != 0);
  else if (result->type == XPATH_STRING)
    weir_value_set_text (value, (const char *) result->stringval, -1);
  else if (number == trunc (number) && fabs (number) < 0x1p53)
    weir_value_set_integer (value, (gint64) number);
  else
    weir_value_set_double (value, number);
}

static gboolean
is_set (const xmlXPathObject *result)
{
  return result->type == XPATH_NODESET || result->type == XPATH_XSLT_TREE;
}

/**
 * weir_xpath_first:
 * @value: (out): the string value of the first node in document order, missing when there is none; of an
 *   expression that gives a number or a boolean that value
 *
 * Returns: %FALSE with %WEIR_LANGUAGE_ERROR_PATH or %WEIR_LANGUAGE_ERROR_LIMIT when it could not be found out
 */
gboolean
weir_xpath_first (const WeirXpath *self, WeirXml *xml, WeirValue *value, GError **error)
{
  xmlXPathObject *result = evaluate (self, xml, error);

  weir_value_clear (value);
  if (!result)
    return FALSE;
  if (!is_set (result))
    set_scalar (result, value);
  else if (!xmlXPathNodeSetIsEmpty (result->nodesetval))
    {
      xmlXPathNodeSetSort (result->nodesetval);
      weir_value_take_text (value, get_node_text (result->nodesetval->nodeTab[0]));
    }
  xmlXPathFreeObject (result);
  return TRUE;
}

/* Nodes within nodes repeat their text, so the texts can be far more than the document. */
static gboolean
add_nodes (xmlNodeSet *nodes, JsonArray *array, GError **error)
{
  gsize bytes = 0;

  if (!nodes)
    return TRUE;
  xmlXPathNodeSetSort (nodes);
  for (int i = 0; i < nodes->nodeNr; i++)
    {
      g_autofree char *text = get_node_text (nodes->nodeTab[i]);

      bytes += strlen (text);
      if (bytes > WEIR_LIMIT_FILLED_BYTES)
        {
          g_set_error (error, WEIR_LANGUAGE_ERROR, WEIR_LANGUAGE_ERROR_LIMIT,
                       "The path finds more than %d MB of text.", WEIR_LIMIT_FILLED_BYTES / (1024 * 1024));
          return FALSE;
        }
      json_array_add_string_element (array, text);
    }
  return TRUE;
}

static void
add_scalar (const xmlXPathObject *result, JsonArray *array)
{
  if (result->type == XPATH_BOOLEAN)
    json_array_add_boolean_element (array, result->boolval != 0);
  else if (result->type == XPATH_NUMBER)
    json_array_add_double_element (array, result->floatval);
  else
    json_array_add_string_element (array, (const char *) result->stringval);
}

/**
 * weir_xpath_all:
 *
 * Returns: (transfer full) (nullable): an array of the string values of all nodes in document order, or of
 *   the one number or boolean; %NULL with an error as weir_xpath_first()
 */
JsonNode *
weir_xpath_all (const WeirXpath *self, WeirXml *xml, GError **error)
{
  xmlXPathObject *result = evaluate (self, xml, error);
  g_autoptr (JsonArray) array = json_array_new ();
  gboolean complete = TRUE;

  if (!result)
    return NULL;
  if (is_set (result))
    complete = add_nodes (result->nodesetval, array, error);
  else
    add_scalar (result, array);
  xmlXPathFreeObject (result);
  return complete ? json_node_init_array (json_node_alloc (), array) : NULL;
}
