/* SPDX-License-Identifier: MIT */
/*
 * What the server and libpq report, turned into enum err and a text for the user.
 *
 * Our own functions raise KS4xx with a short English message, which is a msgid of
 * the catalogue, and the variable part as detail.
 */
#include "base/i18n.h"
#include "base/str.h"
#include "db/link.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
	const char *state; /* a whole SQLSTATE or the beginning of it */
	enum err code;
} fault_codes[] = {
    {"KS403", ERR_DENIED}, {"KS409", ERR_CONFLICT},  {"KS422", ERR_REFUSED},
    {"42501", ERR_DENIED}, {"57014", ERR_CANCELLED}, {"08", ERR_LOST},
    {"57P", ERR_LOST},
};

static enum err code_of(const char *state, enum query query)
{
	if (query == QUERY_SCHEMA &&
	    (!strcmp(state, "42P01") || !strcmp(state, "3F000")))
		return ERR_SCHEMA;
	for (size_t i = 0; i < sizeof(fault_codes) / sizeof(*fault_codes); i++)
		if (!strncmp(state, fault_codes[i].state, strlen(fault_codes[i].state)))
			return fault_codes[i].code;
	return ERR_DB;
}

static const char *field(const PGresult *result, int which)
{
	const char *text = PQresultErrorField(result, which);

	return text ? text : "";
}

void fault_read(const PGresult *result, enum query query, struct err_info *info)
{
	const char *state = field(result, PG_DIAG_SQLSTATE);
	const char *message = field(result, PG_DIAG_MESSAGE_PRIMARY);
	const char *detail = field(result, PG_DIAG_MESSAGE_DETAIL);
	enum err code = code_of(state, query);

	if (!*message)
		message = N_("the server gave no reason");
	if (!strncmp(state, "KS", 2))
		err_set(info, code, "%s%s%s", _(message), *detail ? ": " : "", detail);
	else if (code == ERR_DENIED)
		err_set(info, code, _("You have no right to do this (%s)."), message);
	else if (code == ERR_CANCELLED)
		err_set(info, code, _("The server stopped the request (%s)."), message);
	else if (code == ERR_SCHEMA)
		err_set(info, code,
			_("The database holds no kstt schema. "
			  "Have the administrator run \"kstt admin migrate\"."));
	else
		err_set(info, code, _("The server reported a fault: %s%s%s (%s, %s)."),
			message, *detail ? " " : "", detail, state,
			query < QUERY_COUNT ? query_texts[query].name : "migrate");
	snprintf(info->sqlstate, sizeof(info->sqlstate), "%s", state);
	snprintf(info->constraint, sizeof(info->constraint), "%s",
		 field(result, PG_DIAG_CONSTRAINT_NAME));
}

bool fault_is_loss(const PGresult *result)
{
	const char *state = field(result, PG_DIAG_SQLSTATE);

	return !strncmp(state, "57P", 3) || !strncmp(state, "08", 2);
}

/* libpq 15 keeps the SQLSTATE of a refused connection to itself, except in the
 * verbose form of the message: "…: FATAL:  28000: role … does not exist\nLOCATION…".
 * Returns where the message proper begins. */
static const char *refusal(const char *text, char state[6])
{
	for (const char *at = strstr(text, ":  "); at; at = strstr(at + 1, ":  ")) {
		size_t len = 0;

		while (len < 6 && isalnum((unsigned char)at[3 + len]))
			len++;
		if (len == 5 && at[8] == ':') {
			memcpy(state, at + 3, 5);
			state[5] = '\0';
			return at + 10;
		}
	}
	state[0] = '\0';
	/* Which socket or address is said by us. */
	return strstr(text, "failed: ") ? strstr(text, "failed: ") + 8 : text;
}

static void hosts_text(const struct conn *conn, struct str *out)
{
	for (int i = 0; i < conn->host_count; i++) {
		const struct conn_host *host = &conn->hosts[i];

		if (i > 0)
			str_add(out, ", ");
		if (host->host[0] == '/')
			str_addf(out, "%s/.s.PGSQL.%s", host->host, host->port);
		else
			str_addf(out, "%s:%s", host->host, host->port);
	}
}

bool fault_of_connecting(struct conn *conn, bool timed_out, struct err_info *info)
{
	char state[6];
	const char *text = refusal(conn->pg ? PQerrorMessage(conn->pg) : conn->resolve.text, state);
	int len = (int)strcspn(text, "\n");
	struct str hosts = STR_EMPTY;
	bool final = true;

	if (!strncmp(state, "28", 2)) {
		err_set(info, ERR_CONNECT,
			_("The database does not let \"%s\" in (%.*s). Ask the "
			  "administrator whether this login has an appointment."),
			conn->user, len, text);
	} else if (!strcmp(state, "3D000")) {
		err_set(info, ERR_CONNECT,
			_("There is no database \"%s\" on the server. Check the "
			  "configuration, or have the administrator create it."),
			conn->database);
	} else if (conn->pg && PQconnectionNeedsPassword(conn->pg)) {
		err_set(
		    info, ERR_CONNECT,
		    _("The server asks \"%s\" for a password; kstt keeps none. Have "
		      "the administrator allow peer or certificate authentication."),
		    conn->user);
	} else {
		hosts_text(conn, &hosts);
		err_set(info, ERR_CONNECT,
			_("No database server answers at %s (%.*s). Check that it runs "
			  "and that the configuration names the right place."),
			str_data(&hosts), timed_out ? 256 : len,
			timed_out ? _("no answer in time") : text);
		str_free(&hosts);
		final = false;
	}
	snprintf(info->sqlstate, sizeof(info->sqlstate), "%s", state);
	return final;
}
