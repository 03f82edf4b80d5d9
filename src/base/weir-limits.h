/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-limits.h: every bound on what a file, a server or a person may ask of Weir
 */

#pragma once

/* Documents */
#define WEIR_LIMIT_DOCUMENT_BYTES (10 * 1024 * 1024)
#define WEIR_LIMIT_DOCUMENT_DEPTH 64
#define WEIR_LIMIT_DOCUMENT_NODES 200000
/* After alias expansion a document may hold 10 times the nodes written, and this many more. */
#define WEIR_LIMIT_ALIAS_FACTOR 10
#define WEIR_LIMIT_ALIAS_EXTRA 10000
#define WEIR_LIMIT_PROBLEMS 1000
#define WEIR_LIMIT_NAME_CHARS 60
#define WEIR_LIMIT_VARIABLES 10000
#define WEIR_LIMIT_STEPS 1000
#define WEIR_LIMIT_ITERATIONS 1000000
#define WEIR_LIMIT_PARALLEL 10000
#define WEIR_LIMIT_DELAY_MS 3600000
#define WEIR_LIMIT_DURATION_DAYS 366
#define WEIR_LIMIT_RETRIES 1000
#define WEIR_LIMIT_HEADER_NAME_BYTES 256
#define WEIR_LIMIT_HEADER_VALUE_BYTES 16384
#define WEIR_LIMIT_URL_BYTES (64 * 1024)

/* What can be undone of one document. */
#define WEIR_LIMIT_UNDO_STEPS 1000
#define WEIR_LIMIT_UNDO_BYTES (64 * 1024 * 1024)
/* A pause longer than this between two changes of the same property begins another undo step. */
#define WEIR_LIMIT_UNDO_PAUSE_US G_USEC_PER_SEC

/* Load plans */
#define WEIR_LIMIT_ROUNDS 1000
#define WEIR_LIMIT_ITERATIONS_OF_ROUND 1000
/* Iterations in all rounds of one run together: what is counted of each is kept by itself. */
#define WEIR_LIMIT_JOBS 10000
#define WEIR_LIMIT_RULES 100
/* Each second of a window is kept by itself while a plan runs. */
#define WEIR_LIMIT_WINDOW_US (G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC)
#define WEIR_LIMIT_CLIENTS 100000 /* of a round, its stages together */
#define WEIR_LIMIT_BATCH 100000
#define WEIR_LIMIT_IN_FLIGHT 1000000 /* of an iteration: clients × batch */
#define WEIR_LIMIT_RATE 1000000.0     /* starts per second of one client */
#define WEIR_LIMIT_RATE_STAGES 1000
#define WEIR_DEFAULT_MAX_IN_FLIGHT 10000
#define WEIR_LIMIT_REQUESTS G_GUINT64_CONSTANT (1000000000000)

/* Data rows: the file, and what it may hold. It travels to the worker whole. */
#define WEIR_LIMIT_DATA_FILE_BYTES (32 * 1024 * 1024)
#define WEIR_LIMIT_DATA_ROWS 1000000
#define WEIR_LIMIT_DATA_COLUMNS 1000

/* Languages */
#define WEIR_LIMIT_PLACEHOLDER_DEPTH 10
/* In one text; so many elements a list in a call may have, too. */
#define WEIR_LIMIT_PLACEHOLDERS 100000
#define WEIR_LIMIT_EXPRESSION_DEPTH 200
#define WEIR_LIMIT_EXPRESSION_BYTES (64 * 1024)
/* One text with everything filled in: no larger than a payload file may be. */
#define WEIR_LIMIT_FILLED_BYTES (256 * 1024 * 1024)
#define WEIR_LIMIT_REGEX_MATCH 1000000
#define WEIR_LIMIT_REGEX_DEPTH 100000
#define WEIR_LIMIT_JSON_DEPTH 512
/* A path into a body: "$..*..*" reaches a node in very many ways, and filters look at each of them. */
#define WEIR_LIMIT_PATH_STEPS 20000000
#define WEIR_LIMIT_PATH_RESULTS 5000000
#define WEIR_LIMIT_PATH_FILTERS 8

/* Running */
#define WEIR_LIMIT_REQUEST_TIMEOUT_US (G_GINT64_CONSTANT (60) * G_USEC_PER_SEC)
#define WEIR_LIMIT_LONGEST_TIMEOUT_US (G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC)
#define WEIR_LIMIT_REDIRECTS 5
#define WEIR_LIMIT_MOST_REDIRECTS 20
#define WEIR_LIMIT_PAYLOAD_FILE_BYTES (256 * 1024 * 1024)
#define WEIR_LIMIT_CERTIFICATE_BYTES (1024 * 1024)
#define WEIR_LIMIT_STARTS_PER_TURN 16
#define WEIR_LIMIT_IN_FLIGHT_PER_START 64
/* After the first Stop, for requests of a load plan in flight. */
#define WEIR_LIMIT_STOPPING_US (G_GINT64_CONSTANT (5) * G_USEC_PER_SEC)
#define WEIR_LIMIT_FINISHING_US (G_GINT64_CONSTANT (10) * G_USEC_PER_SEC)
#define WEIR_LIMIT_DIFFERENT_WARNINGS 100
/* A body longer than this is not taken into memory: the rest is counted and discarded. */
#define WEIR_LIMIT_CAPTURED_BODY_BYTES (10 * 1024 * 1024)
/* What Send keeps of a body, so that it can be saved whole. */
#define WEIR_LIMIT_SENT_BODY_BYTES (64 * 1024 * 1024)
/* What one result keeps of a body (keepBody lifts it), and what one run keeps of all bodies. */
#define WEIR_LIMIT_KEPT_BODY_BYTES (1024 * 1024)
#define WEIR_LIMIT_KEPT_RUN_BYTES (G_GINT64_CONSTANT (256) * 1024 * 1024)
/* So many of the slowest passed results lose their bodies last of all passed ones. */
#define WEIR_LIMIT_SLOWEST_BODIES 20
/* Of a load plan, so many of the first failed results of each iteration keep theirs, beside the slowest. */
#define WEIR_LIMIT_FAILED_BODIES 50

/* Worker processes */
#define WEIR_LIMIT_FRAME_BYTES (512 * 1024 * 1024)
#define WEIR_LIMIT_UNSENT_BYTES (64 * 1024 * 1024)
#define WEIR_LIMIT_SILENT_US (G_GINT64_CONSTANT (2) * G_USEC_PER_SEC)
#define WEIR_LIMIT_UNRESPONSIVE_US (G_GINT64_CONSTANT (10) * G_USEC_PER_SEC)

/* A folder of documents in the window: entries looked at, files listed, how deep, folders watched for
 * changes, and how much of a file is read to tell whether it is a flow */
#define WEIR_LIMIT_FOLDER_ENTRIES 100000
#define WEIR_LIMIT_FOLDER_FILES 5000
#define WEIR_LIMIT_FOLDER_DEPTH 12
#define WEIR_LIMIT_FOLDER_MONITORS 500
#define WEIR_LIMIT_FOLDER_PEEK_BYTES (64 * 1024)

/* The archive of runs */
#define WEIR_LIMIT_KEPT_RUNS 50
#define WEIR_LIMIT_ARCHIVE_BYTES (G_GINT64_CONSTANT (2) * 1024 * 1024 * 1024)
