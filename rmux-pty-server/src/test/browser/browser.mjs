// SPDX-License-Identifier: Apache-2.0 OR MIT
// A real Chromium, driven by lines of JSON: each is a request, and is answered by one line.
import { createInterface } from 'node:readline';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRequire } from 'node:module';

const { chromium } = createRequire(process.argv[2] + '/')('playwright-core');
const profile = mkdtempSync(join(tmpdir(), 'rmux-pty-chromium-'));
const context = await chromium.launchPersistentContext(profile, {
  executablePath: '/usr/bin/chromium',
  headless: true,
  ignoreHTTPSErrors: true,
  viewport: { width: 1000, height: 600 },
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync',
    '--enable-precise-memory-info', '--js-flags=--expose-gc'],
});
let page = context.pages()[0];
const complaints = [];

function watch(newPage) {
  page = newPage;
  page.on('pageerror', error => complaints.push(String(error)));
  page.on('console', message => { if (message.type() === 'error') complaints.push(message.text()); });
}
watch(page);

// The whole buffer as text: what scrolled out, then the screen.
const bufferText = () => {
  const buffer = window.rmuxTerminal.buffer.active;
  const lines = [];
  for (let i = 0; i < buffer.length; i++) {
    const line = buffer.getLine(i);
    const text = line.translateToString(true);
    if (line.isWrapped) lines[lines.length - 1] += text; else lines.push(text);
  }
  return lines.join('\n');
};

const operations = {
  open: async ({ url }) => { await page.goto(url); await page.waitForFunction(() => window.rmuxTerminal !== undefined); },
  newTab: async () => { watch(await context.newPage()); },
  type: async ({ text }) => { await page.keyboard.type(text); },
  press: async ({ key }) => { await page.keyboard.press(key); },
  insert: async ({ text }) => { await page.keyboard.insertText(text); },
  paste: async ({ size }) => page.evaluate(n => window.rmuxTerminal.paste('x'.repeat(n)), size),
  await: async ({ text, limit }) => {
    const end = Date.now() + limit;
    while (!(await page.evaluate(bufferText)).includes(text)) {
      if (Date.now() > end) throw new Error('timeout');
      await new Promise(done => setTimeout(done, 50));
    }
  },
  notice: async () => page.evaluate(() => document.getElementById('notice').hidden
    ? '' : document.getElementById('notice').textContent),
  text: async () => page.evaluate(bufferText),
  size: async () => page.evaluate(() => window.rmuxTerminal.cols + 'x' + window.rmuxTerminal.rows),
  evaluate: async ({ script }) => page.evaluate(script),
  viewport: async ({ width, height }) => { await page.setViewportSize({ width, height }); },
  heap: async () => page.evaluate(() => { window.gc(); return performance.memory.usedJSHeapSize; }),
  reload: async () => { await page.reload(); await page.waitForFunction(() => window.rmuxTerminal !== undefined); },
  picture: async ({ file }) => { await page.screenshot({ path: file }); },
  closeTab: async () => { await page.close({ runBeforeUnload: false }); },
  complaints: async () => complaints.splice(0),
};

console.log('ready');
for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  try {
    const value = await operations[request.op](request);
    console.log(JSON.stringify({ value: value === undefined ? '' : String(value) }));
  } catch (error) {
    console.log(JSON.stringify({ error: String(error) }));
  }
}
await context.close();
rmSync(profile, { recursive: true, force: true });
