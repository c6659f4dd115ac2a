/** A test as a person lives it: a network as it was made, a browser without a past, and no complaint from either. */

import { appendFileSync } from 'node:fs';
import test from 'node:test';
import * as bed from './bed.mjs';
import { chromium, screenshot } from './browser.mjs';
import * as fake from './fake.mjs';
import { collectProblems } from './problems.mjs';

/**
 * @typedef {object} Scene what a story gets
 * @property {import('playwright-core').Page} page
 * @property {import('playwright-core').BrowserContext} context for further pages
 * @property {typeof import('./bed.mjs')} bed
 * @property {typeof import('./fake.mjs')} fake
 * @property {(name: string) => Promise<void>} screenshot of the page
 * @property {(pattern: RegExp) => void} expectProblem the browser, or PHP about the plugin, is to complain so
 * @property {() => {stop(): Promise<void>}} startQueue bed's, stopped with the story
 */

/**
 * Defines a test.
 *
 * Options are the bed's settings (`credentials`, `constants`, `environment`), `generation` where it is about one alone,
 * and Playwright's for a context: `viewport`, `locale`, `reducedMotion`, `javaScriptEnabled` …
 *
 * @param {string} name the behaviour, in plain English
 * @param {import('./bed.mjs').Settings & {generation?: string} & import('playwright-core').BrowserContextOptions} options
 * @param {(scene: Scene) => Promise<void>} tell
 */
export function story(name, options, tell) {
    const { generation = bed.generation, credentials, constants, environment, ...wishes } = options;
    test(name, async (t) => {
        if (generation !== bed.generation) {
            t.skip(`this is about the ${generation} generation`);
            count('skipped');
            return;
        }
        try {
            await bed.reset();
            bed.configure({ credentials, constants, environment });
            await onStage(name, { viewport: { width: 1280, height: 800 }, ...wishes }, tell);
            count('passed');
        } catch (error) {
            count('failed');
            throw error;
        }
    });
}

async function onStage(name, wishes, tell) {
    const since = bed.logged();
    const browser = await chromium.connect(process.env.BROWSER_ENDPOINT);
    const context = await browser.newContext(wishes);
    context.setDefaultTimeout(10_000);
    const problems = collectProblems(context);
    const queues = [];
    const failures = [];
    const note = (error) => { failures.push(error); };
    const page = await context.newPage();

    await tell({
        page,
        context,
        bed,
        fake,
        screenshot: (title) => screenshot(page, title),
        expectProblem: problems.expect,
        startQueue: () => queues[queues.push(bed.startQueue()) - 1],
    }).catch(note);
    await Promise.all(queues.map((queue) => queue.stop().catch(note)));
    for (const problem of await problems.all(() => bed.complaints(since))) {
        note(new Error(problem));
    }
    if (failures.length > 0) {
        await screenshot(page, `FAILED ${name}`).catch(() => {});
    }
    await browser.close();
    if (failures.length > 0) {
        // What went wrong first is the failure; what else did may be why.
        const [first, ...others] = failures;
        first.message = [first.message, ...others.map(({ message }) => message)].join('\n\nand: ');
        throw first;
    }
}

/** The runner adds these up, since Node counts files that hold no test, too. */
function count(outcome) {
    appendFileSync(`${process.env.BED}/tally`, `${outcome}\n`);
}
