/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-accessible-names.h: names for screen readers where GTK gives wrong ones
 */

#pragma once

G_BEGIN_DECLS

void weir_accessible_names_install (void);

G_END_DECLS
