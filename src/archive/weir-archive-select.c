/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-archive-select.c: looking at every result of a run once, keeping those that are wanted, sorting them
 */

#include "config.h"

#include <string.h>

#include "weir-archive-private.h"
#include "weir-histogram.h"
#include "weir-limits.h"
#include "weir-record-codec.h"
#include "weir-result-selection.h"

#define SLOW_PERCENT 95
/* Reading is most of the work; sorting is the rest. */
#define READING 0.9
#define ROWS_PER_LOOK 8192
#define STEPS_PER_LOOK 100000 /* of SQLite's machine: a few milliseconds */
#define MOST_WORDS 16
#define WORDS_BYTES 4096
#define N_PARTS 3
/* Sorting goes by so many bits at a time. */
#define DIGIT_BITS 16
#define N_DIGITS (1 << DIGIT_BITS)

/* Results that have what is sorted by, and behind them those that have not. */
typedef struct
{
  gint64 id;
  gint64 key; /* smaller comes first */
  gint64 time_us;
  guint step; /* index in Search.times */
  guint8 problem; /* WeirResultProblem */
  gboolean last;
} Candidate;

/* What a row of the scan says; which of it is asked for depends on the query. */
enum
{
  COLUMN_ID,
  COLUMN_KEY,  /* NULL: has none */
  COLUMN_TIME, /* NULL: has none */
  COLUMN_STEP,
  COLUMN_STATUS,
  COLUMN_TEXT,
  COLUMN_WANTED,
  COLUMN_PROBLEM,
};

typedef struct
{
  WeirArchive *archive;
  const WeirResultQuery *query;
  gint64 run_id;
  gint64 first_id, last_id; /* of the run; 0 = it has none */
  char **words;             /* folded; NULL = any text */
  guint all_words;          /* a bit for each */
  GHashTable *texts;        /* id of a text → bits of the words in it */
  GHashTable *statuses;     /* status → the same */
  WeirHistogram *times[N_PARTS * WEIR_LIMIT_STEPS]; /* of all results of a step; NULL = none yet */
  GArray *candidates;
} Search;

static guint
find_words (const Search *search, const char *text)
{
  g_autofree char *folded = g_utf8_validate (text, -1, NULL) ? g_utf8_casefold (text, -1) : NULL;
  guint found = 0;

  for (guint i = 0; folded != NULL && search->words[i] != NULL; i++)
    if (strstr (folded, search->words[i]) != NULL)
      found |= 1u << i;
  return found;
}

/* Which texts have which words, asked once for all results that share one. */
static gboolean
read_texts (Search *search, GError **error)
{
  WeirArchive *archive = search->archive;
  sqlite3_stmt *statement;
  gboolean whole;
  int code;

  if (search->words == NULL)
    return TRUE;
  statement = weir_archive_get_statement (archive, WEIR_ARCHIVE_LIST_TEXTS, WEIR_ARCHIVE_ERROR_READ, error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, search->run_id);
  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      gint64 id = sqlite3_column_int64 (statement, 0);
      guint found = find_words (search, (const char *) sqlite3_column_text (statement, 1));

      g_hash_table_insert (search->texts, g_memdup2 (&id, sizeof id), GUINT_TO_POINTER (found));
    }
  whole = weir_archive_check_end (archive, code, error);
  sqlite3_reset (statement);
  return whole;
}

/* Of a result that an older version wrote. */
static guint
find_words_in_record (Search *search, gint64 id)
{
  sqlite3_stmt *statement = weir_archive_get_statement (search->archive, WEIR_ARCHIVE_GET_RECORD,
                                                        WEIR_ARCHIVE_ERROR_READ, NULL);
  char words[WORDS_BYTES];
  guint found = 0;

  if (statement == NULL)
    return 0;
  sqlite3_bind_int64 (statement, 1, id);
  if (sqlite3_step (statement) == SQLITE_ROW)
    {
      const guint8 *record = sqlite3_column_blob (statement, 0);

      if (weir_record_get_words (record, (gsize) sqlite3_column_bytes (statement, 0), words, sizeof words))
        found = find_words (search, words);
    }
  sqlite3_reset (statement);
  return found;
}

static guint
find_words_in_status (Search *search, guint status)
{
  gpointer found;
  char text[16];

  if (g_hash_table_lookup_extended (search->statuses, GUINT_TO_POINTER (status), NULL, &found))
    return GPOINTER_TO_UINT (found);
  g_snprintf (text, sizeof text, "%u", status);
  found = GUINT_TO_POINTER (status > 0 ? find_words (search, text) : 0);
  g_hash_table_insert (search->statuses, GUINT_TO_POINTER (status), found);
  return GPOINTER_TO_UINT (found);
}

static gboolean
has_words (Search *search, sqlite3_stmt *row)
{
  gint64 text_id = sqlite3_column_int64 (row, COLUMN_TEXT);
  guint found = find_words_in_status (search, (guint) sqlite3_column_int64 (row, COLUMN_STATUS));

  if (sqlite3_column_type (row, COLUMN_TEXT) == SQLITE_NULL)
    found |= find_words_in_record (search, sqlite3_column_int64 (row, COLUMN_ID));
  else
    found |= GPOINTER_TO_UINT (g_hash_table_lookup (search->texts, &text_id));
  return found == search->all_words;
}

static gboolean
asks_for_percentile (const WeirResultQuery *query)
{
  return query->slow && query->slow_us == 0;
}

static void
consider (Search *search, sqlite3_stmt *row)
{
  const WeirResultQuery *query = search->query;
  Candidate candidate = {
    .id = sqlite3_column_int64 (row, COLUMN_ID),
    .key = sqlite3_column_int64 (row, COLUMN_KEY),
    .last = sqlite3_column_type (row, COLUMN_KEY) == SQLITE_NULL,
    .problem = (guint8) sqlite3_column_int (row, COLUMN_PROBLEM),
  };

  if (asks_for_percentile (query))
    {
      gint64 step = sqlite3_column_int64 (row, COLUMN_STEP);

      if (step < 0 || step >= (gint64) G_N_ELEMENTS (search->times)
          || sqlite3_column_type (row, COLUMN_TIME) == SQLITE_NULL)
        return;
      candidate.time_us = sqlite3_column_int64 (row, COLUMN_TIME);
      candidate.step = (guint) step;
      if (search->times[step] == NULL)
        search->times[step] = weir_histogram_new ();
      weir_histogram_record (search->times[step], candidate.time_us);
      if (sqlite3_column_int (row, COLUMN_WANTED) == 0)
        return;
    }
  if (search->words != NULL && !has_words (search, row))
    return;
  if (query->descending)
    candidate.key = -candidate.key;
  g_array_append_val (search->candidates, candidate);
}

static gboolean
read_range (Search *search, GError **error)
{
  const WeirResultFilter *filter = &search->query->filter;
  sqlite3_stmt *statement = weir_archive_get_statement (search->archive, WEIR_ARCHIVE_RANGE_OF_RUN,
                                                        WEIR_ARCHIVE_ERROR_READ, error);
  int code;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, search->run_id);
  code = sqlite3_step (statement);
  if (code == SQLITE_ROW)
    {
      search->first_id = MAX (sqlite3_column_int64 (statement, 0), filter->after_id + 1);
      search->last_id = sqlite3_column_int64 (statement, 1);
    }
  if (filter->until_id > 0)
    search->last_id = MIN (search->last_id, filter->until_id);
  sqlite3_reset (statement);
  return weir_archive_check_end (search->archive, code, error);
}

/* The time of a result as weir_step_brief_has_time() says. */
static char *
time_to_sql (void)
{
  return g_strdup_printf ("CASE WHEN has_exchange AND outcome NOT IN (%d, %d) AND exchange IN (%d, %d)"
                          " THEN time_us END",
                          WEIR_STEP_SKIPPED, WEIR_STEP_CANCELLED, WEIR_EXCHANGE_ANSWERED,
                          WEIR_EXCHANGE_ERROR);
}

static char *
filter_to_sql (const WeirResultQuery *query, const char *time)
{
  const WeirResultFilter *filter = &query->filter;
  GString *sql = g_string_new ("1");

  if (filter->failed_only)
    g_string_append_printf (sql, " AND outcome = %d", WEIR_STEP_FAILED);
  if (filter->part != 0)
    g_string_append_printf (sql, " AND part = %d", filter->part - 1);
  if (filter->step != 0)
    g_string_append_printf (sql, " AND step = %d", filter->step - 1);
  if (filter->iteration != 0)
    g_string_append_printf (sql, " AND iteration = %u", filter->iteration);
  if (filter->vu != 0)
    g_string_append_printf (sql, " AND vu = %u", filter->vu);
  if (query->slow && query->slow_us > 0)
    g_string_append_printf (sql, " AND %s > %" G_GINT64_FORMAT, time, query->slow_us);
  return g_string_free (sql, FALSE);
}

static char *
key_to_sql (const WeirResultQuery *query, const char *time)
{
  switch (query->sort)
    {
    case WEIR_RESULT_SORT_ORDER:
      return g_strdup ("0");
    case WEIR_RESULT_SORT_TIME:
      return g_strdup (time);
    case WEIR_RESULT_SORT_STATUS:
      return g_strdup ("nullif (status, 0)");
    case WEIR_RESULT_SORT_START:
      return g_strdup ("offset_us");
    case WEIR_RESULT_SORT_FAILED_FIRST:
      return g_strdup_printf ("outcome <> %d", WEIR_STEP_FAILED);
    default:
      g_return_val_if_reached (g_strdup ("0"));
    }
}

static char *
problem_to_sql (const WeirResultQuery *query)
{
  if (query->filter.failed_only)
    return g_strdup_printf ("%d", WEIR_RESULT_PROBLEM_FAILED);
  return g_strdup_printf ("CASE WHEN outcome = %d THEN %d"
                          " WHEN outcome = %d AND not_checked THEN %d ELSE %d END",
                          WEIR_STEP_FAILED, WEIR_RESULT_PROBLEM_FAILED, WEIR_STEP_PASSED,
                          WEIR_RESULT_PROBLEM_NOT_CHECKED, WEIR_RESULT_PROBLEM_NONE);
}

/* Only what the query needs is read of each row. Failed ones have an index of their own; everything else is
 * read from the first result to the last as they lie there, which is quicker than by an index. Numbers of
 * ours are all that goes into the text. */
static char *
query_to_sql (const Search *search)
{
  const WeirResultQuery *query = search->query;
  gboolean percentile = asks_for_percentile (query), words = search->words != NULL;
  g_autofree char *time = time_to_sql ();
  g_autofree char *key = key_to_sql (query, time);
  g_autofree char *filter = filter_to_sql (query, time);
  g_autofree char *step = g_strdup_printf ("CASE WHEN part BETWEEN 0 AND %d AND step BETWEEN 0 AND %d"
                                           " THEN part * %d + step ELSE -1 END",
                                           N_PARTS - 1, WEIR_LIMIT_STEPS - 1, WEIR_LIMIT_STEPS);
  g_autofree char *problem = problem_to_sql (query);
  gboolean lies_in_index = query->filter.failed_only && !percentile;

  return g_strdup_printf ("SELECT id, %s, %s, %s, %s, %s, %s, %s FROM step_result"
                          " WHERE %srun_id = ?1 AND id >= ?2 AND id <= ?3 AND %s ORDER BY id",
                          key, percentile ? time : "0", percentile ? step : "0", words ? "status" : "0",
                          words ? "text_id" : "0", percentile ? filter : "1", problem,
                          lies_in_index ? "" : "+",
                          percentile ? "1" : filter);
}

static sqlite3_stmt *
begin_reading (Search *search, GError **error)
{
  g_autofree char *sql = query_to_sql (search);
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (search->archive->db, sql, -1, &statement, NULL) != SQLITE_OK)
    {
      weir_archive_set_error (search->archive, WEIR_ARCHIVE_ERROR_READ, error);
      return NULL;
    }
  sqlite3_bind_int64 (statement, 1, search->run_id);
  sqlite3_bind_int64 (statement, 2, search->first_id);
  sqlite3_bind_int64 (statement, 3, search->last_id);
  return statement;
}

static int
is_cancelled_cb (gpointer cancellable)
{
  return g_cancellable_is_cancelled (cancellable);
}

static gboolean
read_results (Search *search, WeirSelectProgress progress, gpointer progress_data, GCancellable *cancellable,
              GError **error)
{
  sqlite3_stmt *statement = begin_reading (search, error);
  gint64 length = MAX (1, search->last_id - search->first_id + 1);
  gboolean whole;
  int code;

  if (statement == NULL)
    return FALSE;
  /* Asked however few results are wanted. */
  sqlite3_progress_handler (search->archive->db, STEPS_PER_LOOK, is_cancelled_cb, cancellable);
  for (guint i = 1; (code = sqlite3_step (statement)) == SQLITE_ROW; i++)
    {
      consider (search, statement);
      if (i % ROWS_PER_LOOK == 0 && progress != NULL)
        {
          gint64 done = sqlite3_column_int64 (statement, COLUMN_ID) - search->first_id + 1;

          progress (READING * (double) done / (double) length, progress_data);
        }
    }
  sqlite3_progress_handler (search->archive->db, 0, NULL, NULL);
  whole = !g_cancellable_set_error_if_cancelled (cancellable, error)
          && weir_archive_check_end (search->archive, code, error);
  sqlite3_finalize (statement);
  return whole;
}

/* What "slow" means for each step that has a time. */
static GArray *
list_limits (Search *search)
{
  GArray *limits = g_array_new (FALSE, FALSE, sizeof (WeirSlowLimit));

  for (guint i = 0; i < G_N_ELEMENTS (search->times); i++)
    if (search->times[i] != NULL)
      {
        const WeirSlowLimit limit = {
          .part = i / WEIR_LIMIT_STEPS,
          .step = i % WEIR_LIMIT_STEPS,
          .us = weir_histogram_get_percentile (search->times[i], SLOW_PERCENT),
        };

        g_array_append_val (limits, limit);
      }
  return limits;
}

static void
keep_slow (Search *search)
{
  g_autofree gint64 *limits = g_new0 (gint64, G_N_ELEMENTS (search->times));
  GArray *all = search->candidates;
  guint n = 0;

  if (!asks_for_percentile (search->query))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (search->times); i++)
    if (search->times[i] != NULL)
      limits[i] = weir_histogram_get_percentile (search->times[i], SLOW_PERCENT);
  for (guint i = 0; i < all->len; i++)
    {
      const Candidate *candidate = &g_array_index (all, Candidate, i);

      if (candidate->time_us > limits[candidate->step])
        g_array_index (all, Candidate, n++) = *candidate;
    }
  g_array_set_size (all, n);
}

/* One pass of a radix sort: by one digit of key - @smallest, equal ones as they were. */
static void
sort_by_digit (const Candidate *from, Candidate *to, guint n, gint64 smallest, guint shift)
{
  g_autofree guint *starts = g_new0 (guint, N_DIGITS + 1);

  for (guint i = 0; i < n; i++)
    starts[((guint64) (from[i].key - smallest) >> shift & (N_DIGITS - 1)) + 1]++;
  for (guint i = 0; i < N_DIGITS; i++)
    starts[i + 1] += starts[i];
  for (guint i = 0; i < n; i++)
    to[starts[(guint64) (from[i].key - smallest) >> shift & (N_DIGITS - 1)]++] = from[i];
}

/* Keys are times and statuses: two passes at most do for all that occur, where comparing takes twenty. */
static void
sort_candidates (GArray *all)
{
  g_autofree Candidate *other = g_new (Candidate, MAX (1, all->len));
  Candidate *from = (Candidate *) all->data, *to = other;
  gint64 smallest = G_MAXINT64, largest = G_MININT64;

  for (guint i = 0; i < all->len; i++)
    {
      smallest = MIN (smallest, from[i].key);
      largest = MAX (largest, from[i].key);
    }
  for (guint shift = 0; shift < 64 && all->len > 0 && (guint64) (largest - smallest) >> shift > 0;
       shift += DIGIT_BITS)
    {
      Candidate *sorted = to;

      sort_by_digit (from, to, all->len, smallest, shift);
      to = from;
      from = sorted;
    }
  if (from != (Candidate *) all->data)
    memcpy (all->data, from, all->len * sizeof *from);
}

static WeirResultSelection *
sort_results (Search *search)
{
  const WeirResultQuery *query = search->query;
  GArray *all = search->candidates;
  GArray *ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), MAX (1, all->len));
  GByteArray *problems = g_byte_array_sized_new (MAX (1, all->len));
  gboolean turned = query->sort == WEIR_RESULT_SORT_ORDER && query->descending;

  sort_candidates (all);
  for (guint last = 0; last < 2; last++)
    for (guint i = 0; i < all->len; i++)
      {
        const Candidate *candidate = &g_array_index (all, Candidate, turned ? all->len - 1 - i : i);

        if (candidate->last != (last != 0))
          continue;
        g_array_append_val (ids, candidate->id);
        g_byte_array_append (problems, &candidate->problem, 1);
      }
  return weir_result_selection_new (ids, problems, list_limits (search));
}

static void
take_words (Search *search, const char *text)
{
  gboolean valid = text != NULL && g_utf8_validate (text, -1, NULL);
  g_autofree char *folded = valid ? g_utf8_casefold (text, -1) : NULL;
  g_auto (GStrv) split = folded != NULL ? g_strsplit_set (folded, " \t\n", -1) : NULL;
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  for (guint i = 0; split != NULL && split[i] != NULL && words->len < MOST_WORDS; i++)
    if (*split[i] != '\0')
      g_ptr_array_add (words, g_strdup (split[i]));
  if (words->len == 0)
    return;
  search->all_words = (1u << words->len) - 1;
  g_ptr_array_add (words, NULL);
  search->words = (char **) g_ptr_array_free (g_steal_pointer (&words), FALSE);
}

static void
search_free (Search *search)
{
  g_strfreev (search->words);
  g_hash_table_unref (search->texts);
  g_hash_table_unref (search->statuses);
  for (guint i = 0; i < G_N_ELEMENTS (search->times); i++)
    weir_histogram_free (search->times[i]);
  g_array_unref (search->candidates);
  g_free (search);
}

static Search *
search_new (WeirArchive *archive, gint64 run_id, const WeirResultQuery *query)
{
  Search *search = g_new0 (Search, 1);

  search->archive = archive;
  search->query = query;
  search->run_id = run_id;
  search->texts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  search->statuses = g_hash_table_new (NULL, NULL);
  search->candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  take_words (search, query->text);
  return search;
}

/**
 * weir_archive_select:
 * @archive: an archive
 * @run_id: the run's id
 * @query: which results, in which order
 * @progress: (nullable): called now and then
 * @progress_data: given to @progress
 * @cancellable: (nullable): ends the work
 * @error: set to %WEIR_ARCHIVE_ERROR_READ or %G_IO_ERROR_CANCELLED
 *
 * Looks at every result of the run once; bodies are not read. The text looked for is split at spaces; each
 * word, in any case, must be in the name of the step, in the message that says why it failed or was skipped,
 * or in the status. Neither URLs nor headers nor bodies are searched. At most 16 words count.
 *
 * Returns: (transfer full) (nullable): the list; %NULL with @error set
 */
WeirResultSelection *
weir_archive_select (WeirArchive *archive, gint64 run_id, const WeirResultQuery *query,
                     WeirSelectProgress progress, gpointer progress_data, GCancellable *cancellable,
                     GError **error)
{
  Search *search = search_new (archive, run_id, query);
  WeirResultSelection *selection = NULL;

  if (read_range (search, error) && read_texts (search, error)
      && read_results (search, progress, progress_data, cancellable, error))
    {
      keep_slow (search);
      selection = sort_results (search);
      if (progress != NULL)
        progress (1, progress_data);
    }
  search_free (search);
  return selection;
}
