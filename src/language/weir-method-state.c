/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-method-state.c: what the methods of one run share: random numbers, the clock, counters, files
 */

#include "config.h"

#include "weir-method-private.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "weir-limits.h"

/* Files that were read are kept as long as they do not change; no more of them, and none that is larger. */
#define KEPT_FILES 16
#define KEPT_FILE_BYTES (16 * 1024 * 1024)

typedef struct
{
  GBytes *bytes;
  struct timespec modified;
  off_t size;
} File;

struct _WeirMethodState
{
  char *folder;
  GRand *random;
  gint64 fixed_time; /* 0 = the real clock */
  GHashTable *counters;
  GHashTable *files; /* path → File */
};

static void
file_free (gpointer data)
{
  File *file = data;

  g_bytes_unref (file->bytes);
  g_free (file);
}

/**
 * weir_method_state_new:
 * @folder: (nullable): the folder of the document
 *
 * Returns: (transfer full): random numbers from the system's source, the real clock, no counters yet
 */
WeirMethodState *
weir_method_state_new (const char *folder)
{
  WeirMethodState *self = g_new0 (WeirMethodState, 1);

  self->folder = g_strdup (folder);
  self->random = g_rand_new ();
  self->counters = weir_counters_new ();
  self->files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, file_free);
  return self;
}

void
weir_method_state_free (WeirMethodState *self)
{
  if (!self)
    return;
  g_rand_free (self->random);
  g_hash_table_unref (self->counters);
  g_hash_table_unref (self->files);
  g_free (self->folder);
  g_free (self);
}

void
weir_method_state_set_seed (WeirMethodState *self, guint32 seed)
{
  g_rand_set_seed (self->random, seed);
}

void
weir_method_state_set_time (WeirMethodState *self, gint64 unix_us)
{
  self->fixed_time = unix_us;
}

/* µs since 1970 */
gint64
weir_method_state_get_time (WeirMethodState *self)
{
  return self->fixed_time ? self->fixed_time : g_get_real_time ();
}

guint32
weir_method_state_random (WeirMethodState *self)
{
  return g_rand_int (self->random);
}

/* A number from @min to @max, both included, each as likely as any other. */
gint64
weir_method_state_random_between (WeirMethodState *self, gint64 min, gint64 max)
{
  guint64 span = (guint64) max - (guint64) min;
  guint64 limit, number;

  if (span == G_MAXUINT64)
    return (gint64) (((guint64) g_rand_int (self->random) << 32) | g_rand_int (self->random));
  span++;
  /* The numbers above the last whole multiple of the span would make the small ones likelier. */
  limit = G_MAXUINT64 - G_MAXUINT64 % span;
  do
    number = ((guint64) g_rand_int (self->random) << 32) | g_rand_int (self->random);
  while (number >= limit);
  return (gint64) ((guint64) min + number % span);
}

GHashTable *
weir_counters_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

GHashTable *
weir_method_state_get_counters (WeirMethodState *self)
{
  return self->counters;
}

/* Opened without waiting, as a pipe would; what is no file is refused. */
static int
open_file (const char *path, struct stat *info)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);

  if (fd >= 0 && (fstat (fd, info) != 0 || !S_ISREG (info->st_mode)))
    {
      close (fd);
      errno = EINVAL;
      return -1;
    }
  return fd;
}

static GBytes *
read_all (int fd, const struct stat *info, char **reason)
{
  g_autoptr (GByteArray) content = g_byte_array_sized_new ((guint) info->st_size + 1);
  guint8 buffer[65536];
  gssize got;

  while ((got = read (fd, buffer, sizeof buffer)) != 0)
    {
      if (got < 0 && errno == EINTR)
        continue;
      if (got < 0)
        {
          *reason = g_strdup (g_strerror (errno));
          return NULL;
        }
      if (content->len + (gsize) got > WEIR_LIMIT_FILLED_BYTES)
        {
          *reason = g_strdup ("it grows while it is read");
          return NULL;
        }
      g_byte_array_append (content, buffer, (guint) got);
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&content));
}

static void
keep_file (WeirMethodState *self, const char *path, const struct stat *info, GBytes *bytes)
{
  File *file;

  if (g_bytes_get_size (bytes) > KEPT_FILE_BYTES)
    return;
  if (g_hash_table_size (self->files) >= KEPT_FILES)
    g_hash_table_remove_all (self->files);
  file = g_new0 (File, 1);
  file->bytes = g_bytes_ref (bytes);
  file->modified = info->st_mtim;
  file->size = info->st_size;
  g_hash_table_replace (self->files, g_strdup (path), file);
}

static GBytes *
read_opened (WeirMethodState *self, const char *path, int fd, const struct stat *info, char **reason)
{
  const File *kept = g_hash_table_lookup (self->files, path);
  GBytes *bytes;

  if (kept && kept->size == info->st_size &&
      memcmp (&kept->modified, &info->st_mtim, sizeof kept->modified) == 0)
    return g_bytes_ref (kept->bytes);
  if (info->st_size > WEIR_LIMIT_FILLED_BYTES)
    {
      *reason = g_strdup_printf ("it has more than %d MB", WEIR_LIMIT_FILLED_BYTES / (1024 * 1024));
      return NULL;
    }
  bytes = read_all (fd, info, reason);
  if (bytes)
    keep_file (self, path, info, bytes);
  return bytes;
}

/* A relative @path is looked up beside the document, then in the working directory. NULL with *@reason, half
 * a sentence. */
GBytes *
weir_method_state_read (WeirMethodState *self, const char *path, char **reason)
{
  g_autofree char *beside =
      self->folder && !g_path_is_absolute (path) ? g_build_filename (self->folder, path, NULL) : NULL;
  const char *found = beside ? beside : path;
  struct stat info;
  int fd = open_file (found, &info);
  GBytes *bytes;

  if (fd < 0 && beside && errno == ENOENT)
    {
      found = path;
      fd = open_file (found, &info);
    }
  if (fd < 0)
    {
      *reason = errno == ENOENT && beside
                    ? g_strdup_printf ("there is no file %s, and none in the working directory", beside)
                : errno == ENOENT ? g_strdup ("there is no such file")
                : errno == EINVAL ? g_strdup ("it is no regular file")
                                  : g_strdup (g_strerror (errno));
      return NULL;
    }
  bytes = read_opened (self, found, fd, &info, reason);
  close (fd);
  return bytes;
}
