/** That these tests notice what they are there to notice. */

import assert from 'node:assert/strict';
import { accessible, login, screenshot, shown, until } from './support/browser.mjs';
import { story } from './support/story.mjs';

story('an administrator of the network comes to its dashboard', {}, async ({ page }) => {
    await login(page);
    assert.equal(await page.title(), 'Dashboard ‹ Network Admin: RunCloud network — WordPress');
    assert.match(await shown(page, '#wpbody-content'), /Right Now .* 1 user\./);
    await screenshot(page, 'network dashboard');
});

story('what a page or PHP complains about is noticed', {}, async ({ page, bed, expectProblem }) => {
    expectProblem(/^console error: said by a test /);
    expectProblem(/^uncaught: Error: thrown by a test/);
    expectProblem(/^another machine was asked: https:\/\/example\.com\/$/);
    expectProblem(/^request failed: https:\/\/example\.com\/ \(net::/);
    expectProblem(/^console error: Failed to load resource: net::/);
    expectProblem(/PHP Warning: {2}of a test in /);
    await page.goto(`${bed.url}wp-login.php`);
    await page.evaluate(() => {
        console.error('said by a test');
        return fetch('https://example.com/', { mode: 'no-cors' }).catch(() => setTimeout(() => { throw new Error('thrown by a test'); }));
    });
    // Another one of the main site is nobody's business.
    await bed.wordpress(`error_log("PHP Warning:  of a test in " . realpath(WP_PLUGIN_DIR . "/runcloud") . "/runcloud.php on line 1");
        error_log("PHP Warning:  of another plugin in " . WP_PLUGIN_DIR . "/another/another.php on line 1");`);
});

story('a page that not everybody can use is noticed', {}, async ({ page }) => {
    await page.setContent('<html lang="en"><title>t</title><body><p id="good">Words</p><p id="bad" style="color: #bbb; background: #fff">Words</p>');
    await accessible(page, '#good');
    await assert.rejects(accessible(page, '#bad'), /color-contrast[^]*<p id="bad"/);
    await assert.rejects(accessible(page, '#absent'), /No elements found/);
});

story('a reset waits for requests that nobody waits for any more', {}, async ({ page, bed, fake }) => {
    await login(page);
    await fake.latency(100);
    await page.evaluate(() => {
        window.answer = fetch('/wp-admin/admin-ajax.php', { method: 'POST', body: new URLSearchParams({ action: 'wu_test_hosting_integration', integration: 'runcloud' }) });
    });
    await until(async () => (await fake.journal()).length > 0, 'the request has come to RunCloud');
    await bed.reset();
    assert.equal(await page.evaluate(async () => (await window.answer).status), 200);
    assert.deepEqual(await fake.journal(), []);
});
