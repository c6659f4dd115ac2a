/**
 * Starts one Chromium for all test files, and Node's test runner on them.
 *
 * Arguments that begin with a hyphen are the test runner's; others are parts of test files' names.
 */

import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from './browser.mjs';

const folder = fileURLToPath(new URL('..', import.meta.url));
const tally = `${process.env.BED}/tally`;
const options = process.argv.slice(2).filter((argument) => argument.startsWith('-'));
const parts = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
const files = readdirSync(folder)
    .filter((file) => file.endsWith('.test.mjs') && (parts.length === 0 || parts.some((part) => file.includes(part))))
    .map((file) => folder + file);

const server = await chromium.launchServer({
    executablePath: '/usr/bin/chromium',
    args: [
        // Root, as which these tests may run, has no other way.
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-proxy-server',
        '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE *.localhost, EXCLUDE 127.0.0.1',
    ],
});
writeFileSync(tally, '');
let status = 1;
if (files.length > 0) {
    const runner = spawn(process.execPath, ['--test', '--test-concurrency=1', '--test-reporter=spec', ...options, ...files], {
        stdio: ['ignore', 'inherit', 'inherit'],
        env: { ...process.env, BROWSER_ENDPOINT: server.wsEndpoint() },
    });
    status = await new Promise((resolve) => { runner.on('close', (code) => resolve(code ?? 1)); });
}
await server.close();

const outcomes = readFileSync(tally, 'utf8').split('\n');
const [passed, failed, skipped] = ['passed', 'failed', 'skipped'].map((outcome) => outcomes.filter((one) => one === outcome).length);
const good = status === 0 && failed === 0 && passed > 0;
const counts = `Tests: ${passed + failed + skipped}, Failures: ${failed}${skipped > 0 ? `, Skipped: ${skipped}` : ''}.`;
if (!good) {
    console.log(`${passed + failed === 0 ? 'NO TEST RAN!' : 'FAILURES!'}\n${counts}`);
} else {
    console.log(skipped > 0 ? `OK, but some were skipped!\n${counts}` : `OK (${passed} ${passed === 1 ? 'test' : 'tests'})`);
}
process.exit(good ? 0 : 1);
