/** The bed's fake RunCloud, by its control interface; tests/fake-runcloud/README.md has the words. */

import { readFileSync } from 'node:fs';

/** What it said of itself: `token`, `key`, `secret`, `server_id`, `app_id`, `control_url` … */
export const ready = JSON.parse(readFileSync(process.env.BED_FAKE, 'utf8'));

/** Sets switches by name, such as `{ rate_enforced: true, list_order: 'newest_first' }`. */
const set = (switches) => control('PATCH', '/switches', switches);
export { set as switch };

/** Changes what RunCloud holds, such as `{ add_domains: [{ name: 'a.example.com', www: true }], server_online: false }`. */
export const change = (state) => control('PATCH', '/state', state);

/** What RunCloud holds. */
export const state = () => control('GET', '/state');

/** Gives the web application so many domains, the primary one among them. */
export const seed = (domains) => control('POST', '/seed', { domains });

/** Answers each request so many milliseconds later. */
export const latency = (ms) => control('PUT', '/latency', { ms });

/**
 * Arms a fault.
 *
 * @param {string|object} effect such as `'stall'`
 * @param {object} [limits] such as `{ method: 'POST', path: '*domains', times: 1 }`; the path is a glob or a prefix
 */
export const fault = (effect, limits = {}) => control('POST', '/faults', { effect, ...limits });

/**
 * Arms an answer of the test's own.
 *
 * @param {number} status
 * @param {object|string} [body]
 * @param {{headers?: Record<string, string>, method?: string, path?: string, times?: number, skip?: number}} [limits]
 */
export const reply = (status, body = {}, { headers = {}, ...limits } = {}) => fault(
    { reply: { status, body: typeof body === 'string' ? body : JSON.stringify(body), headers } },
    limits,
);

export const clearFaults = () => control('DELETE', '/faults');

/** Closes every connection that clients keep open. */
export const dropConnections = () => control('DELETE', '/connections');

/** What arrived, oldest first. @returns {Promise<object[]>} */
export const journal = async () => (await control('GET', '/journal')).entries;

export const clearJournal = () => control('DELETE', '/journal');

/**
 * What was asked: the method, and the path below the web application.
 *
 * @param {{reads?: boolean}} [options] `reads: false` leaves out GET
 * @returns {Promise<string[]>} such as `POST /domains`
 */
export async function asked({ reads = true } = {}) {
    const app = `/servers/${ready.server_id}/webapps/${ready.app_id}`;
    return (await journal())
        .filter(({ method }) => reads || method !== 'GET')
        .map(({ method, path }) => `${method} ${path.replace(app, '').replace(/^\/api\/v\d/, '')}`);
}

/** The names that the web application has, sorted. @returns {Promise<string[]>} */
export async function domains() {
    const own = Object.values((await state()).domains).filter(({ app }) => app === ready.app_id);
    return own.map(({ name }) => name).sort();
}

/** One call of the control interface. */
export async function control(method, path, body) {
    const answer = await fetch(ready.control_url + path, {
        method,
        headers: { 'Content-Type': 'application/json' },
        body: body === undefined ? undefined : JSON.stringify(body),
        signal: AbortSignal.timeout(10_000),
    });
    const json = JSON.parse((await answer.text()) || '{}') ?? {};
    if (json.message !== undefined) {
        throw new Error(`${method} ${path}: ${json.message}`);
    }
    return json;
}
