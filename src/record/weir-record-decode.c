/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-record-decode.c: bytes back into step results; believes nothing it reads
 */

#include "config.h"

#include <string.h>

#include "weir-record-codec.h"
#include "weir-record-private.h"

G_DEFINE_QUARK (weir-record-error-quark, weir_record_error)

/* The least that one of them takes: a count that promises more than there can be is damage, found before
 * anything is allocated for it. */
#define LEAST_HOP 8
#define LEAST_CHECK 16
#define LEAST_TAKEN 8
#define LEAST_WARNING 4

/* After the first damage everything reads as empty, so that only the end has to ask. */
typedef struct
{
  const guint8 *data;
  gsize size;
  gsize at;
  gboolean damaged;
  guint8 version; /* of the record, once its head was read */
} Reader;

static const guint8 *
take (Reader *reader, gsize size)
{
  const guint8 *bytes = reader->data + reader->at;

  if (reader->damaged || size > reader->size - reader->at)
    {
      reader->damaged = TRUE;
      return NULL;
    }
  reader->at += size;
  return bytes;
}

static guint32
get_number (Reader *reader)
{
  const guint8 *bytes = take (reader, sizeof (guint32));
  guint32 number = 0;

  if (bytes != NULL)
    memcpy (&number, bytes, sizeof number);
  return number;
}

static guint32
get_count (Reader *reader, guint32 count, gsize least)
{
  if (reader->damaged || count > (reader->size - reader->at) / least)
    {
      reader->damaged = TRUE;
      return 0;
    }
  return count;
}

/* NULL for a text that is NULL, and after damage. */
static const char *
get_sized (Reader *reader, gsize *size)
{
  guint32 length = get_number (reader);

  *size = 0;
  if (reader->damaged || length == WEIR_WIRE_NULL)
    return NULL;
  *size = length;
  return (const char *) take (reader, length);
}

static char *
get_text (Reader *reader)
{
  gsize size;
  const char *bytes = get_sized (reader, &size);

  return bytes != NULL ? g_strndup (bytes, size) : NULL;
}

static void
get_string (Reader *reader, GString *into)
{
  gsize size;
  const char *bytes = get_sized (reader, &size);

  if (bytes != NULL)
    g_string_append_len (into, bytes, (gssize) size);
}

/* Names and values, each ended by a NUL. */
static void
get_headers (Reader *reader, WeirHeaders *into)
{
  gsize nuls = 0;

  get_string (reader, into);
  for (gsize i = 0; i < into->len; i++)
    nuls += into->str[i] == '\0';
  if (nuls % 2 != 0 || (into->len > 0 && into->str[into->len - 1] != '\0'))
    reader->damaged = TRUE;
}

static gboolean
is_sane (gint64 number)
{
  return number > -WEIR_WIRE_LARGEST && number < WEIR_WIRE_LARGEST;
}

static gboolean
head_is_sane (const WeirWireHead *head)
{
  return head->version >= WEIR_WIRE_OLDEST_VERSION && head->version <= WEIR_WIRE_VERSION
         && head->part <= 2 && head->outcome < WEIR_N_STEP_OUTCOMES
         && head->exchange <= WEIR_EXCHANGE_UNSENT && head->error_kind <= WEIR_ERROR_KIND_TOO_LARGE
         && (head->flags & ~WEIR_WIRE_ALL_HEAD_FLAGS) == 0 && is_sane (head->offset_us)
         && is_sane (head->time_us) && is_sane (head->blocked_us) && is_sane ((gint64) head->bytes_sent)
         && is_sane ((gint64) head->bytes_received);
}

static gboolean
attempt_is_sane (const WeirWireAttempt *attempt)
{
  for (guint i = 0; i < G_N_ELEMENTS (attempt->phases); i++)
    if (!is_sane (attempt->phases[i]))
      return FALSE;
  return attempt->outcome <= WEIR_EXCHANGE_UNSENT && attempt->error_kind <= WEIR_ERROR_KIND_TOO_LARGE
         && (attempt->flags & ~WEIR_WIRE_ALL_ATTEMPT_FLAGS) == 0 && is_sane (attempt->intended_us)
         && is_sane (attempt->started_us) && is_sane ((gint64) attempt->bytes_sent)
         && is_sane ((gint64) attempt->bytes_received) && is_sane ((gint64) attempt->body_size);
}

static void
get_head (Reader *reader, WeirWireHead *head)
{
  gboolean is_old = reader->size > reader->at && reader->data[reader->at] < 3;
  gsize size = is_old ? WEIR_WIRE_HEAD_BYTES_2 : sizeof *head;
  const guint8 *bytes = take (reader, size);

  *head = (WeirWireHead) { 0 };
  if (bytes == NULL)
    return;
  memcpy (head, bytes, size);
  reader->version = head->version;
  if (!head_is_sane (head))
    reader->damaged = TRUE;
}

static void
get_attempt_numbers (Reader *reader, WeirWireAttempt *attempt)
{
  const guint8 *bytes = take (reader, sizeof *attempt);

  *attempt = (WeirWireAttempt) { 0 };
  if (bytes == NULL)
    return;
  memcpy (attempt, bytes, sizeof *attempt);
  if (!attempt_is_sane (attempt))
    reader->damaged = TRUE;
}

static void
head_to_brief (const WeirWireHead *head, WeirStepBrief *brief)
{
  *brief = (WeirStepBrief) {
    .part = head->part,
    .step = head->step,
    .iteration = head->iteration,
    .vu = head->vu,
    .row = head->row,
    .outcome = (WeirStepOutcome) head->outcome,
    .not_checked = (head->flags & WEIR_WIRE_NOT_CHECKED) != 0,
    .unverified = (head->flags & WEIR_WIRE_UNVERIFIED) != 0,
    .has_exchange = (head->flags & WEIR_WIRE_HAS_EXCHANGE) != 0,
    .exchange = (WeirExchangeOutcome) head->exchange,
    .error_kind = (WeirErrorKind) head->error_kind,
    .status = head->status,
    .n_attempts = head->n_attempts,
    .n_warnings = head->n_warnings,
    .offset_us = head->offset_us,
    .time_us = head->time_us,
    .blocked_us = head->blocked_us,
    .bytes_sent = head->bytes_sent,
    .bytes_received = head->bytes_received,
  };
}

static void
wire_to_timings (const WeirWireAttempt *wire, WeirTimings *timings)
{
  *timings = (WeirTimings) {
    .intended_us = wire->intended_us,
    .started_us = wire->started_us,
    .blocked_us = wire->phases[0],
    .dns_us = wire->phases[1],
    .tcp_us = wire->phases[2],
    .tls_us = wire->phases[3],
    .sending_us = wire->phases[4],
    .waiting_us = wire->phases[5],
    .receiving_us = wire->phases[6],
  };
}

static void
get_attempts (Reader *reader, const WeirWireHead *head, WeirStepResult *result)
{
  guint32 n = get_count (reader, head->n_attempts, sizeof (WeirWireAttempt));

  for (guint32 i = 0; i < n && !reader->damaged; i++)
    {
      WeirExchange *exchange = weir_step_result_add_attempt (result);
      WeirWireAttempt wire;

      get_attempt_numbers (reader, &wire);
      exchange->outcome = (WeirExchangeOutcome) wire.outcome;
      exchange->error_kind = (WeirErrorKind) wire.error_kind;
      exchange->status = wire.status;
      exchange->http_version = wire.http_version;
      exchange->new_connection = (wire.flags & WEIR_WIRE_NEW_CONNECTION) != 0;
      exchange->resent = (wire.flags & WEIR_WIRE_RESENT) != 0;
      exchange->body_truncated = (wire.flags & WEIR_WIRE_BODY_TRUNCATED) != 0;
      exchange->request_body_truncated = (wire.flags & WEIR_WIRE_REQUEST_BODY_TRUNCATED) != 0;
      exchange->bytes_sent = wire.bytes_sent;
      exchange->bytes_received = wire.bytes_received;
      exchange->body_size = wire.body_size;
      wire_to_timings (&wire, &exchange->timings);
    }
}

static void
get_hops (Reader *reader, WeirExchange *exchange)
{
  guint32 n = get_count (reader, get_number (reader), LEAST_HOP);

  for (guint32 i = 0; i < n && !reader->damaged; i++)
    {
      guint32 status = get_number (reader);
      guint64 low = reader->version > 1 ? get_number (reader) : 0;
      guint64 high = reader->version > 1 ? get_number (reader) : 0;
      g_autofree char *url = get_text (reader);

      weir_exchange_add_hop (exchange, status, url)->time_us =
        (gint64) MIN (low | high << 32, (guint64) WEIR_WIRE_LARGEST);
    }
}

static void
get_attempt_texts (Reader *reader, WeirExchange *exchange)
{
  const char *bytes;
  gsize size;

  exchange->error_message = get_text (reader);
  exchange->method = get_text (reader);
  get_string (reader, exchange->url);
  exchange->reason = get_text (reader);
  get_headers (reader, exchange->request_headers);
  get_headers (reader, exchange->response_headers);
  bytes = get_sized (reader, &size);
  if (bytes != NULL)
    exchange->request_body = g_bytes_new (bytes, size);
  bytes = get_sized (reader, &size);
  if (bytes != NULL)
    g_byte_array_append (exchange->response_body, (const guint8 *) bytes, (guint) size);
  get_hops (reader, exchange);
}

static void
get_lists (Reader *reader, const WeirWireHead *head, WeirStepResult *result)
{
  guint32 n = get_count (reader, head->n_checks, LEAST_CHECK);

  for (guint32 i = 0; i < n && !reader->damaged; i++)
    {
      gboolean passed = get_number (reader) != 0;
      g_autofree char *label = get_text (reader);
      g_autofree char *expected = get_text (reader);
      g_autofree char *actual = get_text (reader);

      weir_step_result_add_check (result, passed, label, expected, actual);
    }
  n = get_count (reader, head->n_taken, LEAST_TAKEN);
  for (guint32 i = 0; i < n && !reader->damaged; i++)
    {
      g_autofree char *name = get_text (reader);
      g_autofree char *value = get_text (reader);

      weir_step_result_add_taken (result, name, value);
    }
  n = get_count (reader, head->n_warnings, LEAST_WARNING);
  for (guint32 i = 0; i < n && !reader->damaged; i++)
    {
      g_autofree char *warning = get_text (reader);

      weir_step_result_add_warning (result, warning != NULL ? warning : "");
    }
}

static void
set_damaged (GError **error)
{
  g_set_error_literal (error, WEIR_RECORD_ERROR, WEIR_RECORD_ERROR_DAMAGED,
                       "The record of a step result is damaged, so it cannot be shown.");
}

/**
 * weir_record_next:
 * @data: records one after another, as weir_record_encode() appends them
 * @size: how many bytes
 * @position: (inout): where to go on; 0 for the first
 * @record: (out) (transfer none): the record, without its length
 * @record_size: (out): its size in bytes
 * @brief: (out): its head
 * @error: set to %WEIR_RECORD_ERROR_DAMAGED when what follows is no record
 *
 * Steps from one record to the next, reading the head only.
 *
 * Returns: %FALSE at the end, without error, and when @data is damaged
 */
gboolean
weir_record_next (const guint8 *data, gsize size, gsize *position, const guint8 **record, gsize *record_size,
                  WeirStepBrief *brief, GError **error)
{
  Reader reader = { .data = data, .size = size, .at = *position };
  WeirWireHead head;
  gsize length;

  g_return_val_if_fail (*position <= size, FALSE);

  if (*position == size)
    return FALSE;
  length = get_number (&reader);
  *record = take (&reader, length);
  *record_size = length;
  if (!reader.damaged)
    {
      Reader inside = { .data = *record, .size = length };

      get_head (&inside, &head);
      reader.damaged = inside.damaged;
    }
  if (reader.damaged)
    {
      set_damaged (error);
      return FALSE;
    }
  head_to_brief (&head, brief);
  *position = reader.at;
  return TRUE;
}

/**
 * weir_record_get_attempt:
 * @record: a record, without its length
 * @record_size: its size in bytes
 * @index: 0 for the first attempt
 * @attempt: (out): that attempt in numbers
 *
 * Reads one attempt's numbers in constant time; texts and bodies are not looked at.
 *
 * Returns: %FALSE when there are not that many attempts, or when the record is damaged
 */
gboolean
weir_record_get_attempt (const guint8 *record, gsize record_size, guint index, WeirAttemptBrief *attempt)
{
  Reader reader = { .data = record, .size = record_size };
  WeirWireHead head;
  WeirWireAttempt wire;

  get_head (&reader, &head);
  if (reader.damaged || index >= head.n_attempts)
    return FALSE;
  take (&reader, index * sizeof wire);
  get_attempt_numbers (&reader, &wire);
  if (reader.damaged)
    return FALSE;
  *attempt = (WeirAttemptBrief) {
    .outcome = (WeirExchangeOutcome) wire.outcome,
    .error_kind = (WeirErrorKind) wire.error_kind,
    .status = wire.status,
    .http_version = wire.http_version,
    .new_connection = (wire.flags & WEIR_WIRE_NEW_CONNECTION) != 0,
    .resent = (wire.flags & WEIR_WIRE_RESENT) != 0,
    .bodies_dropped = (wire.flags & WEIR_WIRE_BODIES_DROPPED) != 0,
    .bytes_sent = wire.bytes_sent,
    .bytes_received = wire.bytes_received,
    .body_size = wire.body_size,
  };
  wire_to_timings (&wire, &attempt->timings);
  return TRUE;
}

/**
 * weir_record_get_words:
 * @record: a record, without its length
 * @record_size: its size in bytes
 * @words: (out caller-allocates): name and message, separated by a line feed; only the name without a message
 * @size: how many bytes there is room for, with the NUL
 *
 * Reads what a search looks at; nothing is allocated. What is no UTF-8 ends the text.
 *
 * Returns: %FALSE when the record is damaged
 */
gboolean
weir_record_get_words (const guint8 *record, gsize record_size, char *words, gsize size)
{
  Reader reader = { .data = record, .size = record_size };
  const char *texts[2], *end;
  gsize sizes[2], at = 0;
  WeirWireHead head;

  get_head (&reader, &head);
  take (&reader, head.n_attempts * sizeof (WeirWireAttempt));
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    texts[i] = get_sized (&reader, &sizes[i]);
  for (guint i = 0; !reader.damaged && i < G_N_ELEMENTS (texts); i++)
    {
      gsize length;

      if (texts[i] == NULL)
        continue;
      if (i > 0 && at < size - 1)
        words[at++] = '\n';
      length = MIN (size - 1 - at, sizes[i]);
      memcpy (words + at, texts[i], length);
      at += length;
    }
  words[at] = '\0';
  g_utf8_validate (words, -1, &end);
  words[end - words] = '\0';
  return !reader.damaged;
}

/* Where the bodies of one attempt are, as offsets in the record. */
typedef struct
{
  gsize at[2];   /* behind its length: of the request, of the response */
  gsize size[2]; /* 0 = there is none */
} BodyPlaces;

static void
skip_attempt_texts (Reader *reader, BodyPlaces *places)
{
  gsize size;
  guint32 n_hops;

  for (guint i = 0; i < 6; i++)
    get_sized (reader, &size);
  for (guint i = 0; i < G_N_ELEMENTS (places->at); i++)
    {
      get_sized (reader, &places->size[i]);
      places->at[i] = reader->at - places->size[i];
    }
  n_hops = get_count (reader, get_number (reader), LEAST_HOP);
  for (guint32 i = 0; i < n_hops && !reader->damaged; i++)
    {
      take (reader, (reader->version > 1 ? 3 : 1) * sizeof (guint32));
      get_sized (reader, &size);
    }
}

/* Copies what lies before each body, and a length of 0 instead of it. @copied: up to where it has got. */
static void
leave_out (const guint8 *record, const BodyPlaces *places, gsize *copied, GByteArray *out)
{
  static const guint32 none = 0;

  for (guint i = 0; i < G_N_ELEMENTS (places->at); i++)
    {
      if (places->size[i] == 0)
        continue;
      g_byte_array_append (out, record + *copied, (guint) (places->at[i] - sizeof none - *copied));
      g_byte_array_append (out, (const guint8 *) &none, sizeof none);
      *copied = places->at[i] + places->size[i];
    }
}

/**
 * weir_record_drop_bodies:
 * @record: a record, without its length
 * @record_size: its size in bytes
 * @out: (nullable): where to append the record without bodies, again without its length
 *
 * Measures the bodies of a record and leaves them out; nothing else is decoded or changed. Attempts that had
 * one say that it is cut and that the run keeps it no more.
 *
 * Returns: how many bytes of bodies there are; 0, and nothing appended, when there are none or the record is
 *   damaged
 */
gsize
weir_record_drop_bodies (const guint8 *record, gsize record_size, GByteArray *out)
{
  static const guint8 flags[] = { WEIR_WIRE_REQUEST_BODY_TRUNCATED, WEIR_WIRE_BODY_TRUNCATED };
  Reader reader = { .data = record, .size = record_size };
  gsize bytes = 0, copied = 0, numbers, start = out != NULL ? out->len : 0, ignored;
  WeirWireHead head;

  get_head (&reader, &head);
  numbers = reader.at;
  take (&reader, head.n_attempts * sizeof (WeirWireAttempt));
  get_sized (&reader, &ignored);
  get_sized (&reader, &ignored);
  for (guint32 i = 0; i < head.n_attempts && !reader.damaged; i++)
    {
      gsize flags_at = numbers + i * sizeof (WeirWireAttempt) + G_STRUCT_OFFSET (WeirWireAttempt, flags);
      BodyPlaces places;

      skip_attempt_texts (&reader, &places);
      if (reader.damaged || places.size[0] + places.size[1] == 0)
        continue;
      bytes += places.size[0] + places.size[1];
      if (out == NULL)
        continue;
      leave_out (record, &places, &copied, out);
      for (guint j = 0; j < G_N_ELEMENTS (flags); j++)
        if (places.size[j] > 0)
          out->data[start + flags_at] |= flags[j] | WEIR_WIRE_BODIES_DROPPED;
    }
  if (reader.damaged)
    bytes = 0;
  if (out != NULL && bytes == 0)
    g_byte_array_set_size (out, (guint) start);
  else if (out != NULL)
    g_byte_array_append (out, record + copied, (guint) (record_size - copied));
  return bytes;
}

/**
 * weir_record_decode:
 * @record: a record, without its length
 * @record_size: its size in bytes
 * @error: set to %WEIR_RECORD_ERROR_DAMAGED when @record is no whole record
 *
 * Returns: (transfer full) (nullable): the result; %NULL with @error set
 */
WeirStepResult *
weir_record_decode (const guint8 *record, gsize record_size, GError **error)
{
  g_autoptr (WeirStepResult) result = weir_step_result_new ();
  Reader reader = { .data = record, .size = record_size };
  WeirWireHead head;

  get_head (&reader, &head);
  get_attempts (&reader, &head, result);
  result->name = get_text (&reader);
  result->message = get_text (&reader);
  for (guint i = 0; i < result->attempts->len && !reader.damaged; i++)
    get_attempt_texts (&reader, g_ptr_array_index (result->attempts, i));
  get_lists (&reader, &head, result);
  if (reader.damaged || reader.at != reader.size)
    {
      set_damaged (error);
      return NULL;
    }
  head_to_brief (&head, &result->brief);
  return g_steal_pointer (&result);
}
