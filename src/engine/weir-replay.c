/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-replay.c: a recorded request, sent again with the same bytes
 *
 * A record hides secrets. What is hidden is the same in the same places of the step's request as it would be
 * sent now, so the k-th ••• of a URL, a header or a body stands for the k-th text that is hidden there now.
 */

#include "config.h"

#include "weir-replay.h"

#include "weir-execution.h"

#include <string.h>

/* Where the record cannot be filled in; NULL: everything is. */
typedef struct
{
  WeirExecution *user;
  const WeirMask *mask; /* (nullable) */
  const char *failure;  /* (nullable) why the step cannot be prepared now: a whole sentence */
  gboolean failed;
} Replay;

gboolean
weir_replay_has_hidden (const char *text, gsize size)
{
  return memmem (text, size, WEIR_MASK_TEXT, strlen (WEIR_MASK_TEXT)) != NULL;
}

/* What the next ••• stands for in @fresh, from *at on: a secret, or three bullets that somebody wrote. */
static gboolean
find_hidden (const WeirMask *mask, const char *fresh, gsize size, gsize *at, gsize *start)
{
  const char *written = memmem (fresh + *at, size - *at, WEIR_MASK_TEXT, strlen (WEIR_MASK_TEXT));
  gsize end = *at;

  *start = *at;
  if (weir_mask_find (mask, fresh, size, start, &end) && (!written || fresh + *start <= written))
    *at = end;
  else if (written)
    {
      *start = (gsize) (written - fresh);
      *at = *start + strlen (WEIR_MASK_TEXT);
    }
  else
    return FALSE;
  return TRUE;
}

GString *
weir_replay_fill (const WeirMask *mask, const char *recorded, gsize recorded_size, const char *fresh,
                  gsize fresh_size)
{
  g_autoptr (GString) out = g_string_sized_new (recorded_size);
  const char *rest = recorded, *end = recorded + recorded_size, *hidden;
  gsize at = 0, start;

  while ((hidden = memmem (rest, (gsize) (end - rest), WEIR_MASK_TEXT, strlen (WEIR_MASK_TEXT))))
    {
      if (!find_hidden (mask, fresh, fresh_size, &at, &start))
        return NULL;
      g_string_append_len (out, rest, hidden - rest);
      g_string_append_len (out, fresh + start, (gssize) (at - start));
      rest = hidden + strlen (WEIR_MASK_TEXT);
    }
  if (find_hidden (mask, fresh, fresh_size, &at, &start))
    return NULL;
  g_string_append_len (out, rest, end - rest);
  return g_steal_pointer (&out);
}

/* Nothing is sent then. @where: "its URL". */
static void
refuse (Replay *self, const char *where)
{
  g_autofree char *message = NULL;

  if (self->failed)
    return;
  self->failed = TRUE;
  if (self->failure)
    message =
        g_strdup_printf ("%s holds a value that the record hides and that is not kept, and it cannot be "
                         "filled in now: %s",
                         where, self->failure);
  else
    message =
        g_strdup_printf ("%s holds a value that the record hides and that is not kept, and the step as it "
                         "is sent now hides none at the same place; press Send to send it as it is now.",
                         where);
  weir_step_fail (self->user, message);
}

/* @fresh: (nullable). (transfer full) */
static GString *
fill (Replay *self, const char *where, const char *recorded, gsize recorded_size, const char *fresh,
      gsize fresh_size)
{
  GString *filled = NULL;

  if (!weir_replay_has_hidden (recorded, recorded_size))
    return g_string_new_len (recorded, (gssize) recorded_size);
  if (!self->failure && fresh)
    filled = weir_replay_fill (self->mask, recorded, recorded_size, fresh, fresh_size);
  if (!filled)
    refuse (self, where);
  return filled ? filled : g_string_new (NULL);
}

/* Secrets go to the server they were meant for, and to no other. */
static gboolean
is_same_origin (const char *a, const char *b)
{
  gsize a_scheme = strcspn (a, ":"), b_scheme = strcspn (b, ":");
  gsize a_size, b_size;

  if (!g_str_has_prefix (a + a_scheme, "://") || !g_str_has_prefix (b + b_scheme, "://"))
    return FALSE;
  a_size = a_scheme + 3 + strcspn (a + a_scheme + 3, "/?#");
  b_size = b_scheme + 3 + strcspn (b + b_scheme + 3, "/?#");
  return a_size == b_size && g_ascii_strncasecmp (a, b, a_size) == 0;
}

static WeirTarget *
make_target (Replay *self, const WeirRecordedRequest *again)
{
  const char *fresh = self->user->target ? weir_target_get_url (self->user->target) : NULL;
  g_autoptr (GString) url =
      fill (self, "The URL", again->url, strlen (again->url), fresh, fresh ? strlen (fresh) : 0);
  g_autoptr (GError) error = NULL;
  WeirTarget *target;

  if (self->failed)
    return NULL;
  target = weir_target_new (url->str, &error);
  if (!target)
    {
      self->failed = TRUE;
      weir_step_fail (self->user, error->message);
    }
  return target;
}

/* "name=value; name=•••": what is hidden is the value the cookie of that name has now. */
static char *
fill_cookies (Replay *self, const char *recorded, const WeirTarget *target)
{
  g_auto (GStrv) pairs = g_strsplit (recorded, "; ", -1);

  for (char **pair = pairs; *pair; pair++)
    {
      g_autofree char *name = g_strndup (*pair, strcspn (*pair, "="));
      g_autofree char *value = NULL;

      if (!weir_replay_has_hidden (*pair, strlen (*pair)))
        continue;
      value = weir_client_find_cookie (self->user->session->client, target, name);
      if (!value)
        {
          refuse (self, "The header Cookie");
          return NULL;
        }
      g_free (*pair);
      *pair = g_strconcat (name, "=", value, NULL);
    }
  return g_strjoinv ("; ", pairs);
}

/* The value that the header would have now; NULL: there is none of that name. */
static const char *
find_fresh (Replay *self, const char *name, guint index)
{
  const WeirHeaders *headers = self->failure ? NULL : self->user->outgoing.headers;

  return headers ? weir_headers_find (headers, name, index) : NULL;
}

static char *
fill_header (Replay *self, const char *name, const char *recorded, guint index, const WeirTarget *target)
{
  const char *fresh = find_fresh (self, name, index);
  g_autofree char *proof = fresh ? weir_mask_password_proof (name, fresh) : NULL;
  g_autofree char *where = NULL;

  if (!weir_replay_has_hidden (recorded, strlen (recorded)))
    return g_strdup (recorded);
  if (g_strcmp0 (proof, recorded) == 0)
    return g_strdup (fresh);
  if (!fresh && g_ascii_strcasecmp (name, "Cookie") == 0)
    return fill_cookies (self, recorded, target);
  where = g_strdup_printf ("The header %s", name);
  return g_string_free (fill (self, where, recorded, strlen (recorded), fresh, fresh ? strlen (fresh) : 0),
                        FALSE);
}

/* Which of the headers of that name the one at @until is. */
static guint
count_before (const WeirHeaders *headers, const char *name, gsize until)
{
  const char *other, *value;
  gsize position = 0;
  guint n = 0;

  while (position < until && weir_headers_next (headers, &position, &other, &value))
    n += position < until && g_ascii_strcasecmp (other, name) == 0;
  return n;
}

/* Digest is agreed on anew: what proved it once proves nothing any more. */
static gboolean
is_agreed_on (const WeirExecution *user, const char *name, const char *recorded)
{
  return user->outgoing.username && g_ascii_strcasecmp (name, "Authorization") == 0 &&
         g_str_has_prefix (recorded, "Digest ");
}

static WeirHeaders *
make_headers (Replay *self, const WeirRecordedRequest *again, const WeirTarget *target)
{
  WeirHeaders *headers = g_string_new (NULL);
  const char *name, *recorded;
  gsize position = 0;

  while (!self->failed && weir_headers_next (again->headers, &position, &name, &recorded))
    {
      g_autofree char *value = NULL;

      if (is_agreed_on (self->user, name, recorded))
        continue;
      value = fill_header (self, name, recorded, count_before (again->headers, name, position), target);
      if (value)
        weir_headers_append (headers, name, value);
    }
  return headers;
}

static GBytes *
make_body (Replay *self, const WeirRecordedRequest *again)
{
  GBytes *now = self->failure ? NULL : self->user->outgoing.body;
  gsize size = 0, fresh_size = 0;
  const char *recorded = again->body ? g_bytes_get_data (again->body, &size) : NULL;
  const char *fresh = now ? g_bytes_get_data (now, &fresh_size) : NULL;

  if (!recorded)
    return again->body ? g_bytes_ref (again->body) : NULL;
  return g_string_free_to_bytes (fill (self, "The body", recorded, size, fresh, fresh_size));
}

/* Certificates, and passwords of digest authentication, are in no record. */
static gboolean
needs_fresh (const WeirRequestProgram *request)
{
  return request->certificate_path || (request->auth && request->auth->kind == WEIR_AUTH_DIGEST);
}

static char *
prepare_fresh (WeirExecution *user)
{
  WeirStepResult *result = user->result;
  char *failure;

  if (weir_step_assign (user) && weir_step_prepare (user))
    return NULL;
  failure = result->message ? result->message : g_strdup ("the step fails before it is sent.");
  result->message = NULL;
  result->brief.outcome = WEIR_STEP_PASSED;
  return failure;
}

static void
take_over (WeirExecution *user, const WeirRecordedRequest *again, WeirTarget *target, WeirHeaders *headers,
           GBytes *body)
{
  g_clear_pointer (&user->target, weir_target_unref);
  user->target = target;
  g_string_free (user->headers, TRUE);
  user->headers = headers;
  g_clear_pointer (&user->body, g_bytes_unref);
  user->body = body;
  weir_step_take_options (user);
  user->outgoing.method = again->method;
  user->outgoing.headers = headers;
  user->outgoing.body = body;
  /* Those it had are among the headers. */
  weir_client_set_cookies (user->session->client, NULL);
}

/**
 * weir_replay_prepare:
 * @user: an execution at the only step of the run
 *
 * Builds the recorded request instead of that of the step. Where a value is hidden that cannot be filled in,
 * the step fails and nothing is sent.
 *
 * Returns: whether there is something to send
 */
gboolean
weir_replay_prepare (WeirExecution *user)
{
  const WeirRecordedRequest *again = user->shared->again;
  g_autofree char *failure = prepare_fresh (user);
  Replay replay = { user, weir_execution_get_mask (user), failure };
  g_autoptr (WeirTarget) target = NULL;
  g_autoptr (GBytes) body = NULL;
  WeirHeaders *headers;

  if (failure && needs_fresh (user->step->request))
    {
      weir_step_fail (user, failure);
      return FALSE;
    }
  if (!failure && !is_same_origin (again->url, weir_target_get_url (user->target)))
    replay.failure = "the step now goes to another server. Press Send to send it as it is now.";
  target = make_target (&replay, again);
  headers = make_headers (&replay, again, target);
  body = make_body (&replay, again);
  if (replay.failed)
    {
      g_string_free (headers, TRUE);
      return FALSE;
    }
  take_over (user, again, g_steal_pointer (&target), headers, g_steal_pointer (&body));
  return TRUE;
}
