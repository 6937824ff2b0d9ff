/* SPDX-License-Identifier: MIT */
/*
 * Civil dates as a day count; no time zone, no time of day. Working days and
 * deadlines are not here: they are computed in one place, in SQL.
 */
#ifndef KSTT_BASE_DATE_H
#define KSTT_BASE_DATE_H

#include <limits.h>
#include <stdbool.h>

/* Days since 1970-01-01, or DATE_NONE. */
#define DATE_NONE INT_MIN

int date_make(int year, int month, int day); /* DATE_NONE when no such day */
void date_split(int date, int *year, int *month, int *day);
int date_month_end(int year, int month);
/* "2026-11-20" as the database and files write it; DATE_NONE when it is not. */
int date_read_iso(const char *text);
/* What an official types: 20/11/2026, 20/11/26, 20/11, 20.11.2026, 20-11-2026,
 * 20 (day of `today`'s month), "" = DATE_NONE with *valid true. A missing year
 * is the one of `today`. */
int date_read_typed(const char *text, int today, bool *valid);
/* A time of day as it is typed: 14:05, 14h05, 14g05, 1405, 14; minutes since midnight,
 * or -1. "" is -1 with *valid true. */
int date_read_time(const char *text, bool *valid);
enum { DATE_TEXT = 16 };
/* 20/11/2026, or "" for DATE_NONE; returns `out`. */
char *date_show(int date, char out[DATE_TEXT]);
/* 2026-11-20, or "" for DATE_NONE; returns `out`. */
char *date_iso(int date, char out[DATE_TEXT]);
/* Monday = 1 … Sunday = 7. */
int date_weekday(int date);

#endif
