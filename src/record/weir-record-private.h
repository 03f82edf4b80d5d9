/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-record-private.h: how a record lies in memory, for its writer and its reader
 *
 *   WeirWireHead
 *   WeirWireAttempt × n_attempts
 *   name, message
 *   per attempt: error message, method, URL, reason, request headers, response headers, request body,
 *                response body, number of hops, per hop: status, time in µs
 *                (low and high half), URL
 *   per check: passed, label, expected, actual
 *   per variable taken: name, value
 *   per warning: its text
 *
 * A text is its length in bytes and its bytes; numbers outside the tables are guint32. All in native order.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Runs in the archive are older than the program: version 1 has hops without their time, version 2 a head
 * that ends before `row`. */
#define WEIR_WIRE_OLDEST_VERSION 1
#define WEIR_WIRE_VERSION 3
#define WEIR_WIRE_HEAD_BYTES_2 80
#define WEIR_WIRE_NULL G_MAXUINT32 /* the length of a text that is NULL */

/* No honest time or size comes near; sums of a few stay far from overflow. */
#define WEIR_WIRE_LARGEST (G_GINT64_CONSTANT (1) << 56)

enum
{
  WEIR_WIRE_NOT_CHECKED = 1 << 0,
  WEIR_WIRE_HAS_EXCHANGE = 1 << 1,
  WEIR_WIRE_UNVERIFIED = 1 << 2,
  WEIR_WIRE_ALL_HEAD_FLAGS = (1 << 3) - 1,
};

enum
{
  WEIR_WIRE_NEW_CONNECTION = 1 << 0,
  WEIR_WIRE_RESENT = 1 << 1,
  WEIR_WIRE_BODY_TRUNCATED = 1 << 2,
  WEIR_WIRE_REQUEST_BODY_TRUNCATED = 1 << 3,
  WEIR_WIRE_BODIES_DROPPED = 1 << 4,
  WEIR_WIRE_ALL_ATTEMPT_FLAGS = (1 << 5) - 1,
};

/* Copied whole; laid out so that the compiler leaves no gaps, which would carry stale memory. */
typedef struct
{
  guint8 version; /* first in every record */
  guint8 part;
  guint8 outcome;
  guint8 exchange;
  guint8 error_kind;
  guint8 flags;
  guint8 zero[2];
  guint32 step;
  guint32 iteration;
  guint32 vu;
  guint32 status;
  guint32 n_attempts;
  guint32 n_warnings;
  guint32 n_checks;
  guint32 n_taken;
  gint64 offset_us;
  gint64 time_us;
  gint64 blocked_us;
  guint64 bytes_sent;
  guint64 bytes_received;
  guint32 row;
  guint32 zero_too;
} WeirWireHead;
G_STATIC_ASSERT (G_STRUCT_OFFSET (WeirWireHead, row) == WEIR_WIRE_HEAD_BYTES_2);
G_STATIC_ASSERT (sizeof (WeirWireHead) == 88);

typedef struct
{
  guint8 outcome;
  guint8 error_kind;
  guint8 http_version;
  guint8 flags;
  guint32 status;
  gint64 intended_us;
  gint64 started_us;
  gint64 phases[7]; /* blocked, dns, tcp, tls, sending, waiting, receiving */
  guint64 bytes_sent;
  guint64 bytes_received;
  guint64 body_size;
} WeirWireAttempt;
G_STATIC_ASSERT (sizeof (WeirWireAttempt) == 104);

G_END_DECLS
