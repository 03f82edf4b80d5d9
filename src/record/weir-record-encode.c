/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-record-encode.c: step results into bytes, secrets hidden, bodies cut
 *
 * This runs once per executed step in the worker: tables are copied whole, every text with one growth of the
 * array, and nothing is searched through unless there are secrets to hide.
 */

#include "config.h"

#include <string.h>

#include "weir-limits.h"
#include "weir-record-codec.h"
#include "weir-record-private.h"

/* A thousand retries with large answers must not make a record that no frame holds: beyond these, what there
 * is gets shared out evenly. */
#define RECORD_BODIES_BYTES (128 * 1024 * 1024)
#define RECORD_TEXTS_BYTES (128 * 1024 * 1024)
#define TEXT_BYTES (1024 * 1024)

typedef struct
{
  GByteArray *out;
  const WeirMask *mask; /* NULL when there is nothing to hide */
  GString *scratch;     /* what a masked text looks like; NULL without mask */
  gsize body_limit;
  gboolean drop_bodies;
  gsize text_limit;
} Writer;

static guint8 *
writer_grow (Writer *writer, gsize size)
{
  guint at = writer->out->len;

  g_byte_array_set_size (writer->out, (guint) (at + size));
  return writer->out->data + at;
}

static void
put_number (Writer *writer, guint32 number)
{
  memcpy (writer_grow (writer, sizeof number), &number, sizeof number);
}

static void
put_sized (Writer *writer, const void *bytes, gsize size)
{
  guint32 length = (guint32) size;
  guint8 *at = writer_grow (writer, sizeof length + size);

  memcpy (at, &length, sizeof length);
  if (size > 0)
    memcpy (at + sizeof length, bytes, size);
}

/* Points *bytes to the masked form when there is something to hide. */
static void
hide_secrets (Writer *writer, const char **bytes, gsize *size)
{
  if (writer->mask == NULL || *size == 0)
    return;
  g_string_truncate (writer->scratch, 0);
  if (!weir_mask_apply (writer->mask, *bytes, *size, writer->scratch))
    return;
  *bytes = writer->scratch->str;
  *size = writer->scratch->len;
}

/* The longest beginning within @limit that does not end in the middle of a UTF-8 character. */
static gsize
cut_length (const char *bytes, gsize size, gsize limit)
{
  gsize cut = limit;

  if (size <= limit)
    return size;
  while (cut > 0 && limit - cut < 3 && ((guchar) bytes[cut] & 0xc0) == 0x80)
    cut--;
  return cut;
}

static void
put_text (Writer *writer, const char *text)
{
  gsize size;

  if (text == NULL)
    {
      put_number (writer, WEIR_WIRE_NULL);
      return;
    }
  size = strlen (text);
  hide_secrets (writer, &text, &size);
  put_sized (writer, text, cut_length (text, size, writer->text_limit));
}

/* Cut between two fields: half a field would be none. */
static void
put_header_bytes (Writer *writer, const char *bytes, gsize size)
{
  hide_secrets (writer, &bytes, &size);
  if (size > writer->text_limit)
    {
      gsize nuls = 0, kept = 0;

      for (gsize i = 0; i < writer->text_limit; i++)
        if (bytes[i] == '\0' && ++nuls % 2 == 0)
          kept = i + 1;
      size = kept;
    }
  put_sized (writer, bytes, size);
}

static void
put_headers (Writer *writer, const WeirHeaders *headers)
{
  g_autoptr (GString) masked = NULL;
  const char *name, *value;
  gsize position = 0, start = 0;

  for (; weir_headers_next (headers, &position, &name, &value); start = position)
    {
      g_autofree char *hidden = weir_mask_password_proof (name, value);

      if (hidden != NULL && masked == NULL)
        masked = g_string_new_len (headers->str, (gssize) start);
      if (masked != NULL)
        weir_headers_append (masked, name, hidden != NULL ? hidden : value);
    }
  if (masked != NULL)
    put_header_bytes (writer, masked->str, masked->len);
  else
    put_header_bytes (writer, headers->str, headers->len);
}

/* Secrets are hidden before the body is cut, or the cut could leave the first half of one. Returns whether
 * it was cut. */
static gboolean
put_body (Writer *writer, const void *body, gsize size)
{
  const char *bytes = body;
  gsize kept;

  if (writer->body_limit == 0)
    {
      put_sized (writer, NULL, 0);
      return size > 0;
    }
  hide_secrets (writer, &bytes, &size);
  kept = cut_length (bytes, size, writer->body_limit);
  put_sized (writer, bytes, kept);
  return kept < size;
}

static gboolean
put_request_body (Writer *writer, GBytes *body)
{
  gconstpointer data;
  gsize size;

  if (body == NULL)
    {
      put_number (writer, WEIR_WIRE_NULL);
      return FALSE;
    }
  data = g_bytes_get_data (body, &size);
  return put_body (writer, data, size);
}

static void
put_attempt_numbers (Writer *writer, const WeirExchange *exchange)
{
  const WeirTimings *timings = &exchange->timings;
  WeirWireAttempt attempt = {
    .outcome = (guint8) exchange->outcome,
    .error_kind = (guint8) exchange->error_kind,
    .http_version = (guint8) exchange->http_version,
    .flags = (exchange->new_connection ? WEIR_WIRE_NEW_CONNECTION : 0)
             | (exchange->resent ? WEIR_WIRE_RESENT : 0)
             | (exchange->body_truncated ? WEIR_WIRE_BODY_TRUNCATED : 0)
             | (exchange->request_body_truncated ? WEIR_WIRE_REQUEST_BODY_TRUNCATED : 0),
    .status = exchange->status,
    .intended_us = timings->intended_us,
    .started_us = timings->started_us,
    .phases = { timings->blocked_us, timings->dns_us, timings->tcp_us, timings->tls_us, timings->sending_us,
                timings->waiting_us, timings->receiving_us },
    .bytes_sent = exchange->bytes_sent,
    .bytes_received = exchange->bytes_received,
    .body_size = exchange->body_size,
  };

  memcpy (writer_grow (writer, sizeof attempt), &attempt, sizeof attempt);
}

/* @numbers: where in the array the attempt's numbers are; their flags learn whether a body was cut. */
static void
put_attempt_texts (Writer *writer, const WeirExchange *exchange, gsize numbers)
{
  guint8 cut = 0;

  put_text (writer, exchange->error_message);
  put_text (writer, exchange->method);
  put_text (writer, exchange->url->str);
  put_text (writer, exchange->reason);
  put_headers (writer, exchange->request_headers);
  put_headers (writer, exchange->response_headers);
  if (put_request_body (writer, exchange->request_body))
    cut |= WEIR_WIRE_REQUEST_BODY_TRUNCATED;
  if (put_body (writer, exchange->response_body->data, exchange->response_body->len))
    cut |= WEIR_WIRE_BODY_TRUNCATED;
  if (cut != 0 && writer->drop_bodies)
    cut |= WEIR_WIRE_BODIES_DROPPED;
  put_number (writer, exchange->hops->len);
  for (guint i = 0; i < exchange->hops->len; i++)
    {
      const WeirHop *hop = &g_array_index (exchange->hops, WeirHop, i);

      put_number (writer, hop->status);
      put_number (writer, (guint32) hop->time_us);
      put_number (writer, (guint32) (hop->time_us >> 32));
      put_text (writer, hop->url);
    }
  writer->out->data[numbers + G_STRUCT_OFFSET (WeirWireAttempt, flags)] |= cut;
}

static void
put_head (Writer *writer, const WeirStepResult *result)
{
  const WeirStepBrief *brief = &result->brief;
  WeirWireHead head = {
    .version = WEIR_WIRE_VERSION,
    .part = (guint8) brief->part,
    .outcome = (guint8) brief->outcome,
    .exchange = (guint8) brief->exchange,
    .error_kind = (guint8) brief->error_kind,
    .flags = (brief->not_checked ? WEIR_WIRE_NOT_CHECKED : 0)
             | (brief->has_exchange ? WEIR_WIRE_HAS_EXCHANGE : 0)
             | (brief->unverified ? WEIR_WIRE_UNVERIFIED : 0),
    .step = brief->step,
    .iteration = brief->iteration,
    .vu = brief->vu,
    .row = brief->row,
    .status = brief->status,
    .n_attempts = result->attempts->len,
    .n_warnings = result->warnings->len,
    .n_checks = result->checks->len,
    .n_taken = result->taken->len,
    .offset_us = brief->offset_us,
    .time_us = brief->time_us,
    .blocked_us = brief->blocked_us,
    .bytes_sent = brief->bytes_sent,
    .bytes_received = brief->bytes_received,
  };

  memcpy (writer_grow (writer, sizeof head), &head, sizeof head);
}

static void
put_lists (Writer *writer, const WeirStepResult *result)
{
  for (guint i = 0; i < result->checks->len; i++)
    {
      const WeirCheck *check = &g_array_index (result->checks, WeirCheck, i);

      put_number (writer, check->passed ? 1 : 0);
      put_text (writer, check->label);
      put_text (writer, check->expected);
      put_text (writer, check->actual);
    }
  for (guint i = 0; i < result->taken->len; i++)
    {
      const WeirTaken *taken = &g_array_index (result->taken, WeirTaken, i);

      put_text (writer, taken->name);
      put_text (writer, taken->value);
    }
  for (guint i = 0; i < result->warnings->len; i++)
    put_text (writer, g_ptr_array_index (result->warnings, i));
}

static gsize
count_texts (const WeirStepResult *result)
{
  gsize n = 2 + 3 * (gsize) result->checks->len + 2 * (gsize) result->taken->len + result->warnings->len;

  for (guint i = 0; i < result->attempts->len; i++)
    {
      const WeirExchange *exchange = g_ptr_array_index (result->attempts, i);

      n += 6 + exchange->hops->len;
    }
  return n;
}

static gsize
choose_body_limit (const WeirStepResult *result, const WeirRecordBodies *bodies)
{
  gsize share = RECORD_BODIES_BYTES / (2 * MAX (result->attempts->len, 1));

  if (bodies == NULL)
    return MIN (WEIR_LIMIT_KEPT_BODY_BYTES, share);
  return bodies->drop_bodies ? 0 : MIN (bodies->body_limit, share);
}

/**
 * weir_record_encode:
 * @result: a result
 * @mask: (nullable): secrets to hide in every text and body
 * @bodies: (nullable): how much of each body to write; %NULL for %WEIR_LIMIT_KEPT_BODY_BYTES
 * @out: where to append
 *
 * Appends @result as one record, preceded by its length in bytes: a guint32 in native order that does not
 * count itself. The numbers of attempts and warnings in the head are those of the lists. Texts of more than
 * 1 MB are cut, and so are bodies beyond @bodies; where one record would exceed 256 MB, all is cut evenly.
 */
void
weir_record_encode (const WeirStepResult *result, const WeirMask *mask, const WeirRecordBodies *bodies,
                    GByteArray *out)
{
  gboolean masked = mask != NULL && !weir_mask_is_empty (mask);
  Writer writer = {
    .out = out,
    .mask = masked ? mask : NULL,
    .scratch = masked ? g_string_new (NULL) : NULL,
    .body_limit = choose_body_limit (result, bodies),
    .drop_bodies = bodies != NULL && bodies->drop_bodies,
    .text_limit = MIN (TEXT_BYTES, RECORD_TEXTS_BYTES / count_texts (result)),
  };
  gsize start = out->len, numbers;
  guint32 length;

  put_number (&writer, 0);
  put_head (&writer, result);
  numbers = out->len;
  for (guint i = 0; i < result->attempts->len; i++)
    put_attempt_numbers (&writer, g_ptr_array_index (result->attempts, i));
  put_text (&writer, result->name);
  put_text (&writer, result->message);
  for (guint i = 0; i < result->attempts->len; i++)
    put_attempt_texts (&writer, g_ptr_array_index (result->attempts, i),
                       numbers + i * sizeof (WeirWireAttempt));
  put_lists (&writer, result);

  length = (guint32) (out->len - start - sizeof length);
  memcpy (out->data + start, &length, sizeof length);
  if (writer.scratch != NULL)
    g_string_free (writer.scratch, TRUE);
}
