/** What a test does with a page beyond Playwright's own. */

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { setTimeout as pause } from 'node:timers/promises';
import * as bed from './bed.mjs';

// Installed beside what is built, not beside the sources, so these two are looked for there.
const require = createRequire(`${process.env.BROWSER_WORK}/`);
export const { chromium } = require('playwright-core');
const axe = require('axe-core');

/**
 * Logs in by WordPress's form.
 *
 * @param {import('playwright-core').Page} page
 * @param {string} [user]
 * @param {string} [password]
 * @param {string} [to] the address to come out at
 */
export async function login(page, user = 'admin', password = 'password', to = bed.networkAdmin()) {
    await page.goto(`${bed.url}wp-login.php?redirect_to=${encodeURIComponent(to)}`);
    // In one go, as the form's own script moves the focus to the name a moment after the page has loaded.
    await page.locator('#loginform').evaluate((form, [name, secret]) => {
        form.elements.log.value = name;
        form.elements.pwd.value = secret;
        form.submit();
    }, [user, password]);
    await page.waitForURL((address) => !address.pathname.endsWith('/wp-login.php'));
}

/**
 * Keeps a picture of the whole page in screenshots/.
 *
 * @param {import('playwright-core').Page} page
 * @param {string} name without `.png`
 * @param {import('playwright-core').PageScreenshotOptions} [options]
 */
export async function screenshot(page, name, options = {}) {
    const file = name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '');
    await page.screenshot({ path: `${process.env.BROWSER_WORK}/screenshots/${file}.png`, fullPage: true, ...options });
}

/** The text that a person sees in a part of the page, on one line. */
export async function shown(page, selector = 'body') {
    return (await page.locator(selector).innerText()).replace(/\s+/g, ' ').trim();
}

/**
 * Waits until a condition is true that another process makes so; for the page itself, Playwright's locators wait.
 *
 * @template T
 * @param {() => T|Promise<T>} condition
 * @param {string} what it is, for the failure
 * @returns {Promise<T>}
 */
export async function until(condition, what, seconds = 10) {
    const end = Date.now() + seconds * 1000;
    for (;;) {
        const value = await condition();
        if (value) {
            return value;
        }
        assert.ok(Date.now() < end, `${what}: still not after ${seconds} s`);
        await pause(50);
    }
}

/**
 * Fails where a part of the page breaks a rule of WCAG 2, levels A and AA, that a program can check.
 *
 * @param {import('playwright-core').Page} page
 * @param {string} selector
 */
export async function accessible(page, selector) {
    await page.evaluate(axe.source);
    const { passes, violations } = await page.evaluate(
        /* global axe, document */
        (part) => axe.run(part, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] }),
        selector,
    );
    const broken = violations.map(({ id, help, nodes }) => [
        `${id}: ${help}`,
        ...nodes.map(({ html, failureSummary }) => `    ${html}\n        ${failureSummary.replaceAll('\n', '\n        ')}`),
    ].join('\n'));
    assert.ok(broken.length === 0, `${selector} is not accessible to all:\n${broken.join('\n')}`);
    assert.ok(passes.length > 0, `no rule applied to ${selector}`);
}
