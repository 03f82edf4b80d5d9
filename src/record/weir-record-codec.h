/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-record-codec.h: the one serialised form of a step result, on the worker's socket and in the archive
 */

#pragma once

#include "weir-mask.h"
#include "weir-step-result.h"

G_BEGIN_DECLS

#define WEIR_RECORD_ERROR (weir_record_error_quark ())
GQuark weir_record_error_quark (void);

typedef enum
{
  WEIR_RECORD_ERROR_DAMAGED,
} WeirRecordError;

/* How much of each body is written. */
typedef struct
{
  gsize body_limit; /* per body; the exchange then says body_truncated or request_body_truncated */
  gboolean drop_bodies;
} WeirRecordBodies;

/* One attempt in numbers: what a record says without being decoded whole. */
typedef struct
{
  WeirExchangeOutcome outcome;
  WeirErrorKind error_kind;
  guint status;
  guint http_version;
  gboolean new_connection;
  gboolean resent;
  gboolean bodies_dropped; /* there were bodies, but the run keeps no more of them: WeirRecordBodies */
  WeirTimings timings;
  guint64 bytes_sent;
  guint64 bytes_received;
  guint64 body_size;
} WeirAttemptBrief;

/* Appends one result, preceded by its length in bytes (guint32, native order: one machine only). Every text
 * and body passes through @mask (nullable). @bodies NULL: WEIR_LIMIT_KEPT_BODY_BYTES of each. */
void weir_record_encode (const WeirStepResult *result, const WeirMask *mask, const WeirRecordBodies *bodies,
                         GByteArray *out);
/* The next result in @data from *position on, without its length: where it is and its head, decoded; the
 * rest is left alone. FALSE at the end (no error) or when damaged. */
gboolean weir_record_next (const guint8 *data, gsize size, gsize *position, const guint8 **record,
                           gsize *record_size, WeirStepBrief *brief, GError **error);
/* The @index-th attempt in numbers, 0 is the first; FALSE when there is none, or the record is damaged. */
gboolean weir_record_get_attempt (const guint8 *record, gsize record_size, guint index,
                                  WeirAttemptBrief *attempt);
/* Name and, in the next line, message of a record, without decoding it: into @words, a string of less than
 * @size bytes, cut between characters. FALSE when the record is damaged. */
gboolean weir_record_get_words (const guint8 *record, gsize record_size, char *words, gsize size);
/* How many bytes the bodies of a record take. With @out (nullable) the record is appended to it without them;
 * its attempts then say bodies_dropped. 0, with nothing appended, when there are none or it is damaged. */
gsize weir_record_drop_bodies (const guint8 *record, gsize record_size, GByteArray *out);
/* One record whole. (transfer full), NULL with WEIR_RECORD_ERROR_DAMAGED. */
WeirStepResult *weir_record_decode (const guint8 *record, gsize record_size, GError **error);

G_END_DECLS
