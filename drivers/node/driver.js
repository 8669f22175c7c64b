// SPDX-License-Identifier: Apache-2.0 OR MIT
// node-pty: spawn(), with pause() and resume() once more has come than is read.
'use strict';
const os = require('os');
const readline = require('readline');
const pty = require('node-pty');
const { version } = require('node-pty/package.json');

const LIMIT = 64 * 1024;
const LIMITS = {
  'IO-04 outputOfDescendantsIsReadWhenItIsToBeKeptOpen': 'it closes the terminal 200 ms after the exit, by design',
  'SPAWN-05': 'it cannot be told: what it loses of long output (IO-02) may be the answer',
};
let terminal, exit, waiting = false, most = 0, chunks = [], closed = false;

function answer(verb, members) {
  process.stdout.write(JSON.stringify({ ...members, re: verb }) + '\n');
}

function deliver() {
  if (most === 0) {
    return;
  }
  if (chunks.length > 0) {
    const data = Buffer.concat(chunks);
    chunks = data.length > most ? [data.subarray(most)] : [];
    answer('read', { data: data.subarray(0, most).toString('base64') });
    most = 0;
    if (!closed) {
      terminal.resume();
    }
  } else if (exit) { // node-pty reports the exit once it has delivered the output
    answer('read', { end: true });
    most = 0;
  }
}

function collect() {
  if (waiting && exit) {
    const name = Object.keys(os.constants.signals).find((key) => os.constants.signals[key] === exit.signal);
    answer('wait', exit.signal ? { signal: exit.signal, name } : { code: exit.exitCode });
  }
}

const verbs = {
  hello: () => ({
    protocol: 1, library: 'node-pty', version, verbs: [], limits: LIMITS,
    capabilities: ['CONTROLLING_TERMINAL', 'POSIX_SIGNALS', 'EXIT_SIGNAL', 'LOCAL_PROCESS', 'FAITHFUL_OUTPUT'],
  }),
  spawn(r) {
    terminal = pty.spawn(r.program, r.arguments, {
      name: r.environment.TERM, cwd: r.directory, env: r.environment, cols: r.columns, rows: r.rows, encoding: null,
    });
    terminal.onData((data) => {
      chunks.push(data);
      deliver();
      if (chunks.reduce((sum, chunk) => sum + chunk.length, 0) > LIMIT) {
        terminal.pause();
      }
    });
    terminal.onExit((status) => {
      exit = status;
      deliver();
      collect();
    });
    return { pid: terminal.pid };
  },
  read(r) {
    most = r.max;
    deliver();
  },
  write: (r) => terminal.write(Buffer.from(r.data, 'base64')) || {},
  resize(r) {
    terminal.resize(r.columns, r.rows);
    return {};
  },
  signal: (r) => terminal.kill(r.name) || {},
  wait() {
    waiting = true;
    collect();
  },
  close() {
    closed = true;
    terminal.destroy();
    return {};
  },
};

readline.createInterface({ input: process.stdin }).on('line', (line) => {
  const request = JSON.parse(line);
  try {
    const members = verbs[request.verb](request);
    if (members) {
      answer(request.verb, members);
    }
  } catch (e) {
    answer(request.verb, { error: String(e.message), errno: e.code || '' });
  }
}).on('close', () => process.exit());
