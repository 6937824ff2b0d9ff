/* SPDX-License-Identifier: MIT */
/* See rows_made.h. */
#include "rows_made.h"

#include <string.h>

struct rows rows_made(const char *const lines[][ROWS_COLUMNS])
{
	PGresAttDesc columns[ROWS_COLUMNS] = {0};
	PGresult *result = PQmakeEmptyPGresult(NULL, PGRES_TUPLES_OK);
	int count = 0;

	for (; count < ROWS_COLUMNS && lines[0][count] != NULL; count++)
		columns[count].name = (char *)lines[0][count];
	PQsetResultAttrs(result, count, columns);
	for (int row = 1; lines[row][0] != NULL; row++)
		for (int i = 0; i < count; i++) {
			const char *text = lines[row][i] != NULL ? lines[row][i] : "";

			PQsetvalue(result, row - 1, i, (char *)text,
				   *text != '\0' ? (int)strlen(text) : -1);
		}
	return (struct rows){.result = result};
}
