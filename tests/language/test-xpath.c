/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-xpath.c: XPath 1.0 over XML
 */

#include "config.h"

#include <glib.h>
#include <glib/gstdio.h>

#include "weir-json.h"
#include "weir-path.h"

static const char shop[] = "<?xml version=\"1.0\"?>\n<shop open=\"yes\"><item id=\"7\">Tea</item>"
                           "<item id=\"9\"><b>Cof</b>fee<![CDATA[ & more]]></item><total>41.5</total></shop>";
/* A default namespace, a prefix on the root and one further in */
static const char feed[] = "<feed xmlns=\"http://www.w3.org/2005/Atom\" xmlns:g=\"urn:g\"><entry>"
                           "<title>One</title><g:price>3</g:price></entry><entry><title>Two</title>"
                           "<x xmlns:h=\"urn:h\"><h:y>deep</h:y></x></entry></feed>";

typedef struct
{
  const char *xml;
  const char *path;
  const char *all;   /* as JSON */
  const char *first; /* as JSON; null = missing */
} Row;

static const Row rows[] = {
  { shop, "/shop/item", "[\"Tea\",\"Coffee & more\"]", "\"Tea\"" },
  { shop, "/shop/item[2]", "[\"Coffee & more\"]", "\"Coffee & more\"" },
  { shop, "//item/@id", "[\"7\",\"9\"]", "\"7\"" },
  { shop, "/shop/item[@id = '9']/b/text()", "[\"Cof\"]", "\"Cof\"" },
  { shop, "//item[last()]/@id | /shop/@open", "[\"yes\",\"9\"]", "\"yes\"" },
  { shop, "/shop/nothing", "[]", "null" },
  { shop, "/shop/total", "[\"41.5\"]", "\"41.5\"" },
  { shop, "/shop/total + 1", "[42.5]", "42.5" },
  { shop, "/shop/item = 'Tea'", "[true]", "true" },
  { shop, "/shop/item[contains(., 'fee')]/@id", "[\"9\"]", "\"9\"" },
  { shop, "/shop/item[ starts-with ( normalize-space(.), \"Te\" ) and not(@x) ]", "[\"Tea\"]", "\"Tea\"" },
  { shop, "//child::node()[1]/self::b", "[\"Cof\"]", "\"Cof\"" },
  { feed, "/feed/entry/title", "[\"One\",\"Two\"]", "\"One\"" },
  { feed, "//g:price", "[\"3\"]", "\"3\"" },
  { feed, "//h:y", "[\"deep\"]", "\"deep\"" },
  { feed, "//price", "[]", "null" },
  { "<!DOCTYPE html><html><p>x</p></html>", "/html/p", "[\"x\"]", "\"x\"" },
};

static WeirXml *
parse_xml (const char *text)
{
  g_autoptr (GError) error = NULL;
  WeirXml *xml = weir_xml_parse (text, strlen (text), &error);

  g_assert_no_error (error);
  return xml;
}

static void
test_rows (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (WeirXml) xml = parse_xml (rows[i].xml);
      g_autoptr (GError) error = NULL;
      g_autoptr (WeirPath) path = weir_path_parse (rows[i].path, &error);
      g_autoptr (JsonNode) all = NULL;
      g_auto (WeirValue) first = WEIR_VALUE_INIT;
      g_autoptr (GString) out = g_string_new (NULL);
      g_autoptr (GString) out_first = g_string_new (NULL);

      g_assert_no_error (error);
      g_assert_null (path->json);
      all = weir_xpath_all (path->xml, xml, &error);
      g_assert_no_error (error);
      weir_json_append (all, out);
      g_assert_cmpstr (out->str, ==, rows[i].all);
      g_assert_true (weir_xpath_first (path->xml, xml, &first, &error));
      weir_value_append_json (&first, out_first);
      g_assert_cmpstr (out_first->str, ==, rows[i].first);
    }
}

static void
test_faults (void)
{
  static const char *const faults[][2] = {
    { "", "column 1: A path begins with “$”, for example “$.items[0].id”, or in XML with “/”" },
    { "items/item", "column 1: A path begins with" },
    { "/items[", "column 8: The path ends too early" },
    { "/items[1", "column 9: The path ends too early" },
    { "/items/", "column 8: The path ends too early" },
    { "/items[1 2]", "column 10: The condition is not closed" },
    { "/items]", "column 7: Here a step such as" },
    { "/é[@a = 'x]", "column 9: The text that begins here has no closing '" },
    { "/items[count(a]", "column 15: Here a step such as" },
    { "/items[lower-case(a)]", "column 8: XPath 1.0 has no function lower-case()." },
    { "/items[contain(a, 'b')]", "column 8: XPath 1.0 has no function contain(); did you mean contains()?" },
    { "/items[@id = $id]", "column 14: A path has no variables" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (weir_path_parse (faults[i][0], &error));
      g_assert_error (error, WEIR_LANGUAGE_ERROR, WEIR_LANGUAGE_ERROR_PATH);
      if (!g_str_has_prefix (error->message, faults[i][1]))
        g_error ("“%s” gives “%s” instead of “%s”", faults[i][0], error->message, faults[i][1]);
    }
}

static void
test_evaluation_faults (void)
{
  static const char *const faults[][2] = {
    { "/shop/x:item", "The path has a namespace prefix that the XML does not declare." },
    { "/shop[contains(item)]", "A function of the path is given too many" },
  };
  g_autoptr (WeirXml) xml = parse_xml (shop);

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (WeirXpath) path = weir_xpath_parse (faults[i][0], NULL);
      g_autoptr (GError) error = NULL;
      g_auto (WeirValue) value = WEIR_VALUE_INIT;

      g_assert_nonnull (path);
      g_assert_false (weir_xpath_first (path, xml, &value, &error));
      if (!error || !g_str_has_prefix (error->message, faults[i][1]))
        g_error ("“%s” gives “%s” instead of “%s”", faults[i][0], error ? error->message : "", faults[i][1]);
    }
}

static void
test_no_xml (void)
{
  static const char *const faults[][2] = {
    { "<a>\n  <b></a>", "line 2, column " },
    { "{\"a\":1}", "line 1, column 1: This is no XML: " },
    { "", "line 1, column 1: This is no XML: " },
    { "<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>", "The XML declares entities" },
    { "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>", "The XML declares entities" },
    { "<!DOCTYPE a [<!ENTITY % x SYSTEM \"http://127.0.0.1:1/\"> %x;]><a/>", "The XML declares entities" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (weir_xml_parse (faults[i][0], strlen (faults[i][0]), &error));
      if (!error || !g_str_has_prefix (error->message, faults[i][1]))
        g_error ("“%s” gives “%s” instead of “%s”", faults[i][0], error ? error->message : "", faults[i][1]);
    }
}

/* A document type that lies elsewhere is not fetched: 127.0.0.1:1 would answer with an error, a file with its
 * entity. */
static void
test_nothing_is_loaded (void)
{
  g_autofree char *name = g_build_filename (g_get_tmp_dir (), "weir-test-xpath-XXXXXX", NULL);
  int file = g_mkstemp (name);
  static const char dtd[] = "<!ENTITY x \"read\">";
  g_autofree char *text = g_strdup_printf ("<!DOCTYPE a SYSTEM \"%s\"><a>&x;</a>", name);
  g_autoptr (WeirXml) xml = NULL;
  g_auto (WeirValue) value = WEIR_VALUE_INIT;
  g_autoptr (WeirXpath) path = weir_xpath_parse ("/a", NULL);

  g_assert_true (file >= 0);
  g_close (file, NULL);
  g_assert_true (g_file_set_contents (name, dtd, -1, NULL));
  xml = weir_xml_parse (text, strlen (text), NULL);
  g_remove (name);
  if (!xml)
    return;
  g_assert_true (weir_xpath_first (path, xml, &value, NULL));
  g_assert_cmpstr (value.text, ==, "");
}

static void
test_bounded (void)
{
  g_autoptr (GString) text = g_string_new ("<r>");
  g_autoptr (GString) nested = g_string_new (NULL);
  g_autoptr (WeirXml) xml = NULL;
  g_autoptr (WeirXpath) path = weir_xpath_parse ("//*[count(//*[count(//*) > 1]) > 1]", NULL);
  g_auto (WeirValue) value = WEIR_VALUE_INIT;
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();

  for (int i = 0; i < 20000; i++)
    g_string_append (text, "<a/>");
  g_string_append (text, "</r>");
  xml = parse_xml (text->str);
  g_assert_false (weir_xpath_first (path, xml, &value, &error));
  g_assert_error (error, WEIR_LANGUAGE_ERROR, WEIR_LANGUAGE_ERROR_LIMIT);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 60 * G_USEC_PER_SEC);
  for (int i = 0; i < 200000; i++)
    g_string_append (nested, "<a>");
  g_assert_null (weir_xml_parse (nested->str, nested->len, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/language/xpath/nodes, numbers and namespaces are found", test_rows);
  g_test_add_func ("/language/xpath/a fault is told with its column and the cure", test_faults);
  g_test_add_func ("/language/xpath/what only the document shows is told as well", test_evaluation_faults);
  g_test_add_func ("/language/xpath/what is no XML or has entities is refused", test_no_xml);
  g_test_add_func ("/language/xpath/nothing outside of the text is read", test_nothing_is_loaded);
  g_test_add_func ("/language/xpath/work and depth are bounded", test_bounded);
  return g_test_run ();
}
