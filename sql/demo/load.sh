#!/bin/sh
# SPDX-License-Identifier: MIT
# Makes one database with everything in it, for the demo and for the tests.
#
#   load.sh SOCKET PORT DATABASE INSTALLER KIND [DAY]
#
# INSTALLER is a superuser that the server lets this process in as; so must it
# for every official of officials.csv, since the sample states are written by
# the officials themselves. In the end the present day is DAY. The database must
# not exist; when anything fails it is left half-made, and useless.
set -eu
cd "$(dirname "$0")/../.."

socket=$1 port=$2 database=$3 installer=$4 kind=$5 day=${6:-2026-11-20}
pgbin=${PGBIN:-/usr/lib/postgresql/15/bin}
export LC_ALL=C.UTF-8

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

cat >"$work/kstt.cfg" <<END
database = {
    name = "$database";
    user = "$installer";
    hosts = ( { host = "$socket"; port = "$port"; } );
};
END

kstt() {
	build/kstt --config "$work/kstt.cfg" --language en "$@" >"$work/said" 2>&1 || {
		echo "load: kstt $* failed:" >&2
		cat "$work/said" >&2
		exit 1
	}
}

sql() {
	"$pgbin/psql" -XAtq -v ON_ERROR_STOP=1 -h "$socket" -p "$port" \
		-U "$installer" -d "$@"
}

sql postgres -c "create database $database template template0
	encoding 'UTF8' locale 'C.UTF-8'"
kstt admin migrate --kind "$kind"
# The first day at work in 2026: what history says of the import comes before
# the sample states.
kstt admin today 2026-01-05
kstt admin unit import sql/data/units.csv
kstt admin group import sql/data/groups.csv
kstt admin name import sql/data/names.csv
kstt admin successor import sql/data/successors.csv
kstt admin holiday import sql/data/holidays.csv
kstt admin report-day import sql/data/report-days.csv
kstt admin official import sql/demo/officials.csv
kstt admin routing import sql/data/routing.csv

# A department's plan names its parent, so the province's plan 001 comes first.
for plan in sql/data/plans/kh-ubnd-2024.csv sql/data/plans/kh-[!u]*.csv \
	sql/demo/plan-sample.csv; do
	kstt plan import "$plan"
done
kstt admin link import sql/data/links.csv

sql "$database" -c 'vacuum analyze'

# The sample states, and what hangs on them: who writes what on which day becomes
# one psql script, in which each official connects as themselves and writes
# through api/.
sql "$database" -c 'create temporary table sample_state (line int generated always as identity,
	day date, login text, plan text, path text, unit text, period text, state text,
	document text, document_date date, done_on date, note text)' \
	-c "\\copy sample_state (day, login, plan, path, unit, period, state, document,
	document_date, done_on, note) from 'sql/demo/states.csv' (format csv, header)" \
	-c 'create temporary table sample_remark (line int generated always as identity,
	day date, login text, plan text, path text, unit text, period text, kind text,
	number text, issued date, text text)' \
	-c "\\copy sample_remark (day, login, plan, path, unit, period, kind, number, issued,
	text) from 'sql/demo/remarks.csv' (format csv, header)" \
	-c 'create temporary table sample_decision (line int generated always as identity,
	day date, login text, kind text, plan text, path text, unit text, period text,
	date date, days text, number text, issued date, text text)' \
	-c "\\copy sample_decision (day, login, kind, plan, path, unit, period, date, days, number,
	issued, text) from 'sql/demo/decisions.csv' (format csv, header)" \
	-f sql/demo/states.sql >"$work/states.sql"
cp sql/demo/mark.sql sql/demo/remark.sql sql/demo/decision.sql "$work"
sql "$database" -f "$work/states.sql" >"$work/said" 2>"$work/why" || {
	echo "load: $(tail -n 1 "$work/said"):" >&2
	cat "$work/why" >&2
	exit 1
}

# The sample feedback in the same way, over the year.
sql "$database" -c 'create temporary table sample_feedback (line int generated always as identity,
	day date, login text, unit text, record text, action text, details jsonb)' \
	-c "\\copy sample_feedback (day, login, unit, record, action, details)
	from 'sql/demo/feedback.csv' (format csv, header)" \
	-f sql/demo/feedback.sql >"$work/feedback.sql"
sql "$database" -f "$work/feedback.sql" >"$work/said" 2>"$work/why" || {
	echo "load: $(tail -n 1 "$work/said"):" >&2
	cat "$work/why" >&2
	exit 1
}
kstt admin today "$day"
sql "$database" -c 'vacuum analyze'
