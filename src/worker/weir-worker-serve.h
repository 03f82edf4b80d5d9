/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-worker-serve.h: the worker's end: one run over one socket
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

int weir_worker_serve (int fd);

G_END_DECLS
