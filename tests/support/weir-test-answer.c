/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-test-answer.c: a request as the test server saw it, and what it is told to answer, right or wrong
 */

#include "config.h"

#include <string.h>

#include "weir-test-server-private.h"

void
weir_test_request_free (gpointer data)
{
  WeirTestRequest *request = data;

  g_free (request->method);
  g_free (request->target);
  g_free (request->path);
  if (request->headers)
    g_string_free (request->headers, TRUE);
  g_clear_pointer (&request->body, g_bytes_unref);
  g_free (request);
}

const char *
weir_test_request_get_header (const WeirTestRequest *request, const char *name)
{
  return weir_headers_find (request->headers, name, 0);
}

WeirTestAnswer *
weir_test_answer_new (void)
{
  WeirTestAnswer *answer = g_new0 (WeirTestAnswer, 1);

  answer->status = 200;
  answer->headers = g_string_new (NULL);
  answer->body = g_byte_array_new ();
  answer->content_length = -1;
  g_byte_array_append (answer->body, (const guint8 *) "ok", 2);
  return answer;
}

WeirTestAnswer *
weir_test_answer_copy (const WeirTestAnswer *answer)
{
  WeirTestAnswer *copy = g_memdup2 (answer, sizeof *answer);

  copy->reason = g_strdup (answer->reason);
  copy->headers = g_string_new_len (answer->headers->str, (gssize) answer->headers->len);
  copy->body = g_byte_array_sized_new (answer->body->len);
  g_byte_array_append (copy->body, answer->body->data, answer->body->len);
  copy->raw = answer->raw ? g_bytes_ref (answer->raw) : NULL;
  return copy;
}

void
weir_test_answer_free (gpointer data)
{
  WeirTestAnswer *answer = data;

  g_free (answer->reason);
  g_string_free (answer->headers, TRUE);
  g_byte_array_unref (answer->body);
  g_clear_pointer (&answer->raw, g_bytes_unref);
  g_free (answer);
}

GString *
weir_test_answer_make_head (const WeirTestAnswer *answer)
{
  GString *head = g_string_new (NULL);
  const char *name, *value;
  gsize position = 0;

  g_string_append_printf (head, "HTTP/1.1 %03u %s\r\n", answer->status,
                          answer->reason         ? answer->reason
                          : answer->status < 400 ? "Fine"
                                                 : "Not fine");
  while (weir_headers_next (answer->headers, &position, &name, &value))
    g_string_append_printf (head, "%s: %s\r\n", name, value);
  if (answer->chunked)
    g_string_append (head, "Transfer-Encoding: chunked\r\n");
  else if (!answer->no_length)
    g_string_append_printf (head, "Content-Length: %" G_GINT64_FORMAT "\r\n",
                            answer->content_length >= 0 ? answer->content_length
                                                        : (gint64) answer->body->len);
  if (answer->close)
    g_string_append (head, "Connection: close\r\n");
  g_string_append (head, "\r\n");
  return head;
}

void
weir_test_answer_add_header (WeirTestAnswer *answer, const char *name, const char *value)
{
  weir_headers_append (answer->headers, name, value);
}

void
weir_test_answer_set_body (WeirTestAnswer *answer, const char *content_type, const char *text)
{
  if (content_type != NULL)
    weir_headers_append (answer->headers, "Content-Type", content_type);
  g_byte_array_set_size (answer->body, 0);
  g_byte_array_append (answer->body, (const guint8 *) text, (guint) strlen (text));
}

void
weir_test_answer_set_redirect (WeirTestAnswer *answer, guint status, const char *location)
{
  answer->status = status;
  weir_headers_append (answer->headers, "Location", location);
}

void
weir_test_answer_set_raw (WeirTestAnswer *answer, const char *bytes, gssize size)
{
  g_clear_pointer (&answer->raw, g_bytes_unref);
  answer->raw = g_bytes_new (bytes, size < 0 ? strlen (bytes) : (gsize) size);
}
