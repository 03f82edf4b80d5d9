/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-record-codec.c: results survive the way through bytes; damage is found and does no harm
 */

#include "config.h"

#include <string.h>

#include "weir-limits.h"
#include "weir-record-codec.h"
#include "weir-same-brief.h"

#define SEED 4711

static const WeirRecordBodies whole = { .body_limit = WEIR_LIMIT_KEPT_BODY_BYTES };

static void
fill_attempt (WeirExchange *exchange, guint number)
{
  exchange->outcome = WEIR_EXCHANGE_ANSWERED;
  exchange->status = 200 + number;
  exchange->http_version = 20;
  exchange->new_connection = number % 2 == 0;
  exchange->resent = number % 2 == 1;
  exchange->timings = (WeirTimings) { 100 + number, 200, 3, 4, 5, 6, 7, 8, 9 };
  exchange->bytes_sent = 300;
  exchange->bytes_received = 4000;
  exchange->body_size = 13;
  exchange->method = g_strdup ("POST");
  g_string_append (exchange->url, "http://127.0.0.1:8020/orders?q=hunter2");
  weir_headers_append (exchange->request_headers, "Authorization", "Bearer hunter2");
  exchange->request_body = g_bytes_new_static ("{\"item\": 7}", 11);
  exchange->reason = g_strdup ("Fine");
  weir_headers_append (exchange->response_headers, "Content-Type", "text/plain");
  weir_headers_append (exchange->response_headers, "X-Empty", "");
  g_byte_array_append (exchange->response_body, (const guint8 *) "Hello, \0world", 13);
  weir_exchange_add_hop (exchange, 302,
                         "http://127.0.0.1:8020/old")->time_us = G_GINT64_CONSTANT (5000000001);
}

static WeirStepResult *
make_result (void)
{
  WeirStepResult *result = weir_step_result_new ();
  WeirExchange *failed;

  result->brief = (WeirStepBrief) {
    .part = 1,
    .step = 3,
    .iteration = 12,
    .vu = 1,
    .row = 70000,
    .unverified = TRUE,
    .outcome = WEIR_STEP_FAILED,
    .not_checked = TRUE,
    .has_exchange = TRUE,
    .exchange = WEIR_EXCHANGE_ERROR,
    .error_kind = WEIR_ERROR_KIND_TIMEOUT,
    .status = 201,
    .n_attempts = 3,
    .offset_us = 123456,
    .time_us = 789,
    .blocked_us = 10,
    .bytes_sent = 600,
    .bytes_received = 8000,
  };
  result->name = g_strdup ("Order it");
  result->message = g_strdup ("The server did not answer in time.");
  fill_attempt (weir_step_result_add_attempt (result), 0);
  fill_attempt (weir_step_result_add_attempt (result), 1);
  failed = weir_step_result_add_attempt (result);
  failed->outcome = WEIR_EXCHANGE_ERROR;
  failed->error_kind = WEIR_ERROR_KIND_TIMEOUT;
  failed->error_message = g_strdup ("The server did not answer in time.");
  weir_step_result_add_check (result, FALSE, "status = 201", "201", "nothing");
  weir_step_result_add_check (result, TRUE, "time < 500ms", NULL, NULL);
  weir_step_result_add_taken (result, "token", "hunter2");
  weir_step_result_add_taken (result, "itemId", NULL);
  weir_step_result_add_warning (result, "itemId was not found.");
  return result;
}

static GByteArray *
encode (const WeirStepResult *result, const WeirMask *mask, const WeirRecordBodies *bodies)
{
  GByteArray *out = g_byte_array_new ();

  weir_record_encode (result, mask, bodies, out);
  return out;
}

/* Through encoding, weir_record_next() and decoding. */
static WeirStepResult *
pass_through (const WeirStepResult *result, const WeirMask *mask, const WeirRecordBodies *bodies)
{
  g_autoptr (GByteArray) bytes = encode (result, mask, bodies);
  g_autoptr (GError) error = NULL;
  WeirStepResult *decoded;
  WeirStepBrief brief;
  const guint8 *record;
  gsize position = 0, size;

  g_assert_true (weir_record_next (bytes->data, bytes->len, &position, &record, &size, &brief, &error));
  g_assert_no_error (error);
  decoded = weir_record_decode (record, size, &error);
  g_assert_no_error (error);
  assert_same_brief (&brief, &decoded->brief);
  g_assert_false (weir_record_next (bytes->data, bytes->len, &position, &record, &size, &brief, &error));
  g_assert_no_error (error);
  return decoded;
}

static void
assert_same_attempt (const WeirExchange *a, const WeirExchange *b)
{
  g_assert_cmpint (a->outcome, ==, b->outcome);
  g_assert_cmpint (a->error_kind, ==, b->error_kind);
  g_assert_cmpuint (a->status, ==, b->status);
  g_assert_cmpuint (a->http_version, ==, b->http_version);
  g_assert_cmpint (a->new_connection, ==, b->new_connection);
  g_assert_cmpint (a->resent, ==, b->resent);
  g_assert_cmpint (a->body_truncated, ==, b->body_truncated);
  g_assert_cmpmem (&a->timings, sizeof a->timings, &b->timings, sizeof b->timings);
  g_assert_cmpuint (a->bytes_sent, ==, b->bytes_sent);
  g_assert_cmpuint (a->bytes_received, ==, b->bytes_received);
  g_assert_cmpuint (a->body_size, ==, b->body_size);
  g_assert_cmpstr (a->error_message, ==, b->error_message);
  g_assert_cmpstr (a->method, ==, b->method);
  g_assert_cmpstr (a->url->str, ==, b->url->str);
  g_assert_cmpstr (a->reason, ==, b->reason);
  g_assert_true (g_string_equal (a->request_headers, b->request_headers));
  g_assert_true (g_string_equal (a->response_headers, b->response_headers));
  g_assert_true ((a->request_body == NULL) == (b->request_body == NULL));
  g_assert_true (a->request_body == NULL || g_bytes_equal (a->request_body, b->request_body));
  g_assert_cmpmem (a->response_body->data, a->response_body->len, b->response_body->data,
                   b->response_body->len);
  g_assert_cmpuint (a->hops->len, ==, b->hops->len);
  for (guint i = 0; i < a->hops->len; i++)
    {
      const WeirHop *one = &g_array_index (a->hops, WeirHop, i);
      const WeirHop *other = &g_array_index (b->hops, WeirHop, i);

      g_assert_cmpuint (one->status, ==, other->status);
      g_assert_cmpstr (one->url, ==, other->url);
      g_assert_cmpint (one->time_us, ==, other->time_us);
    }
}

static void
assert_same (const WeirStepResult *a, const WeirStepResult *b)
{
  assert_same_brief (&a->brief, &b->brief);
  g_assert_cmpstr (a->name, ==, b->name);
  g_assert_cmpstr (a->message, ==, b->message);
  g_assert_cmpuint (a->attempts->len, ==, b->attempts->len);
  for (guint i = 0; i < a->attempts->len; i++)
    assert_same_attempt (g_ptr_array_index (a->attempts, i), g_ptr_array_index (b->attempts, i));
  g_assert_cmpuint (a->checks->len, ==, b->checks->len);
  for (guint i = 0; i < a->checks->len; i++)
    {
      const WeirCheck *one = &g_array_index (a->checks, WeirCheck, i);
      const WeirCheck *other = &g_array_index (b->checks, WeirCheck, i);

      g_assert_cmpint (one->passed, ==, other->passed);
      g_assert_cmpstr (one->label, ==, other->label);
      g_assert_cmpstr (one->expected, ==, other->expected);
      g_assert_cmpstr (one->actual, ==, other->actual);
    }
  g_assert_cmpuint (a->taken->len, ==, b->taken->len);
  for (guint i = 0; i < a->taken->len; i++)
    {
      const WeirTaken *one = &g_array_index (a->taken, WeirTaken, i);
      const WeirTaken *other = &g_array_index (b->taken, WeirTaken, i);

      g_assert_cmpstr (one->name, ==, other->name);
      g_assert_cmpstr (one->value, ==, other->value);
    }
  g_assert_cmpuint (a->warnings->len, ==, b->warnings->len);
  for (guint i = 0; i < a->warnings->len; i++)
    g_assert_cmpstr (g_ptr_array_index (a->warnings, i), ==, g_ptr_array_index (b->warnings, i));
}

static void
test_round_trip (void)
{
  g_autoptr (WeirStepResult) result = make_result ();
  g_autoptr (WeirMask) empty = weir_mask_new ();
  g_autoptr (WeirStepResult) decoded = pass_through (result, NULL, &whole);
  g_autoptr (WeirStepResult) unmasked = pass_through (result, empty, NULL);

  assert_same (result, decoded);
  assert_same (result, unmasked);
}

static void
test_nearly_empty (void)
{
  g_autoptr (WeirStepResult) result = weir_step_result_new ();
  g_autoptr (WeirStepResult) decoded = NULL;

  result->brief.outcome = WEIR_STEP_SKIPPED;
  decoded = pass_through (result, NULL, &whole);
  assert_same (result, decoded);
  g_assert_null (decoded->message);
  g_assert_null (weir_step_result_get_last (decoded));
}

static void
test_several (void)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (WeirStepResult) result = make_result ();
  WeirStepBrief brief;
  const guint8 *record;
  gsize position = 0, size;
  guint found = 0;

  for (guint i = 0; i < 100; i++)
    {
      result->brief.iteration = i;
      weir_record_encode (result, NULL, &whole, bytes);
    }
  while (weir_record_next (bytes->data, bytes->len, &position, &record, &size, &brief, NULL))
    g_assert_cmpuint (brief.iteration, ==, found++);
  g_assert_cmpuint (found, ==, 100);
  g_assert_cmpuint (position, ==, bytes->len);
}

static void
test_attempts (void)
{
  g_autoptr (WeirStepResult) result = make_result ();
  g_autoptr (GByteArray) bytes = encode (result, NULL, &whole);
  WeirAttemptBrief attempt;

  g_assert_true (weir_record_get_attempt (bytes->data + 4, bytes->len - 4, 1, &attempt));
  g_assert_cmpuint (attempt.status, ==, 201);
  g_assert_cmpint (attempt.timings.intended_us, ==, 101);
  g_assert_cmpint (weir_timings_get_total (&attempt.timings), ==, 4 + 5 + 6 + 7 + 8 + 9);
  g_assert_true (attempt.resent);
  g_assert_cmpuint (attempt.body_size, ==, 13);
  g_assert_true (weir_record_get_attempt (bytes->data + 4, bytes->len - 4, 2, &attempt));
  g_assert_cmpint (attempt.error_kind, ==, WEIR_ERROR_KIND_TIMEOUT);
  g_assert_false (weir_record_get_attempt (bytes->data + 4, bytes->len - 4, 3, &attempt));
  g_assert_false (weir_record_get_attempt (bytes->data + 4, bytes->len - 4, G_MAXUINT, &attempt));
  g_assert_false (weir_record_get_attempt (bytes->data + 4, 100, 0, &attempt));
}

static void
test_mask (void)
{
  g_autoptr (WeirStepResult) result = make_result ();
  g_autoptr (WeirMask) mask = weir_mask_new ();
  g_autoptr (WeirStepResult) decoded = NULL;
  g_autoptr (GByteArray) bytes = NULL;
  WeirExchange *exchange = g_ptr_array_index (result->attempts, 0);

  weir_mask_add (mask, "hunter2");
  g_byte_array_append (exchange->response_body, (const guint8 *) " for hunter2", 12);
  weir_step_result_add_check (result, FALSE, "body contains hunter2", "hunter2", "no hunter2");
  weir_step_result_add_warning (result, "hunter2 was refused.");
  bytes = encode (result, mask, &whole);
  g_assert_null (memmem (bytes->data, bytes->len, "hunter2", 7));

  decoded = pass_through (result, mask, &whole);
  exchange = g_ptr_array_index (decoded->attempts, 0);
  g_assert_cmpstr (exchange->url->str, ==, "http://127.0.0.1:8020/orders?q=" WEIR_MASK_TEXT);
  g_assert_cmpstr (weir_headers_find (exchange->request_headers, "authorization", 0), ==,
                   "Bearer " WEIR_MASK_TEXT);
  g_assert_cmpstr (g_array_index (decoded->taken, WeirTaken, 0).value, ==, WEIR_MASK_TEXT);
  g_assert_false (exchange->body_truncated);
}

static void
test_bodies (void)
{
  g_autoptr (WeirStepResult) result = weir_step_result_new ();
  g_autoptr (WeirStepResult) cut = NULL, dropped = NULL;
  WeirExchange *exchange = weir_step_result_add_attempt (result);
  const WeirRecordBodies few = { .body_limit = 10 };
  const WeirRecordBodies none = { .body_limit = 10, .drop_bodies = TRUE };

  g_byte_array_append (exchange->response_body, (const guint8 *) "12345678\xe2\x82\xac!", 12);
  exchange->body_size = 12;
  exchange->request_body = g_bytes_new_static ("0123456789ab", 12);
  cut = pass_through (result, NULL, &few);
  exchange = weir_step_result_get_last (cut);
  g_assert_cmpmem (exchange->response_body->data, exchange->response_body->len, "12345678", 8);
  g_assert_true (exchange->body_truncated);
  g_assert_cmpuint (exchange->body_size, ==, 12);
  g_assert_cmpuint (g_bytes_get_size (exchange->request_body), ==, 10);
  g_assert_true (exchange->request_body_truncated);

  dropped = pass_through (result, NULL, &none);
  exchange = weir_step_result_get_last (dropped);
  g_assert_cmpuint (exchange->response_body->len, ==, 0);
  g_assert_true (exchange->body_truncated);
  g_assert_cmpuint (g_bytes_get_size (exchange->request_body), ==, 0);
}

static void
test_secret_at_the_cut (void)
{
  g_autoptr (WeirStepResult) result = weir_step_result_new ();
  g_autoptr (WeirStepResult) decoded = NULL;
  g_autoptr (WeirMask) mask = weir_mask_new ();
  const WeirRecordBodies few = { .body_limit = 10 };
  WeirExchange *exchange = weir_step_result_add_attempt (result);

  weir_mask_add (mask, "hunter2");
  g_byte_array_append (exchange->response_body, (const guint8 *) "I say hunter2", 13);
  decoded = pass_through (result, mask, &few);
  exchange = weir_step_result_get_last (decoded);
  g_assert_null (memmem (exchange->response_body->data, exchange->response_body->len, "hunt", 4));
  g_assert_true (exchange->body_truncated);
}

static void
test_large_texts (void)
{
  g_autoptr (WeirStepResult) result = weir_step_result_new ();
  g_autoptr (WeirStepResult) decoded = NULL;
  g_autofree char *large = g_strnfill (3 * 1024 * 1024, 'x');
  WeirExchange *exchange = weir_step_result_add_attempt (result);
  const char *name, *value;
  gsize position = 0;
  guint fields = 0;

  weir_step_result_add_taken (result, "all", large);
  for (guint i = 0; i < 30000; i++)
    weir_headers_append (exchange->response_headers, "X-Number-In-A-Row", "a value of thirty-two characters");
  decoded = pass_through (result, NULL, &whole);
  g_assert_cmpuint (strlen (g_array_index (decoded->taken, WeirTaken, 0).value), ==, 1024 * 1024);
  exchange = weir_step_result_get_last (decoded);
  while (weir_headers_next (exchange->response_headers, &position, &name, &value))
    {
      g_assert_cmpstr (value, ==, "a value of thirty-two characters");
      fields++;
    }
  g_assert_cmpuint (fields, >, 20000);
  g_assert_cmpuint (fields, <, 30000);
}

static void
test_many_large_attempts (void)
{
  g_autoptr (WeirStepResult) result = weir_step_result_new ();
  g_autoptr (GByteArray) bytes = NULL;
  g_autofree guint8 *body = g_malloc0 (512 * 1024);
  const WeirRecordBodies unlimited = { .body_limit = G_MAXSIZE };

  for (guint i = 0; i < 300; i++)
    g_byte_array_append (weir_step_result_add_attempt (result)->response_body, body, 512 * 1024);
  bytes = encode (result, NULL, &unlimited);
  g_assert_cmpuint (bytes->len, <, 129 * 1024 * 1024);
}

/* A block of its own, so that reading one byte too far is seen by the address sanitizer. */
static void
read_all (const guint8 *bytes, gsize size, gboolean *whole_record)
{
  g_autofree guint8 *copy = g_memdup2 (bytes, size);
  g_autoptr (WeirStepResult) result = NULL;
  g_autoptr (GError) error = NULL;
  WeirStepBrief brief;
  WeirAttemptBrief attempt;
  const guint8 *record;
  gsize position = 0, record_size;

  while (weir_record_next (copy, size, &position, &record, &record_size, &brief, NULL))
    ;
  for (guint i = 0; size > 4 && i < 4; i++)
    weir_record_get_attempt (copy + 4, size - 4, i, &attempt);
  result = size >= 4 ? weir_record_decode (copy + 4, size - 4, &error) : NULL;
  *whole_record = result != NULL;
  if (size >= 4 && result == NULL)
    g_assert_error (error, WEIR_RECORD_ERROR, WEIR_RECORD_ERROR_DAMAGED);
}

static void
test_truncation (void)
{
  g_autoptr (WeirStepResult) result = make_result ();
  g_autoptr (GByteArray) bytes = encode (result, NULL, &whole);

  for (guint size = 1; size < bytes->len; size++)
    {
      g_autoptr (GError) error = NULL;
      WeirStepBrief brief;
      const guint8 *record;
      gsize position = 0, record_size;
      gboolean whole_record;

      g_assert_false (weir_record_next (bytes->data, size, &position, &record, &record_size, &brief, &error));
      g_assert_error (error, WEIR_RECORD_ERROR, WEIR_RECORD_ERROR_DAMAGED);
      read_all (bytes->data, size, &whole_record);
      g_assert_false (whole_record);
    }
}

static void
test_trailing (void)
{
  g_autoptr (WeirStepResult) result = make_result ();
  g_autoptr (GByteArray) bytes = encode (result, NULL, &whole);
  gboolean whole_record;

  read_all (bytes->data, bytes->len, &whole_record);
  g_assert_true (whole_record);
  g_byte_array_append (bytes, (const guint8 *) "", 1);
  read_all (bytes->data, bytes->len, &whole_record);
  g_assert_false (whole_record);
}

/* By its name, whatever the value is, and whether anything is secret or not. */
static void
test_authorization (void)
{
  g_autoptr (WeirStepResult) result = weir_step_result_new ();
  g_autoptr (WeirStepResult) decoded = NULL;
  WeirHeaders *headers = weir_step_result_add_attempt (result)->request_headers;

  weir_headers_append (headers, "Accept", "*/*");
  weir_headers_append (headers, "authorization", "Basic YWRhOnNlY3JldA==");
  weir_headers_append (headers, "Proxy-Authorization", "Digest username=\"ada\", response=\"0123\"");
  weir_headers_append (headers, "X-Last", "shown");
  result->brief.n_attempts = 1;
  decoded = pass_through (result, NULL, &whole);
  headers = ((WeirExchange *) g_ptr_array_index (decoded->attempts, 0))->request_headers;
  g_assert_cmpstr (weir_headers_find (headers, "Accept", 0), ==, "*/*");
  g_assert_cmpstr (weir_headers_find (headers, "Authorization", 0), ==, "Basic " WEIR_MASK_TEXT);
  g_assert_cmpstr (weir_headers_find (headers, "Proxy-Authorization", 0), ==,
                   "Digest " WEIR_MASK_TEXT);
  g_assert_cmpstr (weir_headers_find (headers, "X-Last", 0), ==, "shown");
}

/* The head of older records ends after 80 bytes, before the row of the data file. */
static void
make_old (GByteArray *bytes, guint8 version)
{
  guint32 length;

  g_byte_array_remove_range (bytes, sizeof length + 80, 8);
  length = (guint32) (bytes->len - sizeof length);
  memcpy (bytes->data, &length, sizeof length);
  bytes->data[sizeof length] = version;
}

static void
test_version_2 (void)
{
  g_autoptr (WeirStepResult) result = make_result ();
  g_autoptr (WeirStepResult) decoded = NULL;
  g_autoptr (GByteArray) bytes = NULL;
  g_autoptr (GError) error = NULL;
  const guint8 *record;
  gsize position = 0, size;
  WeirStepBrief brief;

  result->brief.row = 7;
  bytes = encode (result, NULL, &whole);
  make_old (bytes, 2);
  g_assert_true (weir_record_next (bytes->data, bytes->len, &position, &record, &size, &brief, &error));
  decoded = weir_record_decode (record, size, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (brief.row, ==, 0);
  result->brief.row = 0;
  assert_same (result, decoded);
}

/* Runs in the archive may be older than the program. */
static void
test_old_version (void)
{
  g_autoptr (WeirStepResult) result = make_result ();
  g_autoptr (GByteArray) bytes = NULL;
  gboolean whole_record;

  for (guint i = 0; i < result->attempts->len; i++)
    g_array_set_size (((WeirExchange *) g_ptr_array_index (result->attempts, i))->hops, 0);
  bytes = encode (result, NULL, &whole);
  make_old (bytes, 1);
  read_all (bytes->data, bytes->len, &whole_record);
  g_assert_true (whole_record);
}

static void
test_version (void)
{
  g_autoptr (WeirStepResult) result = make_result ();
  g_autoptr (GByteArray) bytes = encode (result, NULL, &whole);
  gboolean whole_record;

  bytes->data[4]++;
  read_all (bytes->data, bytes->len, &whole_record);
  g_assert_false (whole_record);
}

static void
test_bit_flips (void)
{
  g_autoptr (WeirStepResult) result = make_result ();
  g_autoptr (GByteArray) bytes = encode (result, NULL, &whole);
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);
  guint refused = 0;

  for (guint round = 0; round < 20000; round++)
    {
      g_autofree guint8 *flipped = g_memdup2 (bytes->data, bytes->len);
      gint32 n = g_rand_int_range (rand, 1, 5);
      gboolean whole_record;

      for (gint32 i = 0; i < n; i++)
        {
          guint bit = (guint) g_rand_int_range (rand, 0, 8 * (gint32) bytes->len);

          flipped[bit / 8] ^= (guint8) (1u << bit % 8);
        }
      read_all (flipped, bytes->len, &whole_record);
      refused += !whole_record;
    }
  g_assert_cmpuint (refused, >, 1000);
  g_assert_cmpuint (refused, <, 20000);
}

static void
test_words (void)
{
  g_autoptr (WeirStepResult) result = weir_step_result_new ();
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  const gsize head = sizeof (guint32);
  char words[32], few[8], less[7];

  result->name = g_strdup ("Log in");
  weir_step_result_add_attempt (result);
  weir_record_encode (result, NULL, NULL, bytes);
  g_assert_true (weir_record_get_words (bytes->data + head, bytes->len - head, words, sizeof words));
  g_assert_cmpstr (words, ==, "Log in");
  g_byte_array_set_size (bytes, 0);
  result->message = g_strdup ("é was wrong");
  weir_record_encode (result, NULL, NULL, bytes);
  g_assert_true (weir_record_get_words (bytes->data + head, bytes->len - head, words, sizeof words));
  g_assert_cmpstr (words, ==, "Log in\né was wrong");
  /* Never in the middle of a character, nor beyond the end. */
  g_assert_true (weir_record_get_words (bytes->data + head, bytes->len - head, few, sizeof few));
  g_assert_cmpstr (few, ==, "Log in\n");
  g_assert_true (weir_record_get_words (bytes->data + head, bytes->len - head, less, sizeof less));
  g_assert_cmpstr (less, ==, "Log in");
  for (gsize size = 0; size < 80 + 104 + 10; size++)
    g_assert_false (weir_record_get_words (bytes->data + head, size, words, sizeof words));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/record/codec/a result comes back as it was", test_round_trip);
  g_test_add_func ("/record/codec/a skipped step needs no exchange", test_nearly_empty);
  g_test_add_func ("/record/codec/many records are walked by their heads", test_several);
  g_test_add_func ("/record/codec/attempts are read without decoding the rest", test_attempts);
  g_test_add_func ("/record/codec/a secret is hidden in every text and body", test_mask);
  g_test_add_func ("/record/codec/bodies are cut at the limit and say so", test_bodies);
  g_test_add_func ("/record/codec/a secret at the cut leaves no half behind", test_secret_at_the_cut);
  g_test_add_func ("/record/codec/texts are bounded and headers cut between fields", test_large_texts);
  g_test_add_func ("/record/codec/hundreds of large attempts share one record", test_many_large_attempts);
  g_test_add_func ("/record/codec/a record cut anywhere is damaged", test_truncation);
  g_test_add_func ("/record/codec/a record with something behind it is damaged", test_trailing);
  g_test_add_func ("/record/codec/what was made of a password is never in a record", test_authorization);
  g_test_add_func ("/record/codec/a record of the version before is read", test_old_version);
  g_test_add_func ("/record/codec/a record from before data rows has none", test_version_2);
  g_test_add_func ("/record/codec/a record of another version is damaged", test_version);
  g_test_add_func ("/record/codec/flipped bits are refused or harmless", test_bit_flips);
  g_test_add_func ("/record/codec/name and message are read without the rest", test_words);
  return g_test_run ();
}
