/* SPDX-License-Identifier: GPL-3.0-or-later
 * delay-server.c: answers every request the same time after it was read, to the microsecond
 *
 * delay-server MICROSECONDS: prints its address and serves until it is ended. What it is asked for does not
 * matter; requests have no body and are not pipelined. A server whose own clock is coarse would hide what is to
 * be compared: the times that two generators of load see.
 */

#include "config.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <glib.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <unistd.h>

#define MAX_CONNECTIONS 65536
#define BODY "{\"id\": 7, \"name\": \"Pencil\"}"

typedef struct
{
  int fd;
  gint64 due_us;
} Answer;

typedef struct
{
  int epoll;
  int listener;
  int timer;
  gint64 delay_us;
  GQueue answers; /* of Answer; all wait equally long, so the first is due first */
  char tails[MAX_CONNECTIONS][4]; /* the last bytes read, by connection */
} Server;

static void
watch (Server *self, int fd)
{
  struct epoll_event event = { .events = EPOLLIN, .data.fd = fd };

  epoll_ctl (self->epoll, EPOLL_CTL_ADD, fd, &event);
}

static void
set_timer (Server *self)
{
  const Answer *first = g_queue_peek_head (&self->answers);
  struct itimerspec spec = { 0 };

  if (first)
    {
      spec.it_value.tv_sec = first->due_us / G_USEC_PER_SEC;
      spec.it_value.tv_nsec = first->due_us % G_USEC_PER_SEC * 1000;
    }
  timerfd_settime (self->timer, TFD_TIMER_ABSTIME, &spec, NULL);
}

static void
accept_all (Server *self)
{
  int fd, on = 1;

  while ((fd = accept4 (self->listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0)
    {
      if (fd >= MAX_CONNECTIONS)
        {
          close (fd);
          continue;
        }
      memset (self->tails[fd], 0, sizeof self->tails[fd]);
      setsockopt (fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
      watch (self, fd);
    }
}

static void
drop_answers (Server *self, int fd)
{
  for (GList *link = self->answers.head, *next; link; link = next)
    {
      next = link->next;
      if (((Answer *) link->data)->fd != fd)
        continue;
      g_free (link->data);
      g_queue_delete_link (&self->answers, link);
    }
}

/* A request ends with an empty line. */
static void
read_request (Server *self, int fd)
{
  char *tail = self->tails[fd];
  char bytes[4096];
  ssize_t n = read (fd, bytes, sizeof bytes);
  Answer *answer;

  if (n <= 0)
    {
      drop_answers (self, fd);
      close (fd);
      return;
    }
  for (ssize_t i = MAX (0, n - 4); i < n; i++)
    {
      memmove (tail, tail + 1, 3);
      tail[3] = bytes[i];
    }
  if (memcmp (tail, "\r\n\r\n", 4) != 0)
    return;
  answer = g_new (Answer, 1);
  *answer = (Answer){ fd, g_get_monotonic_time () + self->delay_us };
  g_queue_push_tail (&self->answers, answer);
  if (self->answers.length == 1)
    set_timer (self);
}

static void
answer_due (Server *self)
{
  static const char text[] = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                             G_STRINGIFY (27) "\r\n\r\n" BODY;
  Answer *first;

  G_STATIC_ASSERT (sizeof BODY - 1 == 27);
  while ((first = g_queue_peek_head (&self->answers)) && first->due_us <= g_get_monotonic_time ())
    {
      if (write (first->fd, text, sizeof text - 1) < 0)
        perror ("write");
      g_free (g_queue_pop_head (&self->answers));
    }
  set_timer (self);
}

static void
serve (Server *self)
{
  struct epoll_event events[64];

  for (;;)
    {
      int n = epoll_wait (self->epoll, events, G_N_ELEMENTS (events), -1);

      for (int i = 0; i < n; i++)
        if (events[i].data.fd == self->listener)
          accept_all (self);
        else if (events[i].data.fd == self->timer)
          answer_due (self);
        else
          read_request (self, events[i].data.fd);
    }
}

int
main (int argc, char *argv[])
{
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };
  socklen_t size = sizeof address;
  Server *self = g_new0 (Server, 1);
  guint64 delay_us;

  if (argc != 2 || !g_ascii_string_to_unsigned (argv[1], 10, 0, 60 * G_USEC_PER_SEC, &delay_us, NULL))
    {
      fprintf (stderr, "usage: %s MICROSECONDS\n", argv[0]);
      return EXIT_FAILURE;
    }
  self->delay_us = (gint64) delay_us;
  self->epoll = epoll_create1 (EPOLL_CLOEXEC);
  self->timer = timerfd_create (CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
  self->listener = socket (AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (bind (self->listener, (struct sockaddr *) &address, size) < 0 || listen (self->listener, 8192) < 0 ||
      getsockname (self->listener, (struct sockaddr *) &address, &size) < 0)
    {
      perror (argv[0]);
      return EXIT_FAILURE;
    }
  watch (self, self->listener);
  watch (self, self->timer);
  printf ("http://127.0.0.1:%d/\n", ntohs (address.sin_port));
  fflush (stdout);
  serve (self);
}
