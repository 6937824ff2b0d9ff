# SPDX-License-Identifier: MIT
# Lists the officials of officials.csv: login, right, unit, name.
# A cell may be quoted and then hold commas and doubled quotes.
function cells(line, cell,    n, c, i, quoted) {
	n = 1
	cell[1] = ""
	for (i = 1; i <= length(line); i++) {
		c = substr(line, i, 1)
		if (c == "\"" && quoted && substr(line, i + 1, 1) == "\"")
			cell[n] = cell[n] substr(line, ++i, 1)
		else if (c == "\"")
			quoted = !quoted
		else if (c == "," && !quoted)
			cell[++n] = ""
		else
			cell[n] = cell[n] c
	}
}

NR > 1 {
	sub(/\r$/, "")
	cells($0, cell)
	printf "  %-14s %-12s %-13s %s\n", cell[1], cell[4], cell[3], cell[2]
}
