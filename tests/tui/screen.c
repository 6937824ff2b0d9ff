/* SPDX-License-Identifier: MIT */
/*
 * The terminal's model. libvterm garbles a letter whose bytes come in two writes,
 * and how the bytes are cut depends on timing: so an incomplete letter is held back
 * until its rest has come. Escape sequences may be cut anywhere.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "screen.h"

struct screen {
	VTerm *vterm;
	VTermScreen *cells;
	bool cursor_shown;
	char tail[4];
	size_t tail_length;
	bool probing; /* what comes out is a key's bytes, no answer */
	bool application;
	char answers[256];
	size_t answers_length;
	long questions;
	char unknown[512];
	long fed;
	long changed_at[SCREEN_ROWS]; /* bytes fed when the row last changed */
};

enum { PIECE = 16 }; /* bytes fed at once: how exact changed_at is */

static void take_output(const char *bytes, size_t length, void *data)
{
	struct screen *screen = data;

	if (screen->probing) {
		screen->application = length > 1 && bytes[1] == 'O';
		return;
	}
	screen->questions++;
	if (length > sizeof(screen->answers) - screen->answers_length)
		return;
	memcpy(screen->answers + screen->answers_length, bytes, length);
	screen->answers_length += length;
}

static void note_unknown(struct screen *screen, const char *text)
{
	size_t used = strlen(screen->unknown);

	if (!strstr(screen->unknown, text))
		snprintf(screen->unknown + used, sizeof(screen->unknown) - used, "%s\n",
			 text);
}

static int take_csi(const char *leader, const long args[], int count,
		    const char *middle, char command, void *data)
{
	char text[64];

	snprintf(text, sizeof(text), "CSI %s%ld%s%s%c", leader ? leader : "",
		 count && !CSI_ARG_IS_MISSING(args[0]) ? CSI_ARG(args[0]) : 0,
		 count > 1 ? ";…" : "", middle ? middle : "", command);
	note_unknown(data, text);
	return 1;
}

static int take_control(unsigned char control, void *data)
{
	char text[16];

	snprintf(text, sizeof(text), "0x%02x", control);
	if (control)
		note_unknown(data, text);
	return 1;
}

static int take_property(VTermProp property, VTermValue *value, void *data)
{
	struct screen *screen = data;

	if (property == VTERM_PROP_CURSORVISIBLE)
		screen->cursor_shown = value->boolean;
	return 1;
}

static int take_damage(VTermRect rect, void *data)
{
	struct screen *screen = data;

	for (int row = rect.start_row; row < rect.end_row && row < SCREEN_ROWS; row++)
		screen->changed_at[row] = screen->fed;
	return 1;
}

struct screen *screen_new(int rows, int cols)
{
	static const VTermParserCallbacks unknown = {.csi = take_csi,
						     .control = take_control};
	static const VTermScreenCallbacks callbacks = {.damage = take_damage,
							  .settermprop = take_property};
	struct screen *screen = calloc(1, sizeof(*screen));

	screen->cursor_shown = true;
	screen->vterm = vterm_new(rows, cols);
	vterm_set_utf8(screen->vterm, 1);
	vterm_output_set_callback(screen->vterm, take_output, screen);
	screen->cells = vterm_obtain_screen(screen->vterm);
	vterm_screen_enable_altscreen(screen->cells, 1);
	vterm_screen_set_callbacks(screen->cells, &callbacks, screen);
	vterm_screen_set_unrecognised_fallbacks(screen->cells, &unknown, screen);
	vterm_screen_reset(screen->cells, 1);
	return screen;
}

void screen_free(struct screen *screen)
{
	if (!screen)
		return;
	vterm_free(screen->vterm);
	free(screen);
}

/* How many bytes at the end are the beginning of a letter. */
static size_t incomplete(const char *bytes, size_t length)
{
	size_t back, need;
	unsigned char c;

	for (back = 1; back <= 3 && back <= length; back++) {
		c = (unsigned char)bytes[length - back];
		if ((c & 0xc0) == 0x80)
			continue;
		need = c >= 0xf0 ? 4 : c >= 0xe0 ? 3 : c >= 0xc0 ? 2 : 1;
		return need > back ? back : 0;
	}
	return 0;
}

static void feed_piece(struct screen *screen, const char *bytes, size_t length)
{
	char *whole = malloc(screen->tail_length + length + 1);

	memcpy(whole, screen->tail, screen->tail_length);
	memcpy(whole + screen->tail_length, bytes, length);
	length += screen->tail_length;
	screen->tail_length = incomplete(whole, length);
	length -= screen->tail_length;
	memcpy(screen->tail, whole + length, screen->tail_length);
	vterm_input_write(screen->vterm, whole, length);
	free(whole);
}

void screen_feed(struct screen *screen, const char *bytes, size_t length)
{
	while (length > 0) {
		size_t piece = length < PIECE ? length : PIECE;

		screen->fed += (long)piece;
		feed_piece(screen, bytes, piece);
		bytes += piece;
		length -= piece;
	}
}

long screen_changed_at(const struct screen *screen, int row)
{
	return row >= 0 && row < SCREEN_ROWS ? screen->changed_at[row] : 0;
}

void screen_resize(struct screen *screen, int rows, int cols)
{
	vterm_set_size(screen->vterm, rows, cols);
}

/* DECALN fills the screen and, in this model, leaves cursor, pen and modes alone. */
void screen_poison(struct screen *screen)
{
	vterm_input_write(screen->vterm, "\033#8", 3);
}

bool screen_application_keys(struct screen *screen)
{
	screen->probing = true;
	vterm_keyboard_key(screen->vterm, VTERM_KEY_DOWN, VTERM_MOD_NONE);
	screen->probing = false;
	return screen->application;
}

const char *screen_answers(const struct screen *screen, size_t *length)
{
	*length = screen->answers_length;
	return screen->answers;
}

void screen_answered(struct screen *screen)
{
	screen->answers_length = 0;
}

long screen_questions(const struct screen *screen)
{
	return screen->questions;
}

const char *screen_unknown(const struct screen *screen)
{
	return screen->unknown;
}

static uint32_t pack_colour(const VTermColor *colour)
{
	if (VTERM_COLOR_IS_DEFAULT_FG(colour) || VTERM_COLOR_IS_DEFAULT_BG(colour))
		return 0;
	if (VTERM_COLOR_IS_INDEXED(colour))
		return 1u << 24 | colour->indexed.idx;
	return 2u << 24 | (uint32_t)colour->rgb.red << 16 |
	       (uint32_t)colour->rgb.green << 8 | colour->rgb.blue;
}

/*
 * Of a blank nobody sees whether it is bold or what colour its ink has, and
 * programs leave these as they happen to be: they are no difference.
 */
static void read_cell(struct screen *screen, VTermPos at, struct screen_cell *out)
{
	VTermScreenCell cell;
	bool blank;
	int i;

	vterm_screen_get_cell(screen->cells, at, &cell);
	memset(out, 0, sizeof(*out));
	/* What stands behind the terminating 0 is not defined. */
	for (i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i]; i++)
		out->chars[i] = cell.chars[i];
	if (!out->chars[0])
		out->chars[0] = ' ';
	/* The model leaves the right half of a wide letter the look of what was there.
	 */
	if (out->chars[0] == SCREEN_WIDE_TAIL) {
		memset(out->chars + 1, 0, sizeof(out->chars) - sizeof(*out->chars));
		return;
	}
	blank = out->chars[0] == ' ' && !out->chars[1];
	out->look =
	    cell.attrs.reverse | cell.attrs.underline << 1 | cell.attrs.strike << 3;
	if (!blank)
		out->look |= (uint32_t)(cell.attrs.bold << 4 | cell.attrs.italic << 5 |
					cell.attrs.blink << 6);
	out->paper = pack_colour(&cell.bg);
	if (!blank || out->look)
		out->ink = pack_colour(&cell.fg);
}

struct screen_shot *screen_shoot(struct screen *screen)
{
	struct screen_shot *shot;
	VTermPos at;
	int rows, cols;

	vterm_get_size(screen->vterm, &rows, &cols);
	shot = calloc(1, sizeof(*shot) +
			     (size_t)rows * (size_t)cols * sizeof(*shot->cells));
	shot->rows = rows;
	shot->cols = cols;
	shot->cursor_shown = screen->cursor_shown;
	vterm_state_get_cursorpos(vterm_obtain_state(screen->vterm), &at);
	shot->row = at.row;
	shot->col = at.col;
	for (at.row = 0; at.row < rows; at.row++)
		for (at.col = 0; at.col < cols; at.col++)
			read_cell(screen, at, &shot->cells[at.row * cols + at.col]);
	return shot;
}
