/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-problems-page.h: everything that is wrong with a file that could not be opened
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-problem.h"

G_BEGIN_DECLS

#define WEIR_TYPE_PROBLEMS_PAGE (weir_problems_page_get_type ())
G_DECLARE_FINAL_TYPE (WeirProblemsPage, weir_problems_page, WEIR, PROBLEMS_PAGE, GtkWidget)

void weir_problems_page_show (WeirProblemsPage *self, const char *file_name, GPtrArray *problems);
void weir_problems_page_show_unreadable (WeirProblemsPage *self, const char *file_name, const char *why);
char *weir_problem_to_words (const WeirProblem *problem);

G_END_DECLS
