// SPDX-License-Identifier: Apache-2.0 OR MIT
// The page's side of ttyd's protocol: one byte that says what a message is, then its content.
import { Terminal } from './xterm.mjs';
import { FitAddon } from './addon-fit.mjs';
import { Unicode11Addon } from './addon-unicode11.mjs';

const INPUT = 0x30, RESIZE = 0x31, PAUSE = 0x32, RESUME = 0x33; // '0' to '3', to the server
const OUTPUT = 0x30, TITLE = 0x31, PREFERENCES = 0x32, NOTICE = 0x21; // '0' to '2' and '!', from the server

// Bytes that were received and not drawn yet: above the first the server is asked to pause, below the second to go on.
const HIGH_WATER = 512 * 1024, LOW_WATER = 128 * 1024;

const LARGEST_MESSAGE = 16 * 1024; // of input, in bytes
const LARGEST_PASTE = 4 * 1024 * 1024; // in UTF-16 units
const MOST_UNSENT = 16 * 1024 * 1024; // in bytes

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const fragment = new URLSearchParams(location.hash.slice(1));
const notice = document.getElementById('notice');

const terminal = new Terminal({ allowProposedApi: true, scrollback: 5000, cursorBlink: true, fontSize: 15 });
const fit = new FitAddon();
terminal.loadAddon(fit);
terminal.loadAddon(new Unicode11Addon());
terminal.unicode.activeVersion = '11';
terminal.open(document.getElementById('terminal'));
fit.fit();

let undrawn = 0;
let paused = false;
let noticeTimer = 0;
let name = document.title;

function show(text, lasting) {
  clearTimeout(noticeTimer);
  notice.textContent = text;
  notice.hidden = false;
  if (!lasting) noticeTimer = setTimeout(() => { notice.hidden = true; }, 5000);
}

async function token() {
  if (fragment.has('token')) return fragment.get('token');
  const answer = await fetch('token'); // a server with user name and password hands it to whoever has logged in
  return answer.ok ? (await answer.json()).token : '';
}

function send(type, bytes) {
  const message = new Uint8Array(bytes.length + 1);
  message[0] = type;
  message.set(bytes, 1);
  socket.send(message);
}

function input(bytes) {
  if (socket.readyState !== WebSocket.OPEN) return;
  if (socket.bufferedAmount + bytes.length > MOST_UNSENT) {
    show('The program does not read its input; what you just entered was not sent.');
    return;
  }
  for (let at = 0; at < bytes.length; at += LARGEST_MESSAGE) send(INPUT, bytes.subarray(at, at + LARGEST_MESSAGE));
}

function draw(bytes) {
  undrawn += bytes.length;
  if (undrawn > HIGH_WATER && !paused) {
    paused = true;
    send(PAUSE, []);
  }
  terminal.write(bytes, () => {
    undrawn -= bytes.length;
    if (undrawn < LOW_WATER && paused && socket.readyState === WebSocket.OPEN) {
      paused = false;
      send(RESUME, []);
    }
  });
}

function preferences(options) {
  if (options.session !== undefined) {
    fragment.set('session', options.session); // a reload comes back to it
    history.replaceState(null, '', '#' + fragment);
  }
  if (options.disableStdin !== undefined) terminal.options.disableStdin = options.disableStdin;
}

const base = location.href.replace(/[?#].*$/, '').replace(/[^/]*$/, '').replace(/^http/, 'ws');
const socket = new WebSocket(base + 'ws', ['tty']);
socket.binaryType = 'arraybuffer';
const secret = token();

socket.onopen = async () => {
  const first = { AuthToken: await secret, columns: terminal.cols, rows: terminal.rows };
  if (fragment.has('session')) first.session = fragment.get('session');
  socket.send(encoder.encode(JSON.stringify(first)));
  terminal.focus();
};

socket.onmessage = event => {
  const bytes = new Uint8Array(event.data);
  const content = bytes.subarray(1);
  switch (bytes[0]) {
    case OUTPUT: draw(content); break;
    case TITLE: name = decoder.decode(content); document.title = name; break;
    case PREFERENCES: preferences(JSON.parse(decoder.decode(content))); break;
    case NOTICE: show(decoder.decode(content)); break;
  }
};

socket.onclose = event => {
  terminal.options.disableStdin = true;
  terminal.options.cursorBlink = false;
  show('Disconnected' + (event.reason ? ': ' + event.reason : '') + '. Reload the page to connect again.', true);
};

terminal.onData(text => {
  if (text.length > LARGEST_PASTE) {
    show('That is more than 4 MiB of text, and was not pasted; use a file.');
  } else {
    input(encoder.encode(text));
  }
});
terminal.onBinary(text => input(Uint8Array.from(text, unit => unit.charCodeAt(0))));
terminal.onResize(({ cols, rows }) => {
  if (socket.readyState === WebSocket.OPEN) send(RESIZE, encoder.encode(JSON.stringify({ columns: cols, rows })));
});
terminal.onTitleChange(title => { document.title = title || name; });
new ResizeObserver(() => fit.fit()).observe(document.getElementById('terminal'));

window.rmuxTerminal = terminal; // for tests and for user scripts
