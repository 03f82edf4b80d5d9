/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-load-hosts.h: the hosts that a person has allowed to be loaded, kept between starts
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean weir_load_hosts_contains (const char *host);
void weir_load_hosts_add (const char *host);

G_END_DECLS
