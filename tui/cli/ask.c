/* SPDX-License-Identifier: MIT */
/*
 * One question after the other over the same connection, requests and loop that
 * the panes use.
 */
#include "cli/cli.h"

#include "base/i18n.h"
#include "db/schema.h"
#include "loop.h"

static int poll_conn(void *data, short *events, int64_t *deadline)
{
	return conn_poll(data, events, deadline);
}

static void conn_came(void *data, short revents, int64_t now)
{
	conn_ready(data, revents, now);
}

static void signals_came(void *data, unsigned signals)
{
	struct cli *cli = data;

	if (signals & (LOOP_STOP | LOOP_HANGUP))
		cli->interrupted = cli->done = true;
}

static void answered(void *data, const struct rows *rows, const struct err_info *why)
{
	struct cli *cli = data;

	cli->done = true;
	cli->why = why ? *why : (struct err_info){0};
	if (rows && cli->answer)
		cli->answer(cli->data, rows, why);
}

static void schema_came(void *data, const struct rows *rows, const struct err_info *why)
{
	struct cli *cli = data;

	cli->done = true;
	cli->why = (struct err_info){0};
	cli->why.code = schema_check(rows, why, &cli->why);
}

static enum err wait_for_answer(struct cli *cli)
{
	cli->done = cli->interrupted;
	loop_run(cli->loop, &cli->done);
	if (cli->interrupted)
		return err_set(&cli->why, ERR_CANCELLED, _("Interrupted."));
	return cli->why.code;
}

enum err cli_open(struct cli *cli)
{
	struct loop_source source = {.poll = poll_conn, .ready = conn_came};

	cli->conf.db.keep_trying = false;
	cli->conn = conn_new(&cli->conf.db);
	cli->loop = loop_new();
	source.data = cli->conn;
	loop_add(cli->loop, &source);
	loop_on_signals(cli->loop, signals_came, cli);
	request_read(cli->conn, QUERY_SCHEMA, NULL, schema_came, cli);
	return wait_for_answer(cli);
}

void cli_close(struct cli *cli)
{
	/* Whatever is under way in a transaction is undone with the connection. */
	conn_free(cli->conn);
	loop_free(cli->loop);
	cli->conn = NULL;
	cli->loop = NULL;
}

enum err cli_ask(struct cli *cli, enum query query, const char *const *params,
		 request_fn *answer, void *data)
{
	cli->answer = answer;
	cli->data = data;
	if (query_texts[query].write)
		request_write(cli->conn, query, params, answered, cli);
	else
		request_read(cli->conn, query, params, answered, cli);
	return wait_for_answer(cli);
}

static void may_read_came(void *data, const struct rows *rows, const struct err_info *why)
{
	struct cli *cli = data;

	(void)why;
	if (!rows_bool(rows, 0, "may_read"))
		err_set(&cli->why, ERR_DENIED,
			_("Your login holds no appointment today. "
			  "Ask an administrator of kstt to appoint you to a unit."));
}

enum err cli_appointed(struct cli *cli)
{
	enum err code = cli_ask(cli, QUERY_MAY_READ, NULL, may_read_came, cli);

	return code == ERR_OK ? cli->why.code : code;
}

enum err cli_no_plan(struct cli *cli)
{
	enum err code = cli_appointed(cli);

	if (code != ERR_OK)
		return code;
	return err_set(&cli->why, ERR_REFUSED,
		       _("There is no such plan. See kstt plan list for the keys."));
}
