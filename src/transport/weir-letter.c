/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-letter.c: what goes onto a message: which headers are the user's, which the transport's
 */

#include "config.h"

#include <string.h>

#include "weir-limits.h"
#include "weir-transport-private.h"

static const char *const body_headers[] = { "Content-Type", "Content-Encoding", "Content-Language",
                                            "Content-Location", NULL };

static gboolean
name_is_among (const char *name, const char *const *names)
{
  for (; *names != NULL; names++)
    if (g_ascii_strcasecmp (name, *names) == 0)
      return TRUE;
  return FALSE;
}

/**
 * weir_transport_owns_header:
 * @name: the name of a header, in any case
 * @value: its value
 *
 * Content-Length, Transfer-Encoding, TE, Upgrade, and Connection other than "close" belong to the transport:
 * when a user writes one it is not sent.
 *
 * Returns: whether the transport ignores this header
 */
gboolean
weir_transport_owns_header (const char *name, const char *value)
{
  static const char *const owned[] = { "Content-Length", "Transfer-Encoding", "TE", "Upgrade", NULL };

  if (g_ascii_strcasecmp (name, "Connection") == 0)
    return g_ascii_strcasecmp (value, "close") != 0;
  return name_is_among (name, owned);
}

static gboolean
is_token (const char *name)
{
  for (; *name != '\0'; name++)
    if (!g_ascii_isalnum (*name) && strchr ("!#$%&'*+-.^_`|~", *name) == NULL)
      return FALSE;
  return TRUE;
}

/**
 * weir_transport_check_header:
 * @name: the name of a header
 * @value: its value
 * @error: where to say what is wrong
 *
 * Checks one header the user wrote: token characters in the name, no CR or LF in the value, and the limits of
 * length. The sentence never quotes the value.
 *
 * Returns: %FALSE with %WEIR_TRANSPORT_ERROR_HEADER
 */
gboolean
weir_transport_check_header (const char *name, const char *value, GError **error)
{
  if (*name == '\0')
    g_set_error (error, WEIR_TRANSPORT_ERROR, WEIR_TRANSPORT_ERROR_HEADER, "A header has no name.");
  else if (strlen (name) > WEIR_LIMIT_HEADER_NAME_BYTES)
    g_set_error (error, WEIR_TRANSPORT_ERROR, WEIR_TRANSPORT_ERROR_HEADER,
                 "The name of the header “%.40s…” is %" G_GSIZE_FORMAT " bytes long; at most %d are allowed.",
                 name, strlen (name), WEIR_LIMIT_HEADER_NAME_BYTES);
  else if (!is_token (name))
    g_set_error (error, WEIR_TRANSPORT_ERROR, WEIR_TRANSPORT_ERROR_HEADER,
                 "“%s” is not the name of a header: only letters, digits and !#$%%&'*+-.^_`|~ are allowed.",
                 name);
  else if (strlen (value) > WEIR_LIMIT_HEADER_VALUE_BYTES)
    g_set_error (error, WEIR_TRANSPORT_ERROR, WEIR_TRANSPORT_ERROR_HEADER,
                 "The value of the header %s is %" G_GSIZE_FORMAT " bytes long; at most %d are allowed.",
                 name, strlen (value), WEIR_LIMIT_HEADER_VALUE_BYTES);
  else if (strpbrk (value, "\r\n") != NULL)
    g_set_error (error, WEIR_TRANSPORT_ERROR, WEIR_TRANSPORT_ERROR_HEADER,
                 "The value of the header %s holds a line break; a header is one line.", name);
  else
    return TRUE;
  return FALSE;
}

static gboolean
same_bytes (const WeirHeaders *a, const WeirHeaders *b)
{
  return a->len == b->len && memcmp (a->str, b->str, a->len) == 0;
}

static gsize
get_body_size (GBytes *body)
{
  return body ? g_bytes_get_size (body) : 0;
}

/* Where only path and query differ, the headers stay as they are. What answers a digest challenge is about
 * one path, though. */
static gboolean
is_same_place (const WeirSlot *slot, const WeirTarget *target)
{
  return slot->target == target ||
         (slot->lane->kind.username == NULL &&
          g_str_equal (slot->target->site->host_header, target->site->host_header));
}

/* But for path and query. */
static gboolean
is_unchanged (const WeirSlot *slot, const WeirLetter *letter, const char *cookie)
{
  if (letter->other_origin && letter->private_header != NULL)
    return FALSE;
  return slot->message != NULL && is_same_place (slot, letter->target) &&
         g_str_equal (slot->method, letter->method) && slot->other_origin == letter->other_origin &&
         slot->bodyless == letter->bodyless && (slot->body == NULL) == (letter->body == NULL) &&
         get_body_size (slot->body) == get_body_size (letter->body) &&
         same_bytes (slot->headers, letter->headers) && g_strcmp0 (slot->cookie, cookie) == 0;
}

static gboolean
goes_out (const WeirLetter *letter, const char *name, const char *value)
{
  if (letter->bodyless && name_is_among (name, body_headers))
    return FALSE;
  if (letter->other_origin)
    {
      static const char *const private[] = { "Authorization", "Proxy-Authorization", "Cookie", "Host", NULL };

      if (name_is_among (name, private) ||
          (letter->private_header && g_ascii_strcasecmp (name, letter->private_header) == 0))
        return FALSE;
    }
  return !weir_transport_owns_header (name, value);
}

static gboolean
check (const WeirLetter *letter, GError **error)
{
  const char *name, *value;
  gsize position = 0;

  if (*letter->method == '\0' || !is_token (letter->method) || g_str_equal (letter->method, "CONNECT"))
    {
      g_set_error (error, WEIR_TRANSPORT_ERROR, WEIR_TRANSPORT_ERROR_HEADER,
                   "“%.40s” is not a method Weir can send.", letter->method);
      return FALSE;
    }
  while (weir_headers_next (letter->headers, &position, &name, &value))
    if (!weir_transport_check_header (name, value, error))
      return FALSE;
  return TRUE;
}

static gboolean
wants_no_encoding (const WeirLetter *letter)
{
  const char *written = weir_headers_find (letter->headers, "Accept-Encoding", 0);

  return written != NULL && *written == '\0';
}

/* What the transport would write itself keeps the place it was written at: a recorded request goes out again
 * with the same bytes. */
static gboolean
is_own_words (const WeirSlot *slot, const char *name, const char *value)
{
  return !slot->lane->kind.alone && g_ascii_strcasecmp (name, "Connection") == 0 &&
         g_str_equal (value, "Keep-Alive");
}

static void
write_headers (WeirSlot *slot, const WeirLetter *letter, const char *cookie)
{
  SoupMessageHeaders *headers = soup_message_get_request_headers (slot->message);
  const char *name, *value;
  gsize position = 0;

  soup_message_headers_clear (headers);
  slot->cookie_written = FALSE;
  while (weir_headers_next (letter->headers, &position, &name, &value))
    if ((goes_out (letter, name, value) || is_own_words (slot, name, value)) &&
        !(slot->raw && g_ascii_strcasecmp (name, "Accept-Encoding") == 0))
      soup_message_headers_append (headers, name, value);
  slot->cookie_written = soup_message_headers_get_one (headers, "Cookie") != NULL;
  if (soup_message_headers_get_one (headers, "Host") == NULL)
    soup_message_headers_append (headers, "Host", letter->target->site->host_header);
  if (soup_message_headers_get_one (headers, "User-Agent") == NULL)
    soup_message_headers_append (headers, "User-Agent", "weir/" WEIR_VERSION);
  if (!slot->raw && soup_message_headers_get_one (headers, "Accept-Encoding") == NULL)
    soup_message_headers_append (headers, "Accept-Encoding", "gzip, deflate");
  if (soup_message_headers_get_one (headers, "Connection") == NULL)
    soup_message_headers_append (headers, "Connection", slot->lane->kind.alone ? "close" : "Keep-Alive");
  if (cookie != NULL && !slot->cookie_written)
    soup_message_headers_append (headers, "Cookie", cookie);
  if (letter->body != NULL || g_str_equal (letter->method, "POST") || g_str_equal (letter->method, "PUT"))
    soup_message_headers_set_content_length (headers, (goffset) get_body_size (letter->body));
}

/**
 * weir_slot_copy_headers:
 * @slot: a slot with its message
 * @headers: where the headers of its request are appended
 *
 * As they went out, those included that libsoup added.
 */
void
weir_slot_copy_headers (WeirSlot *slot, WeirHeaders *headers)
{
  SoupMessageHeadersIter iter;
  const char *name, *value;

  soup_message_headers_iter_init (&iter, soup_message_get_request_headers (slot->message));
  while (soup_message_headers_iter_next (&iter, &name, &value))
    weir_headers_append (headers, name, value);
}

static void
remember_target (WeirSlot *slot, WeirTarget *target)
{
  weir_target_ref (target);
  g_clear_pointer (&slot->target, weir_target_unref);
  slot->target = target;
}

static void
remember (WeirSlot *slot, const WeirLetter *letter, const char *cookie)
{
  remember_target (slot, letter->target);
  g_free (slot->method);
  slot->method = g_strdup (letter->method);
  g_string_truncate (slot->headers, 0);
  g_string_append_len (slot->headers, letter->headers->str, (gssize) letter->headers->len);
  slot->other_origin = letter->other_origin;
  slot->bodyless = letter->bodyless;
  if (cookie != slot->cookie)
    {
      g_free (slot->cookie);
      slot->cookie = g_strdup (cookie);
    }

  g_string_truncate (slot->sent, 0);
  weir_slot_copy_headers (slot, slot->sent);
}

/**
 * weir_slot_set_body:
 * @slot: a slot
 *
 * Gives the message its body, from the start: libsoup drops it with every answer and every re-send.
 */
void
weir_slot_set_body (WeirSlot *slot)
{
  g_autoptr (GInputStream) stream = NULL;

  if (slot->body == NULL)
    return;
  stream = g_memory_input_stream_new_from_bytes (slot->body);
  soup_message_set_request_body (slot->message, NULL, stream, (gssize) g_bytes_get_size (slot->body));
}

/* Of a message that was used libsoup 3.2 resets the answer and the metrics, and nothing of the request: not
 * its headers, to which it adds, nor the body, which was read. A disabled feature stays disabled for good, so
 * a message that must decode again is a new one. */
static void
rewrite (WeirSlot *slot, const WeirLetter *letter, const char *cookie)
{
  gboolean raw = wants_no_encoding (letter);

  if (slot->message != NULL && slot->raw != raw)
    weir_slot_close (slot);
  if (slot->message == NULL)
    weir_slot_open (slot, letter->target->uri, letter->method, raw);
  else
    {
      if (slot->target != letter->target)
        soup_message_set_uri (slot->message, letter->target->uri);
      soup_message_set_method (slot->message, letter->method);
      if (slot->body != NULL)
        soup_message_set_request_body (slot->message, NULL, NULL, 0);
    }
  write_headers (slot, letter, cookie);
  remember (slot, letter, cookie);
}

static void
readdress (WeirSlot *slot, WeirTarget *target)
{
  if (!g_str_equal (slot->target->url, target->url))
    soup_message_set_uri (slot->message, target->uri);
  remember_target (slot, target);
}

/**
 * weir_slot_write:
 * @slot: a slot that libsoup does not hold
 * @letter: what to send
 * @cookie: (nullable): the Cookie header made from the jar
 * @error: where to say what cannot be sent
 *
 * Makes the slot's message ready to be sent. When nothing changed since its last use, that is next to
 * nothing.
 *
 * Returns: %FALSE with %WEIR_TRANSPORT_ERROR_HEADER
 */
gboolean
weir_slot_write (WeirSlot *slot, const WeirLetter *letter, const char *cookie, GError **error)
{
  if (!is_unchanged (slot, letter, cookie))
    {
      if (!check (letter, error))
        return FALSE;
      rewrite (slot, letter, cookie);
    }
  else if (slot->target != letter->target)
    readdress (slot, letter->target);
  if (slot->body != letter->body)
    {
      g_clear_pointer (&slot->body, g_bytes_unref);
      slot->body = letter->body ? g_bytes_ref (letter->body) : NULL;
    }
  weir_slot_set_body (slot);
  slot->connected_us = 0;
  slot->wrote_us = 0;
  slot->n_restarts = 0;
  slot->challenged = FALSE;
  g_clear_pointer (&slot->refusal, g_free);
  return TRUE;
}
