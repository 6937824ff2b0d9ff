#!/bin/sh
# SPDX-License-Identifier: MIT
# A check that cannot fail proves nothing: here every one of the runner's fails, for
# the reason it should. Run by prove; TUI_RUN and TUI_PROGRAM (the sample) are set.
runner=${TUI_RUN:-build/test/tui_run}
export TUI_PROGRAM="${TUI_PROGRAM:-build/test/tui_sample}"
unset TUI_SETUP TUI_CONFIG TUI_UPDATE TUI_SANITIZED
tests=0
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

# fails NAME REGEX: the script on standard input fails, and what the runner writes
# has a line that matches; "start" comes before it unless it has a start itself.
fails() {
	tests=$((tests + 1))
	cat >"$work/body"
	{
		grep -q start "$work/body" || echo start
		cat "$work/body"
	} >"$work/case.tui"
	"$runner" "$work/case.tui" >"$work/out" 2>&1
	status=$?
	if [ $status -ne 0 ] && [ $status -lt 3 ] && grep -Eq -- "$2" "$work/out"; then
		echo "ok $tests - $1"
	else
		echo "not ok $tests - $1"
		sed "s/^/# $status: /" "$work/out"
	fi
}

fails 'a text that never comes' '^not ok 2 - 3: expect "xyz' <<-'END'
	patience 300
	expect "xyz"
END
fails 'a text in another row' '^not ok 2' <<-'END'
	patience 300
	expect row 2 "sample"
END
fails 'the last row' '^not ok 2' <<-'END'
	patience 300
	expect row -1 "sample"
END
fails 'the cursor elsewhere' '^not ok 2' <<-'END'
	patience 300
	expect cursor 4 1
END
fails 'a cursor that is shown' '^not ok 2' <<-'END'
	patience 300
	expect cursor hidden
END
fails 'a text that stays' '^not ok 2' <<-'END'
	patience 300
	absent "sample"
END
fails 'the script stops there, so that the plan does not fit' '^1\.\.4$' <<-'END'
	patience 300
	absent "sample"
	expect "sample"
END
fails 'bytes that were written' '^not ok 2' <<-'END'
	unwritten "sample"
END
fails 'too many bytes' '^not ok 2' <<-'END'
	key j
	bytes <= 14
END
fails 'another number of bytes' '^not ok 2' <<-'END'
	key j
	bytes == 14
END
fails 'too few bytes' '^not ok 2' <<-'END'
	key j
	bytes >= 16
END
fails 'more than the limit' '^# 15 bytes; changed: 2 cells in 2 runs, limit 14' <<-'END'
	key j
	bytes <= 1.05 x limit
END
fails 'more than a part of a page' '^not ok 2' <<-'END'
	key n
	mark page
	key n
	bytes <= 0.9 x page
END
fails 'a mark that nobody has set' '^# no step is marked page' <<-'END'
	key j
	bytes <= 1 x page
END
fails 'a step that is not painted' '^# row 3 shows .*>' <<-'END'
	key s
	bytes == 0
END
fails 'only the first of a group compares, yet it does' '^not ok 3' <<-'END'
	key j
	bytes <= 15
	key s
	bytes == 0
END
fails 'a cursor left behind' '^# the cursor stood at 3 20, redrawn at 3 1' <<-'END'
	key c
	same-as-redraw
END
fails 'an attribute that a redraw would not paint' 'row 3, .*, differs in attributes' <<-'END'
	key p
	same-as-redraw
END
fails 'a program that ignores the key for a redraw' '^# redrawn it is .EEEE' <<-'END'
	redraw z
	same-as-redraw
END
fails 'too slow over a modelled link' '^# 0[.]3[0-9] s: [0-9]+ bytes in 1 packets' <<-'END'
	link 9600 150
	key j
	within 0.35 s
END
fails 'the result comes too late' '^# 0[.]3[0-9] s: [0-9]+ of [0-9]+ bytes' <<-'END'
	link 9600 150
	key j
	result 0.3 s
END
fails 'too many bytes in all' '^# [0-9]+ bytes on 1 actions' <<-'END'
	key j
	spent <= 1 on 1 actions
END
fails 'too few actions' '^# [0-9]+ bytes on 1 actions' <<-'END'
	key j
	spent <= 99999 on 2 actions
END
fails 'no link is modelled' 'no link line' <<-'END'
	key j
	within 1 s
END
fails 'more than one write' '^# 3 writes' <<-'END'
	key w
	writes <= 1
END
fails 'a golden screen that is not there' 'TUI_UPDATE=1 writes it' <<-'END'
	golden nowhere
END
mkdir "$work/golden"
printf 'cursor 1 1\n' >"$work/golden/other-80x24.txt"
fails 'a golden screen that differs' '^# line 1 golden .cursor 1 1' <<-'END'
	patience 300
	golden other
END
fails 'a wake-up without a byte' '^# 1 wake-ups, 0 bytes' <<-'END'
	wakeups == 0 while "kill -USR2 $PID"
END
fails 'a byte while nothing should happen' 'wake-ups, [1-9][0-9]* bytes' <<-'END'
	wakeups <= 0 while "kill -USR1 $PID"
END
fails 'a timer that will wake it' '^# the program sleeps only for a time: 5000 ms' <<-'END'
	key T
	absent "xyz"
	patience 300
	wakeups == 0 while "true"
END
fails 'a program that is not at rest' '^not ok 3 - 5: rest' <<-'END'
	key T
	absent "xyz"
	patience 300
	rest
END
fails 'a helper within wakeups that fails' '^# status 1' <<-'END'
	wakeups == 0 while "false"
END
fails 'a program that never rests' 'does not come to rest: it ' <<-'END'
	key y
	patience 300
	bytes == 0
END
fails 'too much memory' '^not ok 2' <<-'END'
	key m
	memory <= 3 MiB
END
fails 'a helper that fails' '^# status 7' <<-'END'
	sh "exit 7"
END
fails 'a helper that succeeds' '^not ok 2' <<-'END'
	sh! "true"
END
fails 'a helper that does not end' 'it takes too long' <<-'END'
	patience 30
	sh "sleep 100"
END
fails 'a question to the terminal' 'asked the terminal 1 times' <<-'END'
	key d
	expect row -1 "key=^["
	asks-nothing
END
fails 'another exit status' 'ended with: 3' <<-'END'
	key x
	exit 0
END
fails 'a crash' 'ended with: signal ABRT' <<-'END'
	key a
	exit any
END
fails 'a crash that the script does not await' 'the program has ended' <<-'END'
	key a
	key j
END
fails 'a crash at the end of the script' 'ended with: signal ABRT' <<-'END'
	key a
END
fails 'another signal' 'ended with: signal TERM' <<-'END'
	signal TERM
	exit signal HUP
END
fails 'a program that survives its terminal' '^# the program does not end' <<-'END'
	key h
	close
	patience 300
	exit any
END
fails 'the same without being asked' '^not ok 3 - the program ends when its terminal closes' <<-'END'
	key h
	rest
	patience 300
END
fails 'a message that is not written' '^# it wrote: sample' <<-'END'
	start --fail
	patience 300
	output "nothing of the kind"
END
fails 'an end instead of a screen' 'không mở được' <<-'END'
	start --fail
	expect "page"
END
fails 'a report of a sanitizer, whatever the status' '^# heap in flames' <<-'END'
	sh "echo heap in flames >$TUI_HOME/sanitizer.1"
END
fails 'an unknown word' 'case.tui:2: unknown word: jump' <<-'END'
	jump
END
fails 'words that are missing' 'case.tui:2: write: bytes' <<-'END'
	bytes 16
END
fails 'an open quote' 'case.tui:2: a quote is not closed' <<-'END'
	expect "abc
END
fails 'an unknown key' 'unknown key name' <<-'END'
	key <Dwn>
END
fails 'a size that is none' 'cannot be understood' <<-'END'
	resize 80
END
fails 'an unknown signal' 'cannot be understood' <<-'END'
	signal TREM
END
fails 'a row that is none' 'cannot be understood' <<-'END'
	expect row x "sample"
END

export TUI_SETUP="false"
fails 'a set-up that fails' '^not ok 1 - .* is prepared' <<-'END'
	expect "sample"
END
export TUI_SETUP="printf '%s\n' TUI_DB=abc /etc/some.cfg; :"
fails 'the configuration of the set-up' 'page 0 --config /etc/some.cfg --official an' <<-'END'
	official an
	start
	sh "test $TUI_DB = abc && test $TUI_CONFIG = /etc/some.cfg && test -d $TUI_HOME"
	patience 300
	expect "xyz"
END
export TUI_PROGRAM=/nowhere/program
unset TUI_SETUP
fails 'a program that is not there' 'No such file' <<-'END'
	expect "sample"
END
echo "1..$tests"
