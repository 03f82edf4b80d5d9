/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-xml.c: XML text → a document to be looked into; nothing outside of the text is ever read
 */

#include "config.h"

#include "weir-xml-private.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xpathInternals.h>
#include <string.h>

#include "weir-language-private.h"
#include "weir-limits.h"

/* What the parser's functions tell the caller of xmlCtxtReadMemory(). */
typedef struct
{
  gboolean has_entities;
  char *message; /* of the first error, without its final newline */
  int line;
  int column;
} Report;

/* A document type can hold entities that name files and servers, or that multiply; no answer needs them. */
static void
refuse_entity (void *data, const xmlChar *name, int type, const xmlChar *public_id, const xmlChar *system_id,
               xmlChar *content)
{
  xmlParserCtxt *parser = data;

  ((Report *) parser->_private)->has_entities = TRUE;
  xmlStopParser (parser);
}

static void
take_error (void *data, xmlError *error)
{
  xmlParserCtxt *parser = error->ctxt;
  Report *report = parser ? parser->_private : NULL;

  if (!report || report->message || error->level < XML_ERR_ERROR)
    return;
  report->message = g_utf8_make_valid (error->message ? error->message : "", -1);
  g_strchomp (report->message);
  report->line = error->line;
  report->column = error->int2;
}

static void
set_parse_error (const Report *report, GError **error)
{
  if (report->has_entities)
    g_set_error (error, WEIR_LANGUAGE_ERROR, WEIR_LANGUAGE_ERROR_PATH,
                 "The XML declares entities in its document type; such documents are not read.");
  else if (report->message)
    g_set_error (error, WEIR_LANGUAGE_ERROR, WEIR_LANGUAGE_ERROR_PATH,
                 "line %d, column %d: This is no XML: %s.", report->line, report->column, report->message);
  else
    g_set_error (error, WEIR_LANGUAGE_ERROR, WEIR_LANGUAGE_ERROR_PATH, "This is no XML.");
}

static xmlDoc *
parse (const char *text, gsize length, GError **error)
{
  xmlParserCtxt *parser = xmlNewParserCtxt ();
  Report report = { FALSE };
  xmlDoc *document;

  parser->_private = &report;
  parser->sax->entityDecl = refuse_entity;
  parser->sax->serror = take_error;
  /* Without XML_PARSE_HUGE libxml2 keeps its own limits on depth and on the length of names. */
  document = xmlCtxtReadMemory (parser, text, (int) length, NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOCDATA);
  xmlFreeParserCtxt (parser);
  if (report.has_entities || report.message)
    g_clear_pointer (&document, xmlFreeDoc);
  if (!document)
    set_parse_error (&report, error);
  g_free (report.message);
  return document;
}

static xmlNode *
next_in_document (xmlNode *node)
{
  if (node->type == XML_ELEMENT_NODE && node->children)
    return node->children;
  while (node && !node->next)
    node = node->parent;
  return node ? node->next : NULL;
}

/* XPath 1.0 has no way to name an element of a default namespace without inventing a prefix, so those
 * elements are taken out of it: /feed/entry finds what is written <feed> and <entry>. Prefixes mean what
 * they mean in the document, on the root or wherever they come first. */
static void
settle_namespaces (WeirXml *self)
{
  for (xmlNode *node = xmlDocGetRootElement (self->document); node; node = next_in_document (node))
    {
      if (node->type != XML_ELEMENT_NODE)
        continue;
      for (xmlNs *ns = node->nsDef; ns; ns = ns->next)
        if (ns->prefix && !xmlXPathNsLookup (self->context, ns->prefix))
          xmlXPathRegisterNs (self->context, ns->prefix, ns->href);
      if (node->ns && !node->ns->prefix)
        node->ns = NULL;
    }
}

/**
 * weir_xml_parse:
 * @text: any bytes
 * @length: how many
 *
 * Entities are refused, nothing is loaded from anywhere; depth and lengths are bounded.
 *
 * Returns: (transfer full) (nullable): the document, or %NULL with %WEIR_LANGUAGE_ERROR_PATH, whose message
 *   has line and column, or %WEIR_LANGUAGE_ERROR_LIMIT
 */
WeirXml *
weir_xml_parse (const char *text, gsize length, GError **error)
{
  xmlDoc *document;
  WeirXml *self;

  if (length > WEIR_LIMIT_CAPTURED_BODY_BYTES)
    {
      g_set_error (error, WEIR_LANGUAGE_ERROR, WEIR_LANGUAGE_ERROR_LIMIT,
                   "XML of more than %d MB is not looked into.",
                   WEIR_LIMIT_CAPTURED_BODY_BYTES / (1024 * 1024));
      return NULL;
    }
  document = parse (text, length, error);
  if (!document)
    return NULL;
  self = g_new0 (WeirXml, 1);
  self->document = document;
  self->context = xmlXPathNewContext (document);
  self->context->opLimit = WEIR_LIMIT_PATH_STEPS;
  settle_namespaces (self);
  return self;
}

void
weir_xml_free (WeirXml *self)
{
  if (!self)
    return;
  xmlXPathFreeContext (self->context);
  xmlFreeDoc (self->document);
  g_free (self);
}
