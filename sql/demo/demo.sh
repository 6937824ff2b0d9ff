#!/bin/sh
# SPDX-License-Identifier: MIT
# The demo's private PostgreSQL server and what is loaded into it.
#
#   demo.sh up [DAY|now]     start the server, load the data where they changed
#   demo.sh open [LOGIN]     open the panes as an official of the demo
#   demo.sh down             stop the server
#   demo.sh officials        list the officials
#
# The server listens on a socket only. For root it runs as user postgres below
# /var/lib/kstt-demo, because a home of mode 700 is closed to that user; for
# anybody else as themselves below build/demo, its socket in a private directory
# of /tmp since a socket's path must be short. Every step can be broken off and
# run again.
set -eu
umask 022
cd "$(dirname "$0")/../.."

project=$PWD
here=$project/build/demo
pgbin=${PGBIN:-/usr/lib/postgresql/15/bin}
officials=sql/demo/officials.csv
usual_day=2026-11-20
port=5432
export LC_ALL=C.UTF-8 PGTZ=Asia/Ho_Chi_Minh
unset PGHOST PGPORT PGUSER PGDATABASE PGSERVICE PGPASSWORD
export PGOPTIONS='-c client_min_messages=warning'

if [ "$(id -u)" = 0 ]; then
	home=/var/lib/kstt-demo
	socket=$home/run
else
	home=$here
	socket=/tmp/kstt-demo-$(id -u)-$(printf %s "$project" | cksum | cut -d' ' -f1)
fi
data=$home/data

die() {
	echo "demo: $*" >&2
	exit 1
}

# Runs a command as whoever owns the server.
as_server() {
	if [ "$(id -u)" = 0 ]; then
		(cd / && exec runuser -u postgres -- "$@")
	else
		"$@"
	fi
}

# A directory that nobody else can have prepared or can look into.
private_directory() {
	if ! mkdir -m 700 "$1" 2>/dev/null; then
		if [ -L "$1" ] || [ ! -d "$1" ]; then
			die "$1 is in the way: it is no directory"
		fi
		case "$(stat -c '%U %a' "$1")" in
		"$owner 700") return ;;
		"root 700") ;;
		*) die "$1 is in the way: it must belong to $owner with mode 700" ;;
		esac
	fi
	[ "$(id -u)" != 0 ] || chown "$owner:" "$1"
}

sql() {
	"$pgbin/psql" -XAtq -v ON_ERROR_STOP=1 -h "$socket" -p $port -U postgres "$@"
}

answers() {
	sql -d postgres -c 'select 1' >/dev/null 2>&1
}

# After a crash or a reboot the old process id may belong to another process,
# and the server would then refuse to start. Only a process whose working
# directory is our data directory is our server.
forget_dead_server() {
	[ -f "$data/postmaster.pid" ] || return 0
	pid=$(head -n 1 "$data/postmaster.pid")
	if [ "$(readlink "/proc/$pid/cwd" 2>/dev/null)" != "$data" ]; then
		rm -f "$data/postmaster.pid" "$socket/.s.PGSQL.$port" "$socket/.s.PGSQL.$port.lock"
	fi
}

logins() {
	tail -n +2 "$officials" | cut -d, -f1 | tr -d '"\r' | sort -u
}

make_cluster() {
	[ ! -f "$data/PG_VERSION" ] || return 0
	echo "demo: making a PostgreSQL cluster in $data"
	rm -rf "$data.new"
	as_server "$pgbin/initdb" -D "$data.new" -U postgres -A peer \
		--encoding=UTF8 --locale=C.UTF-8 >"$here/initdb.log" 2>&1 ||
		{ cat "$here/initdb.log" >&2; die "initdb failed"; }
	as_server sh -c "echo \"include = 'kstt.conf'\" >>'$data.new/postgresql.conf'"
	as_server mv "$data.new" "$data"
}

# Written anew each time, so that an old cluster follows changes made here.
configure_cluster() {
	as_server tee "$data/kstt.conf" >/dev/null <<-END
		listen_addresses = ''
		port = $port
		unix_socket_directories = '$socket'
		unix_socket_permissions = 0700
		shared_buffers = 32MB
		shared_preload_libraries = 'plpgsql'
		synchronous_commit = off
		timezone = 'Asia/Ho_Chi_Minh'
		log_timezone = 'Asia/Ho_Chi_Minh'
		log_parameter_max_length = 0
		log_parameter_max_length_on_error = 0
	END
	echo 'local all all peer map=kstt' | as_server tee "$data/pg_hba.conf" >/dev/null
	{
		echo "kstt $owner postgres"
		for role in postgres $(logins); do
			echo "kstt $(id -un) $role"
		done
	} | sort -u | as_server tee "$data/pg_ident.conf" >/dev/null
}

start_server() {
	if answers; then
		as_server "$pgbin/pg_ctl" -s -D "$data" reload
		return
	fi
	forget_dead_server
	as_server "$pgbin/pg_ctl" -s -w -t 60 -D "$data" -l "$home/server.log" start 9>&- || {
		tail -n 20 "$home/server.log" >&2
		die "the server did not start: see $home/server.log"
	}
	answers || die "the server runs but does not answer in $socket"
}

write_configuration() {
	cat >"$here/kstt.cfg" <<-END
		# The demo's configuration, written by sql/demo/demo.sh.
		database = {
		    name = "kstt";
		    user = "$(default_official)";
		    hosts = ( { host = "$socket"; port = "$port"; } );
		};
	END
}

# The first who may write for a department.
default_official() {
	list_officials | awk '$2 == "official" && $3 !~ /^[0-9]/ { print $1; exit }'
}

# What the database is made of; another sum means another database.
sources_sum() {
	find sql core/plan -type f ! -name demo.sh ! -name '*.md' ! -path 'sql/queries/*' |
		LC_ALL=C sort | xargs sha256sum | sha256sum | cut -c1-32
}

load() {
	wanted="demo $(sources_sum)"
	loaded=$(sql -d postgres -c "select shobj_description(oid, 'pg_database')
		from pg_database where datname = 'kstt'")
	[ "$loaded" != "$wanted" ] || return 0
	echo "demo: loading units, holidays, plans and sample states"
	sql -d postgres -c 'drop database if exists kstt_loading with (force)'
	sh sql/demo/load.sh "$socket" $port kstt_loading postgres demo
	sql -d postgres -c 'drop database if exists kstt with (force)'
	sql -d postgres -1 -c 'alter database kstt_loading rename to kstt' \
		-c "comment on database kstt is '$wanted'"
}

pin_day() {
	build/kstt --config "$here/kstt.cfg" --official postgres admin today "$1" >/dev/null
}

up() {
	[ -x "$pgbin/initdb" ] || die "PostgreSQL 15 is missing: run 'make packages'"
	mkdir -p "$here"
	exec 9>"$here/lock"
	flock 9
	owner=$(id -un)
	if [ "$(id -u)" = 0 ]; then
		owner=postgres
		private_directory "$home"
	fi
	private_directory "$socket"
	make_cluster
	configure_cluster
	start_server
	load
	write_configuration
	pin_day "${1:-$usual_day}"
	cat <<-END
		demo: ready; the day is ${1:-$usual_day}. For example:
		  build/kstt --config build/demo/kstt.cfg --official $(default_official)
		  make demo OFFICIAL=LOGIN   as one of these:
	END
	list_officials
}

open_panes() {
	if [ -n "$1" ] && ! logins | grep -qxF -- "$1"; then
		echo "demo: no official '$1'; these are there:" >&2
		list_officials >&2
		exit 2
	fi
	exec build/kstt --config "$here/kstt.cfg" ${1:+--official "$1"}
}

down() {
	[ -f "$data/postmaster.pid" ] || { echo "demo: no server runs"; return 0; }
	forget_dead_server
	[ ! -f "$data/postmaster.pid" ] ||
		as_server "$pgbin/pg_ctl" -s -w -m fast -D "$data" stop
	echo "demo: stopped; the data stay in $data"
}

list_officials() {
	[ ! -f "$officials" ] || awk -f sql/demo/officials.awk "$officials"
}

case "${1:-}" in
up) up "${2:-}" ;;
open) open_panes "${2:-}" ;;
down) down ;;
officials) list_officials ;;
*) die "usage: demo.sh up [DAY|now] | open [LOGIN] | down | officials" ;;
esac
