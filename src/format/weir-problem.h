/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-problem.h: what is wrong with a document, and exactly where
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define WEIR_FORMAT_ERROR (weir_format_error_quark ())
GQuark weir_format_error_quark (void);

typedef enum
{
  WEIR_FORMAT_ERROR_READ,    /* the file could not be read */
  WEIR_FORMAT_ERROR_INVALID, /* the document has problems; see the list */
  WEIR_FORMAT_ERROR_WRITE,
} WeirFormatError;

typedef struct
{
  gboolean is_warning;
  guint line;    /* 1-based; 0 = the document as a whole */
  guint column;  /* 1-based, in characters */
  char *path;    /* "steps[1].httpRequest.url" */
  char *message; /* a whole sentence without place */
  gboolean stops_run; /* of a warning: the document can be read, but not run as it is */
  char *file;     /* (nullable) as a person named it, where it is not the document itself */
  char *variable; /* (nullable) of a warning: what nothing in the document sets, so giving it is the cure */
} WeirProblem;

WeirProblem *weir_problem_new (gboolean is_warning, guint line, guint column, const char *path,
                               const char *message);
void weir_problem_free (WeirProblem *problem);
/* "FILE:LINE:COLUMN: message", or "FILE:LINE:COLUMN: warning: message" */
char *weir_problem_to_text (const WeirProblem *problem, const char *file_name);
/* What was probably meant: the word behind "did you mean"; NULL when nothing comes near. */
char *weir_problem_get_suggestion (const WeirProblem *problem);
GPtrArray *weir_problems_new (void); /* of WeirProblem, owned */
guint weir_problems_count_errors (GPtrArray *problems);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirProblem, weir_problem_free)

G_END_DECLS
