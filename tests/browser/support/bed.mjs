/** The WordPress network that the browser visits; tests/wp/README.md is about it. */

import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const folder = process.env.BED;
const log = `${folder}/debug.log`;
const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/**
 * @typedef {object} Settings
 * @property {boolean} [credentials] whether wp-config.php has the fake RunCloud's token and ids; true unless told
 * @property {Record<string, string|number|boolean>} [constants] for wp-config.php, where they win
 * @property {Record<string, string>} [environment] such as BED_SYNC, UM_DOUBLE_RETURN_TYPES
 */

/** @type {Settings} */
let settings = {};

/** The network's main site, with a final slash. */
export const url = process.env.BED_URL;

/** The address of a screen of the network's admin, such as `admin.php?page=…`. */
export const networkAdmin = (screen = '') => `${url}wp-admin/network/${screen}`;

/** Ultimate Multisite's generation in this bed: registry or legacy. */
export const generation = process.env.UM_DOUBLE_GENERATION;

/** Puts database, uploads, fake RunCloud and settings back, once no request runs any more. */
export async function reset() {
    await php([here('../../wp/network/reset.php')]);
    settings = {};
}

/**
 * Sets what all WordPress processes get from now on until the next reset, the web server's as well.
 *
 * @param {Settings} wanted
 */
export function configure(wanted) {
    settings = wanted;
    const { credentials = true, constants = {}, environment = {} } = wanted;
    const variables = { ...environment, BED_CONSTANTS: JSON.stringify(constants), BED_CREDENTIALS: credentials ? 'constants' : 'none' };
    writeFileSync(`${folder}/requests.json`, JSON.stringify(variables));
}

/**
 * Runs PHP code in a freshly booted WordPress.
 *
 * @param {string} code what it returns is what you get, as JSON has it
 * @param {Record<string, unknown>} [given] variables for it
 * @param {Settings} [own] in place of those configured
 * @returns {Promise<any>}
 */
export async function wordpress(code, given = {}, own = {}) {
    return JSON.parse(await php([here('bed.php')], JSON.stringify({ code, given, ...settings, ...own })));
}

/** Runs what is due in the queue; returns how many actions ran. @returns {Promise<number>} */
export const runQueue = () => wordpress('return RunCloud\\Tests\\Queue::run();');

/** Lets so many seconds pass for what waits in the queue. */
export const pass = (seconds) => wordpress('return RunCloud\\Tests\\Queue::pass($seconds);', { seconds });

/**
 * Runs the queue every second, as a server's cron does every minute, until stopped.
 *
 * @returns {{stop(): Promise<void>}} stop() waits for the run that is under way, and throws what went wrong in any
 */
export function startQueue() {
    const leaving = new AbortController();
    const turns = (async () => {
        while (!leaving.signal.aborted) {
            await runQueue();
            await pause(1000, undefined, { signal: leaving.signal }).catch(() => {});
        }
    })();
    // It is thrown by stop(), which may come later.
    turns.catch(() => {});
    return {
        stop: () => {
            leaving.abort();
            return turns;
        },
    };
}

/**
 * Makes another user.
 *
 * @param {string} name also the password
 * @param {string} role on the main site
 */
export const addUser = (name, role = 'editor') => wordpress(
    '$user = wp_insert_user(["user_login" => $name, "user_pass" => $name, "user_email" => "$name@network.localhost", "role" => $role]);'
    + 'if (is_wp_error($user)) { throw new RuntimeException($user->get_error_message()); } return $user;',
    { name, role },
);

/** How long the log of PHP's errors is by now, for complaints(). */
export const logged = () => statSync(log, { throwIfNoEntry: false })?.size ?? 0;

/**
 * What PHP has said about the plugin, in any process.
 *
 * @param {number} since what logged() told
 * @returns {string[]}
 */
export function complaints(since) {
    if (logged() === since) {
        return [];
    }
    const plugin = realpathSync(`${folder}/wp-content/plugins/runcloud`);
    const lines = readFileSync(log).subarray(since).toString().split('\n');
    return lines.filter((line) => line.includes(` in ${plugin}/`));
}

/** The environment of a PHP that does not load the extension, for wordpress(). */
export function withoutExtension() {
    const other = `${folder}/without-extension`;
    mkdirSync(other, { recursive: true });
    const lines = readFileSync(`${folder}/php.ini`, 'utf8').split('\n');
    writeFileSync(`${other}/php.ini`, lines.filter((line) => !/^extension=.*runcloud/.test(line)).join('\n'));
    return { PHPRC: other };
}

/** Runs the bed's PHP; returns what it printed. */
function php(options, input = '') {
    return new Promise((resolve, reject) => {
        const child = spawn('php', options, { stdio: 'pipe' });
        const output = ['', ''];
        [child.stdout, child.stderr].forEach((stream, index) => {
            stream.setEncoding('utf8').on('data', (text) => { output[index] += text; });
        });
        child.on('error', reject);
        child.on('close', (status) => (status === 0 ? resolve(output[0]) : reject(new Error(`PHP ended with ${status}: ${output.join('')}`))));
        child.stdin.end(input);
    });
}
