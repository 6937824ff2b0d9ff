#!/bin/sh
# SPDX-License-Identifier: MIT
# Runs each target for so many seconds on its seeds and on what earlier runs found.
#
#   tests/fuzz/run.sh SECONDS [TARGET...]
#
# Seeds that other folders hold already are taken from there. An input that breaks
# something is left in build/fuzz/found; once mended, it becomes a seed.
set -eu
cd "$(dirname "$0")/../.."

seconds=$1
shift
[ $# -gt 0 ] || set -- phrase csv docx keymap key
found=build/fuzz/found
phrases=build/fuzz/phrases
mkdir -p "$found" "$phrases"
cat tests/unit/data/phrases*.tsv | awk -F '\t' -v dir="$phrases" '
	!/^#/ { file = dir "/" NR; printf "%s", $2 > file; close(file) }'

seeds() {
	case $1 in
	phrase) echo "$phrases" ;;
	csv) echo tests/fuzz/seeds/csv sql/data/plans ;;
	keymap) echo keymaps ;;
	*) echo "tests/fuzz/seeds/$1" ;;
	esac
}

for target; do
	mkdir -p "build/fuzz/corpus/$target"
	log=build/fuzz/$target.log
	# shellcheck disable=SC2046
	if ASAN_OPTIONS=detect_leaks=1 "build/test/fuzz_$target" -max_total_time="$seconds" -timeout=10 \
		-rss_limit_mb=1024 -max_len=6000 -artifact_prefix="$found/$target-" \
		"build/fuzz/corpus/$target" $(seeds "$target") >"$log" 2>&1; then
		grep '^Done ' "$log" | sed "s/^Done/fuzz $target: no fault in/"
	else
		tail -n 60 "$log" >&2
		echo "fuzz $target: a fault, see above; its input is in $found" >&2
		exit 1
	fi
done
