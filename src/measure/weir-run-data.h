/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-run-data.h: under which names the archive keeps what was worked out about a run
 */

#pragma once

/* Whole, written when the run ends: weir_archive_get_run_data(). A run that was cut off has none of them;
 * what it came to is then counted from its results. */
#define WEIR_RUN_DATA_STATISTICS "statistics" /* weir_step_statistics_decode(): steps that have results */
#define WEIR_RUN_DATA_SERIES "series"         /* weir_run_series_decode() */
#define WEIR_RUN_DATA_FINDINGS "findings"     /* weir_findings_decode() */
#define WEIR_RUN_DATA_QUALITY "quality"       /* weir_quality_decode() */

/* Second by second while it runs: weir_archive_foreach_window(); each piece by weir_time_window_decode(). */
#define WEIR_RUN_DATA_SECONDS "seconds"

/* Of a run of a load plan. */
#define WEIR_RUN_DATA_JOBS "jobs" /* weir_job_states_decode(); written again now and then while it runs */
/* Second by second of each job; each piece by weir_job_windows_decode(). */
#define WEIR_RUN_DATA_JOB_SECONDS "job-seconds"
#define WEIR_RUN_DATA_WARNINGS "warnings" /* weir_run_warnings_decode() */
#define WEIR_RUN_DATA_WORKERS "workers"   /* UTF-8: how many processes sent, and why so many */
#define WEIR_RUN_DATA_MOST_IN_FLIGHT "most-in-flight" /* digits: requests at one time, of all iterations */
