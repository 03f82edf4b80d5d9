/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-cli-private.h: what the files of weir-cli share
 */

#pragma once

#include "weir-archive.h"
#include "weir-environment.h"
#include "weir-flow.h"
#include "weir-json-writer.h"
#include "weir-plan-format.h"
#include "weir-plan-outlook.h"
#include "weir-plan-run.h"
#include "weir-run.h"

G_BEGIN_DECLS

typedef enum
{
  WEIR_CLI_PASSED = 0,
  WEIR_CLI_FAILED = 1,
  WEIR_CLI_USAGE = 2, /* or an invalid document; nothing was sent */
  WEIR_CLI_TERMINATED = 3,
  WEIR_CLI_GENERATOR = 4, /* or a result file could not be completed */
  WEIR_CLI_INTERRUPTED = 130,
} WeirCliExit;

/* How text is to look where it goes. */
typedef struct
{
  guint width;       /* columns */
  gboolean utf8;     /* whether marks such as ✓ can be shown */
  gboolean colour;
} WeirCliStyle;

typedef enum
{
  WEIR_CLI_COLOUR_NONE,
  WEIR_CLI_COLOUR_GOOD,
  WEIR_CLI_COLOUR_BAD,
  WEIR_CLI_COLOUR_NOTICE,
  WEIR_CLI_COLOUR_DIM,
  WEIR_CLI_COLOUR_BOLD,
} WeirCliColour;

/* weir-cli-text.c */
#define WEIR_CLI_WIDTH_WITHOUT_TERMINAL 80
WeirCliStyle weir_cli_style_of (int fd);
guint weir_cli_text_width (const char *text);
char *weir_cli_text_clean (const char *text, gssize length);
char *weir_cli_text_ellipsise (const char *text, guint width);
void weir_cli_text_append_padded (GString *out, const char *text, guint width, gboolean to_the_right);
void weir_cli_text_append_coloured (GString *out, const char *text, WeirCliColour colour,
                                    const WeirCliStyle *style);

/* weir-cli-output.c */
void weir_cli_output_begin (void);
WeirCliExit weir_cli_output_end (WeirCliExit code);
char *weir_cli_text_to_plain (const char *text);

/* weir-cli-option-names.c */
typedef enum
{
  WEIR_CLI_COMMAND_NONE = 1 << 0,
  WEIR_CLI_COMMAND_RUN = 1 << 1,
  WEIR_CLI_COMMAND_CHECK = 1 << 2,
  WEIR_CLI_COMMAND_SERVE = 1 << 3,
  WEIR_CLI_COMMAND_REPORT = 1 << 4,
  WEIR_CLI_COMMAND_QUERY = 1 << 5,
  WEIR_CLI_COMMAND_HISTORY = 1 << 6,
  WEIR_CLI_COMMAND_COMPARE = 1 << 7,
  WEIR_CLI_COMMAND_LOAD = 1 << 8,
  WEIR_CLI_COMMAND_URL = 1 << 9, /* without a command: --url */
} WeirCliCommand;

typedef enum
{
  WEIR_CLI_OPTION_VALUE,
  WEIR_CLI_OPTION_BOOLEAN,
  WEIR_CLI_OPTION_MAYBE_VALUE, /* without one it is "true" */
} WeirCliOptionKind;

typedef struct
{
  const char *name;      /* canonical, without the dashes */
  guint commands;        /* WeirCliCommand, those that take it */
  WeirCliOptionKind kind;
  const char *shorts[2]; /* (nullable) without the dash */
  const char *alias;     /* (nullable) another long name */
} WeirCliOption;

const WeirCliOption *weir_cli_option_find (const char *argument, gsize length);
char *weir_cli_option_suggest (WeirCliCommand command, const char *name, gsize length, gboolean is_long);

/* weir-cli-options.c */
char **weir_cli_options_rewrite (WeirCliCommand command, const char *const *arguments, GError **error);
gboolean weir_cli_options_parse (WeirCliCommand command, const char *const *arguments,
                                 const GOptionEntry *entries, gpointer data, WeirCliExit *code);
gboolean weir_cli_options_parse_boolean (const char *text);
G_GNUC_PRINTF (1, 2) void weir_cli_complain (const char *format, ...);

/* weir-cli-run-options.c */
typedef struct
{
  guint iterations; /* 0 = as the file says */
  gboolean one_per_row; /* --iterations rows */
  guint parallel;   /* 0 = as the file says */
  gint64 delay_ms;  /* -1 = as the file says */
  int stop_on_failure; /* -1 = as the file says */
  GPtrArray *variables; /* of char* "NAME=VALUE" */
  char *data_file;   /* (nullable) */
  char *environment; /* (nullable) */
  char *step;       /* (nullable) */
  GPtrArray *outs;  /* of char*, file names */
  gboolean include_credentials;
  gboolean quiet;
  gboolean sample_api;
  GPtrArray *files; /* of char* */
} WeirCliRunOptions;

WeirCliRunOptions *weir_cli_run_options_new (void);
void weir_cli_run_options_free (WeirCliRunOptions *options);
const GOptionEntry *weir_cli_run_options_get_entries (void);
gboolean weir_cli_run_options_check (const WeirCliRunOptions *options, GError **error);
void weir_cli_run_options_apply (const WeirCliRunOptions *options, WeirFlow *flow, WeirRunSettings *settings);

gboolean weir_cli_options_add_variable (GPtrArray *variables, const char *value, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirCliRunOptions, weir_cli_run_options_free)

/* weir-cli-outs.c: what is read, and must not be written over */
typedef enum
{
  WEIR_CLI_INPUT_FLOW,
  WEIR_CLI_INPUT_PLAN,
  WEIR_CLI_INPUT_PLAN_FLOW,
  WEIR_CLI_INPUT_DATA,
  WEIR_CLI_INPUT_RESULTS,
} WeirCliInput;

gboolean weir_cli_outs_check (GPtrArray *outs, GPtrArray *files, WeirCliInput kind, guint n_runs,
                              GError **error);
gboolean weir_cli_outs_spare (GPtrArray *outs, const char *file, WeirCliInput kind, GError **error);
/* @file: (nullable): as a document in @folder names it */
gboolean weir_cli_outs_spare_data (GPtrArray *outs, const char *folder, const char *file, GError **error);

/* weir-cli-environment.c */
gboolean weir_cli_environment_load (const char *file_name, const char *name, GPtrArray *problems,
                                    WeirEnvironment **environment);
gboolean weir_cli_environment_take_secrets (WeirEnvironment *environment, const char *file_name,
                                            GPtrArray *variables, GPtrArray *secrets);
void weir_cli_environment_append_names (WeirEnvironment *environment, GPtrArray *given);

/* weir-cli-check.c */
typedef struct
{
  GPtrArray *variables;    /* (nullable) of char*, "NAME=VALUE": given, so that the file need not set it */
  const char *environment; /* (nullable) the environment it runs in; NULL = the one the file names */
  const char *data_file;   /* (nullable) rows from there instead of the file's own */
  gboolean quiet;          /* warnings are left out */
  GPtrArray *found;        /* (nullable) problems (WeirProblem, each with its file) go there, not to stderr */
} WeirCliLoad;


void weir_cli_problems_tell (GPtrArray *problems, const char *file_name, GPtrArray *variables,
                             const WeirCliLoad *how);
WeirFlow *weir_cli_load (const char *file_name, const WeirCliLoad *how, WeirEnvironment **environment);
char *weir_cli_check_to_text (WeirFlow *flow, const char *file_name);
/* weir-cli-check-json.c */
typedef struct
{
  gboolean valid;
  guint n_workers; /* that carry a load plan out; 0 of a flow */
  char *why;       /* (nullable) so many */
  WeirPlanOutlook *outlook; /* (nullable) what a load plan will do */
} WeirCliChecked;

void weir_cli_check_print_json (GPtrArray *files, const WeirCliChecked *checked, GPtrArray *problems);
WeirCliExit weir_cli_check_main (const char *const *arguments);

/* weir-cli-plan.c */
WeirPlan *weir_cli_plan_load (const char *file_name, const WeirPlanOptions *options,
                              const WeirCliLoad *how);
char *weir_cli_plan_to_text (WeirPlan *plan, GPtrArray *extensions);
gboolean weir_cli_plan_check_compat (const char *format, GError **error);
char **weir_cli_plan_to_strv (GPtrArray *texts);

/* weir-cli-load-options.c */
typedef struct
{
  GPtrArray *files;        /* of char* */
  GPtrArray *rounds;       /* of char*, names to run */
  GPtrArray *tags;         /* of char*, of rounds to run */
  GPtrArray *environments; /* of char*, later ones above earlier ones */
  GPtrArray *variables;    /* of char* "NAME=VALUE" */
  GPtrArray *outs;         /* of char*, file names */
  gboolean lenient;
  gboolean delays_in_seconds;
  gboolean insecure;
  gboolean quiet;
  guint workers;           /* 0 = as many as the plan needs */
  /* of --url */
  GHashTable *given;            /* canonical name of an option → its value */
  GPtrArray *headers;           /* of char* "NAME: VALUE" */
  GPtrArray *failure_rules;     /* of char* "METRIC;CODES" */
  GPtrArray *termination_rules; /* of char* "METRIC;GRACE;CODES" */
  char *save_as;                /* (nullable) a file, or "" for one named like the plan */
} WeirCliLoadOptions;

WeirCliLoadOptions *weir_cli_load_options_new (void);
void weir_cli_load_options_free (WeirCliLoadOptions *options);
const GOptionEntry *weir_cli_load_options_get_entries (WeirCliCommand command);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirCliLoadOptions, weir_cli_load_options_free)

/* weir-cli-inline.c, weir-cli-inline-rules.c */
char *weir_cli_inline_to_json (const WeirCliLoadOptions *options, GError **error);
WeirPlan *weir_cli_inline_plan_new (const WeirCliLoadOptions *options, GError **error);
char *weir_cli_inline_place (const char *path);
gboolean weir_cli_inline_append_rules (WeirJsonWriter *json, const WeirCliLoadOptions *options,
                                       GError **error);

/* weir-cli-load-rounds.c */
GPtrArray *weir_cli_load_choose_rounds (WeirPlan *plan, const WeirCliLoadOptions *options, GError **error);

/* weir-cli-load-result.c */
char *weir_cli_load_result_to_text (const char *name, const WeirPlanSnapshot *snapshot,
                                    const WeirCliStyle *style);

/* weir-cli-load-progress.c */
typedef struct _WeirCliLoadProgress WeirCliLoadProgress;
WeirCliLoadProgress *weir_cli_load_progress_new (WeirPlanRun *run);
void weir_cli_load_progress_free (WeirCliLoadProgress *progress);
void weir_cli_load_progress_clear (WeirCliLoadProgress *progress);
char *weir_cli_load_progress_to_text (const WeirPlanSnapshot *snapshot, double rate, guint width);

/* weir-cli-load.c */
WeirCliExit weir_cli_load_main (const char *const *arguments);
WeirCliExit weir_cli_url_main (const char *const *arguments);
gboolean weir_cli_is_url (const char *const *arguments);

/* weir-cli-table.c */
typedef struct _WeirCliTable WeirCliTable;

typedef enum
{
  WEIR_CLI_COLUMN_LEFT = 0,
  WEIR_CLI_COLUMN_RIGHT = 1 << 0,    /* numbers */
  WEIR_CLI_COLUMN_FLEXIBLE = 1 << 1, /* is shortened when the table is too wide */
  WEIR_CLI_COLUMN_OPTIONAL = 1 << 2, /* is left out when that is not enough */
} WeirCliColumnFlags;

WeirCliTable *weir_cli_table_new (void);
void weir_cli_table_free (WeirCliTable *table);
void weir_cli_table_add_column (WeirCliTable *table, const char *title, WeirCliColumnFlags flags);
void weir_cli_table_add_heading (WeirCliTable *table, const char *text);
void weir_cli_table_add_cell (WeirCliTable *table, const char *text, WeirCliColour colour);
void weir_cli_table_append_to (WeirCliTable *table, GString *out, const WeirCliStyle *style);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirCliTable, weir_cli_table_free)

/* weir-cli-result.c */
char *weir_cli_result_to_text (WeirFlow *flow, const WeirRunSnapshot *snapshot, const char *only_step,
                               const WeirCliStyle *style);
void weir_cli_result_append_warnings (GString *out, const WeirRunSnapshot *snapshot);

/* weir-cli-failures.c */
#define WEIR_CLI_SHOWN_FAILURES 20
void weir_cli_failure_append (GString *out, guint number, const WeirStepResult *result, const char *where,
                              const char *method, const WeirCliStyle *style);
gboolean weir_cli_failures_append (GString *out, WeirArchive *archive, WeirFlow *flow,
                                   const WeirRunSnapshot *snapshot, const WeirCliStyle *style,
                                   GError **error);

/* weir-cli-progress.c */
typedef struct _WeirCliProgress WeirCliProgress;
WeirCliProgress *weir_cli_progress_new (WeirRun *run, const char *name);
void weir_cli_progress_free (WeirCliProgress *progress);
void weir_cli_progress_clear (WeirCliProgress *progress);
char *weir_cli_progress_to_text (const WeirRunSnapshot *snapshot, const char *name, gint64 elapsed_us,
                                 guint width);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirCliProgress, weir_cli_progress_free)

/* weir-cli-run.c */
WeirCliExit weir_cli_exit_of (WeirOutcome outcome);
WeirCliExit weir_cli_worse_exit (WeirCliExit a, WeirCliExit b);
WeirCliExit weir_cli_run_main (const char *const *arguments);

/* weir-cli-archive.c */
typedef struct _WeirCliScratch WeirCliScratch;
WeirCliScratch *weir_cli_scratch_new (GError **error);
void weir_cli_scratch_free (WeirCliScratch *scratch);
WeirArchive *weir_cli_scratch_get_archive (WeirCliScratch *scratch);
const char *weir_cli_scratch_get_file_name (WeirCliScratch *scratch);

/* Where a run keeps its results. */
typedef struct
{
  WeirArchive *archive;    /* (nullable) one of these */
  WeirArchive *own;        /* (nullable) the person's */
  WeirCliScratch *scratch; /* (nullable) instead of it, because it cannot be used */
} WeirCliKeeping;
gboolean weir_cli_keeping_open (WeirCliKeeping *self);
void weir_cli_keeping_close (WeirCliKeeping *self);
const char *weir_cli_keeping_get_file_name (const WeirCliKeeping *self);
gint64 weir_cli_find_run (WeirArchive *archive, const char *word);
gboolean weir_cli_is_file (const char *word);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirCliScratch, weir_cli_scratch_free)

/* weir-cli-report.c */
WeirCliExit weir_cli_outs_write (WeirArchive *archive, const GArray *run_ids, GPtrArray *outs,
                                 gboolean include_credentials);
WeirCliExit weir_cli_report_main (const char *const *arguments);

/* weir-cli-query.c */
WeirCliExit weir_cli_query_main (const char *const *arguments);

/* weir-cli-history.c */
char *weir_cli_run_to_text (const WeirRunInfo *info);
char *weir_cli_instant_to_text (gint64 us);
WeirCliExit weir_cli_history_main (const char *const *arguments);

/* weir-cli-compare.c */
WeirCliExit weir_cli_compare_main (const char *const *arguments);

/* weir-cli-serve.c */
WeirCliExit weir_cli_serve_main (const char *const *arguments);

G_END_DECLS
