/** What a browser has to complain about, and where it asked without being allowed to. */

const loopback = /^(127\.\d+\.\d+\.\d+|\[::1\]|localhost|.+\.localhost)$/;

/**
 * Collects the problems of all pages of a context: console errors, uncaught errors, requests that failed, and requests
 * to other machines.
 *
 * @param {import('playwright-core').BrowserContext} context
 */
export function collectProblems(context) {
    /** @type {string[]} */
    const found = [];
    /** @type {RegExp[]} */
    const expected = [];

    context.on('console', (message) => {
        if (message.type() === 'error') {
            found.push(`console error: ${message.text()} (${message.location().url})`);
        }
    });
    context.on('weberror', (event) => found.push(`uncaught: ${event.error().stack ?? event.error()}`));
    context.on('request', (request) => {
        const address = new URL(request.url());
        if (/^(https?|wss?|ftp):$/.test(address.protocol) && !loopback.test(address.hostname)) {
            found.push(`another machine was asked: ${address}`);
        }
    });
    context.on('requestfailed', (request) => {
        // Who goes to another page gives up what was still on its way to this one.
        if (request.failure()?.errorText !== 'net::ERR_ABORTED') {
            found.push(`request failed: ${request.url()} (${request.failure()?.errorText})`);
        }
    });

    return {
        /**
         * Says that there will be such problems, and that their absence is one.
         *
         * @param {RegExp} pattern
         */
        expect: (pattern) => { expected.push(pattern); },

        /**
         * Those that nobody expected, and those expected that did not come.
         *
         * @param {() => string[]} [others] tells what somebody else complains about
         * @returns {Promise<string[]>}
         */
        async all(others = () => []) {
            // The browser tells events in order: after an answer, all that came before it has been told.
            await Promise.all(context.pages().map((page) => page.evaluate('0').catch(() => {})));
            const problems = [...found, ...others()];
            return [
                ...problems.filter((problem) => !expected.some((pattern) => pattern.test(problem))),
                ...expected.filter((pattern) => !problems.some((problem) => pattern.test(problem))).map((pattern) => `expected, and did not come: ${pattern}`),
            ];
        },
    };
}
