// SPDX-License-Identifier: Apache-2.0 OR MIT
// Bun: Bun.spawn() with a terminal, which has no means to stop reading.
'use strict';
const os = require('os');
const readline = require('readline');

let child, exit, ended = false, waiting = false, most = 0, output = [], unsent;

function answer(verb, members) {
  process.stdout.write(JSON.stringify({ ...members, re: verb }) + '\n');
}

function deliver() {
  if (most > 0 && (output.length > 0 || ended)) {
    const [piece] = output.splice(0, 1);
    answer('read', piece ? { data: piece.subarray(0, most).toString('base64') } : { end: true });
    output.unshift(...(piece && piece.length > most ? [piece.subarray(most)] : []));
    most = 0;
  }
}

function collect() {
  if (waiting && exit) {
    answer('wait', exit.signal ? { signal: os.constants.signals[exit.signal], name: exit.signal } : { code: exit.code });
    waiting = false;
  }
}

// write() takes as much as there is room for; drain() says when there is more.
function send() {
  if (unsent) {
    unsent = unsent.subarray(child.terminal.write(unsent));
    if (unsent.length === 0) {
      unsent = undefined;
      answer('write');
    }
  }
}

const verbs = {
  hello: () => ({
    protocol: 1, library: 'Bun', version: Bun.version, verbs: [],
    capabilities: ['CONTROLLING_TERMINAL', 'POSIX_SIGNALS', 'EXIT_SIGNAL', 'ARGV0', 'LOCAL_PROCESS', 'FAITHFUL_OUTPUT'],
  }),
  spawn(r) {
    child = Bun.spawn([r.program, ...r.arguments], {
      argv0: r.argv0, cwd: r.directory, env: r.environment,
      onExit(process, code, signal) {
        exit = { code, signal: process.signalCode };
        collect();
      },
      terminal: {
        cols: r.columns, rows: r.rows, name: r.environment.TERM,
        data(terminal, data) {
          output.push(Buffer.from(data));
          deliver();
        },
        drain: send,
        exit() {
          ended = true;
          deliver();
        },
      },
    });
    return { pid: child.pid };
  },
  read(r) {
    most = r.max;
    deliver();
  },
  write(r) {
    unsent = Buffer.from(r.data, 'base64');
    send();
  },
  resize(r) {
    child.terminal.resize(r.columns, r.rows);
    return {};
  },
  signal(r) {
    child.kill(r.name);
    return {};
  },
  wait() {
    waiting = true;
    collect();
  },
  close: () => child.terminal.close() || {},
};

readline.createInterface({ input: process.stdin }).on('line', (line) => {
  const request = JSON.parse(line);
  try {
    const members = verbs[request.verb](request);
    if (members) {
      answer(request.verb, members);
    }
  } catch (e) {
    answer(request.verb, { error: String(e.message), errno: e.code || '', code: -(e.errno || 0) });
  }
}).on('close', () => process.exit());
