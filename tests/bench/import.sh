#!/bin/bash
# SPDX-License-Identifier: MIT
# How many time phrases one core reads in a second, and how long a plan of 10,000 tasks
# takes from an office's table to what is owed, its progress shown on a terminal.
#
#   import.sh PROGRAM CONFIG LOGIN ISSUER
#
# The database of CONFIG is written to. Exit status 1: a limit is missed.
set -euo pipefail
cd "$(dirname "$0")/../.."

program=$1 config=$2 login=$3 issuer=$4
phrases_limit=10000 # a second
import_limit=10     # seconds
missed=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

phrases() {
	local count seconds rate
	cat tests/unit/data/phrases*.tsv |
		awk -F '\t' '!/^#/ { line[n++] = $2 } END { for (i = 0; i < 100000; i++) print line[i % n] }' \
			>"$work/phrases"
	count=$(wc -l <"$work/phrases")
	TIMEFORMAT='%U %S'
	seconds=$({ time "$program" schedule --year 2026 - <"$work/phrases" >/dev/null; } 2>&1 |
		awk '{ print $1 + $2 }')
	rate=$(awk -v n="$count" -v s="$seconds" 'BEGIN { printf "%d", n / (s > 0.01 ? s : 0.01) }')
	echo "phrases read: $rate a second and core (at least $phrases_limit)"
	[ "$rate" -ge "$phrases_limit" ] || missed=1
}

# 100 sections of 100 tasks, with the phrases and leads that plans have.
table() {
	awk 'BEGIN {
		split("Văn phòng Sở|Văn phòng Sở; Thanh tra Sở|Các phòng, đơn vị|Đơn vị có liên quan", lead, "|")
		split("Quý I|Thường xuyên|Trước 15/02/2026|Hằng quý|Tháng 6/2026|Trong năm 2026|Khi có phát sinh", when, "|")
		print "STT;Nội dung công việc;Đơn vị chủ trì;Đơn vị phối hợp;Kết quả;Thời gian thực hiện"
		for (s = 1; s <= 100; s++) {
			print s ".;Mục số " s " về kiểm soát thủ tục hành chính;;;;"
			for (t = 1; t <= 100; t++)
				print s "." t ".;Rà soát, đánh giá quy định, thủ tục hành chính số " s "/" t ";" \
					lead[t % 4 + 1] ";" lead[(s + t) % 4 + 1] ";Báo cáo;" when[(s + t) % 7 + 1]
		}
	}'
}

import() {
	local begun ended seconds
	table >"$work/plan.csv"
	begun=$(date +%s%N)
	# script(1) is a terminal for the progress to show on.
	script -qec "$program --config $config --official $login --language en plan import \
		$work/plan.csv --number 10000/KH --year 2026 --issuer $issuer" /dev/null >"$work/said" </dev/null || {
		cat "$work/said" >&2
		exit 2
	}
	ended=$(date +%s%N)
	seconds=$(awk -v ns=$((ended - begun)) 'BEGIN { printf "%.1f", ns / 1e9 }')
	echo "import of 10,000 tasks: $seconds s (at most $import_limit)"
	awk -v s="$seconds" -v most=$import_limit 'BEGIN { exit s > most }' || missed=1
	grep -q 'row [0-9]* of 10100' "$work/said" || {
		echo 'import: no progress was shown' >&2
		missed=1
	}
}

phrases
import
exit $missed
