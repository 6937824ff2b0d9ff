/* SPDX-License-Identifier: MIT */
/*
 * Looks columns up by name in libpq's result, which is in text format. A column
 * that is not there is a fault of the program, found by the tests that compare
 * queries with what C reads; an official's session goes on without the value.
 */
#include "base/log.h"
#include "db/link.h"

#include <stdlib.h>

static const char *value(const struct rows *rows, int row, const char *column)
{
	int field = PQfnumber(rows->result, column);

	if (field < 0) {
		log_line("rows: no column %s", column);
		return NULL;
	}
	if (row < 0 || row >= PQntuples(rows->result) ||
	    PQgetisnull(rows->result, row, field))
		return NULL;
	return PQgetvalue(rows->result, row, field);
}

bool rows_has(const struct rows *rows, const char *column)
{
	return PQfnumber(rows->result, column) >= 0;
}

int rows_count(const struct rows *rows)
{
	return PQntuples(rows->result);
}

int rows_affected(const struct rows *rows)
{
	return atoi(PQcmdTuples((PGresult *)rows->result));
}

bool rows_null(const struct rows *rows, int row, const char *column)
{
	return !value(rows, row, column);
}

const char *rows_text(const struct rows *rows, int row, const char *column)
{
	const char *text = value(rows, row, column);

	return text ? text : "";
}

int64_t rows_int(const struct rows *rows, int row, const char *column)
{
	const char *text = value(rows, row, column);

	return text ? strtoll(text, NULL, 10) : 0;
}

bool rows_bool(const struct rows *rows, int row, const char *column)
{
	const char *text = value(rows, row, column);

	return text && text[0] == 't';
}

int rows_date(const struct rows *rows, int row, const char *column)
{
	const char *text = value(rows, row, column);

	return text ? date_read_iso(text) : DATE_NONE;
}
