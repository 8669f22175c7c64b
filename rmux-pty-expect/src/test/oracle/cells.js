// SPDX-License-Identifier: Apache-2.0 OR MIT
// Writes what @xterm/headless shows after a stream, in the form of ScreenDump.java.
// Usage: node cells.js COLUMNSxROWS < stream > cells
'use strict';
Buffer.poolSize = 0; // the add-on takes the memory behind a Buffer for the Buffer itself, and loses all beyond U+FFFF otherwise
const { Terminal } = require('@xterm/headless');
const { UnicodeGraphemesAddon } = require('@xterm/addon-unicode-graphemes');

const [columns, rows] = process.argv[2].split('x').map(Number);
const terminal = new Terminal({ cols: columns, rows, scrollback: 1000, allowProposedApi: true,
  windowOptions: { getWinSizeChars: true, pushTitle: true, popTitle: true } });
terminal.loadAddon(new UnicodeGraphemesAddon());
let title = '';
terminal.onTitleChange((value) => { title = value; });
const replies = [];
terminal.onData((value) => replies.push(JSON.stringify(value)));

function color(packed) {
  const value = packed & 0xffffff;
  switch ((packed >> 24) & 3) {
    case 3: return '#' + value.toString(16).padStart(6, '0');
    case 0: return '-';
    default: return String(value & 0xff);
  }
}

function style(cell) {
  const flags = [['isBold', 'b'], ['isDim', 'd'], ['isItalic', 'i'], ['isBlink', 'k'], ['isInverse', 'v'], ['isInvisible', 'h'],
    ['isStrikethrough', 's'], ['isOverline', 'o']].filter(([name]) => cell[name]()).map(([, letter]) => letter).join('');
  const underline = cell.isUnderline() ? (cell.hasExtendedAttrs() ? cell.extended.underlineStyle : 1) : 0;
  const underlineColor = cell.hasExtendedAttrs() ? color(cell.extended.underlineColor) : '-';
  return [color(cell.fg), color(cell.bg), flags || '-', underline, underlineColor].join(' ');
}

function text(cell) {
  const chars = cell.getChars();
  if (cell.getWidth() === 0) return chars ? `[${chars}:0]` : '';
  if (cell.getWidth() === 1 && !chars) return '\u2400';
  return cell.getWidth() === 1 && [...chars].length === 1 ? chars : `[${chars}:${cell.getWidth()}]`;
}

function dump(name, buffer, output) {
  output.push(`${name} ${buffer.length - rows} above`);
  for (let row = 0; row < buffer.length; row++) {
    const line = buffer.getLine(row);
    let run = null;
    const parts = [];
    for (let column = 0; column < columns; column++) {
      const cell = line.getCell(column);
      const look = style(cell);
      if (!run || run.look !== look) parts.push(run = { column, look, text: '' });
      run.text += text(cell);
    }
    output.push(`${row - (buffer.length - rows)}${line.isWrapped ? ' wrapped' : ''}`);
    for (const part of parts) output.push(`  ${part.column} ${part.look} ${part.text.replace(/\u2400+$/, (blanks) => '\u2400*' + blanks.length)}`);
  }
}

const input = require('fs').readFileSync(0);
terminal.write(input, () => {
  const active = terminal.buffer.active;
  const output = [`cursor ${active.cursorX} ${active.cursorY} ${terminal._core.coreService.isCursorHidden ? 'hidden' : 'shown'}`,
    `page ${active.type}`, `title ${title}`, ...replies.map((reply) => `reply ${reply}`)];
  dump('normal', terminal.buffer.normal, output);
  if (active.type === 'alternate') dump('alternate', terminal.buffer.alternate, output);
  process.stdout.write(output.join('\n') + '\n');
});
