/** Who may do what, and what a stranger's words do to a page: nothing. */

import assert from 'node:assert/strict';
import { login, shown } from './support/browser.mjs';
import { address, addresses, attention, go, map, mapUnseen, open, press, reach, row, said, settled } from './support/page.mjs';
import { story } from './support/story.mjs';

const right = { environment: addresses({ '*': ['192.0.2.1'] }) };
const hostile = '<img src=x onerror="window.hostile=1"> &lt;img src=x onerror=window.hostile=1&gt; Tom & Jerry';

/** No element came of it, and nothing was run. */
async function harmless(page, within) {
    assert.equal(await page.locator(`${within} img[src=x]`).count(), 0, 'an element was made of a text');
    assert.equal(await page.evaluate('window.hostile'), undefined, 'a script was run');
}

/** Sends an action past the page's buttons; returns the status. */
const send = (page, bed, fields, method = 'POST') => page.evaluate(async ([action, words, how]) => {
    const answer = await (how === 'POST' ? fetch(action, { method: how, body: new URLSearchParams(words) }) : fetch(`${action}&${new URLSearchParams(words)}`));
    return answer.status;
}, [bed.networkAdmin('edit.php?action=runcloud'), fields, method]);

story('markup in the names and messages of RunCloud stays text on the page', right, async ({ page, bed, fake, screenshot }) => {
    const { server_id: id } = fake.ready;
    await fake.reply(200, { id, name: hostile, ipAddress: hostile, online: true, connected: true }, { method: 'GET', path: `/servers/${id}$` });
    await fake.reply(200, { data: [
        { id: 1, name: 'site-0001.example.net', type: 'primary', www: 0 },
        { id: 2, name: hostile, type: hostile, www: 0 },
        { id: 3, name: '"><img src=x onerror=window.hostile=1>.example.com', type: 'alias', www: 0 },
    ] }, { method: 'GET', path: '*/domains*' });
    await fake.reply(422, { message: hostile, errors: { name: [hostile] } }, { method: 'POST' });
    await map(bed, 'shop.example.com');
    await bed.runQueue();
    await open(page, bed);
    await harmless(page, 'body');
    assert.match(await shown(page, '#runcloud-connection'), /Tom & Jerry/);
    assert.match(await shown(page, '#the-list'), /Tom & Jerry/);
    assert.match(await row(page, 'shop.example.com').innerText(), /RunCloud refused the request[^]*Tom & Jerry/);
    assert.ok((await attention(page)).some((text) => text.includes('Tom & Jerry')));
    assert.match(await press(page, 'Retry: shop.example.com'), /Tom & Jerry/);
    await harmless(page, 'body');
    await screenshot('hostile texts');
    await page.goto(bed.networkAdmin());
    assert.match(await shown(page, '.notice-warning'), /Tom & Jerry/);
    await harmless(page, 'body');
});

story('markup stays text in the log of Ultimate Multisite', right, async ({ page, bed, fake }) => {
    await fake.reply(422, { message: hostile }, { method: 'POST' });
    await map(bed, 'shop.example.com');
    await bed.runQueue();
    await login(page, 'admin', 'password', bed.networkAdmin('admin.php?page=wp-ultimo-view-logs&log_file=integration-runcloud'));
    await harmless(page, 'body');
    assert.doesNotMatch(await bed.wordpress('return (string) file_get_contents(WP_CONTENT_DIR . "/uploads/wu-logs/integration-runcloud.log");'), /<img/, 'not even where a viewer would not escape it');
});

story('markup that comes past the extension stays text, too', { environment: addresses({ '*': ['192.0.2.1'], 'shop.example.com': [hostile] }) }, async ({ page, bed, fake }) => {
    await fake.change({ add_domains: [{ name: 'shop.example.com' }] });
    await mapUnseen(bed, ['shop.example.com', 'blog.example.com']);
    await map(bed, 'late.example.com');
    await fake.reply(503, '', { method: 'POST', headers: { 'Retry-After': '60' } });
    await bed.runQueue();
    await fake.clearFaults();
    await bed.wordpress(`$error = ['error' => ['text' => $hostile], 'erred' => time()];
        foreach (['blog.example.com', 'late.example.com'] as $host) { RunCloud\\WordPress\\note('domain', $host, $error); }
        RunCloud\\WordPress\\note('sync', '', $error + ['state' => 'waiting', 'due' => time() + 600]);
        RunCloud\\WordPress\\note('domain', 'gone.example.com', $error + ['state' => 'failed']);
        RunCloud\\WordPress\\note_problems(['credentials' => ['text' => $hostile]]);`, { hostile });
    await open(page, bed);
    await bed.wordpress(`foreach (RunCloud\\WordPress\\PARTS as $part) { RunCloud\\WordPress\\change_seen($part, ['tried' => time(), 'error' => ['text' => $hostile]]); }`, { hostile });
    await page.goto(address(bed));
    await settled(page);
    const text = await shown(page, '#runcloud');
    assert.ok(text.split('Tom & Jerry').length > 6, `it is in attention, jobs, table and each part's error:\n${text}`);
    await press(page, 'Diagnose: shop.example.com');
    await harmless(page, 'body');
    await page.goto(bed.networkAdmin());
    await harmless(page, 'body');
});

story('a search is text', right, async ({ page, bed }) => {
    await open(page, bed, `&s=${encodeURIComponent('"><img src=x onerror=window.hostile=1>')}&view=${encodeURIComponent('"><img src=x>')}`);
    await harmless(page, 'body');
});

story('no credential ever comes to the browser', right, async ({ page, bed, fake }) => {
    const bodies = [];
    page.on('response', async (response) => bodies.push(await response.text().catch(() => '')));
    await open(page, bed);
    await press(page, 'Test connection');
    await page.goto(`${bed.url}wp-admin/site-health.php?tab=debug`);
    await page.goto(address(bed));
    await settled(page);
    assert.ok(bodies.length > 5);
    assert.ok(!bodies.some((body) => body.includes(fake.ready.token)), 'the token is in an answer');
});

story('who does not run the network sees no menu and no page, and can do nothing', { environment: { ...right.environment, BED_NONCE: 'runcloud' } }, async ({ page, bed, fake, expectProblem }) => {
    await bed.addUser('eve', 'administrator');
    await login(page, 'eve', 'eve', `${bed.url}wp-admin/`);
    assert.equal(await page.getByRole('link', { name: 'RunCloud', exact: true }).count(), 0);
    expectProblem(/status of 403/);
    // With a nonce of her own, which another plugin might have given her.
    const nonce = await page.locator('#bed-nonce').getAttribute('data-nonce');
    assert.equal(await send(page, bed, { do: 'remove', about: 'site-0001.example.net', _wpnonce: nonce }), 403);
    assert.equal(await send(page, bed, { do: 'test', _wpnonce: nonce }), 403);
    await page.goto(address(bed));
    assert.match(await shown(page), /Sorry, you are not allowed to access this page/);
    assert.deepEqual(await fake.asked(), []);
});

story('nothing is done without a nonce, nor by following a link', right, async ({ page, bed, fake, expectProblem }) => {
    await fake.change({ add_domains: [{ name: 'old.example.org' }] });
    await open(page, bed);
    const nonce = await page.locator('input[name=_wpnonce]').first().inputValue();
    await fake.clearJournal();
    const removal = { do: 'remove', about: 'old.example.org' };
    expectProblem(/status of 403/);
    expectProblem(/status of 405/);
    assert.equal(await send(page, bed, removal), 403);
    assert.equal(await send(page, bed, { ...removal, _wpnonce: 'forged' }), 403);
    assert.equal(await send(page, bed, { ...removal, _wpnonce: nonce }, 'GET'), 405);
    assert.deepEqual(await fake.asked({ reads: false }), []);
    assert.equal(await send(page, bed, { ...removal, _wpnonce: nonce }), 200);
    assert.deepEqual((await fake.asked({ reads: false })).length, 1);
});

story('a notice can be closed where it can wait, and stays closed', right, async ({ page, bed, fake, screenshot }) => {
    await map(bed, 'taken-in-other-app.example.org');
    await bed.runQueue();
    await login(page);
    const notice = page.locator('.notice', { hasText: 'belongs to another web application' });
    await notice.waitFor();
    await screenshot('notice');
    const closed = page.waitForResponse((response) => response.url().includes('edit.php?action=runcloud'));
    await notice.getByRole('button', { name: 'Dismiss this notice.' }).click();
    assert.equal((await closed).status(), 200);
    await page.reload();
    assert.equal(await notice.count(), 0);
    await map(bed, 'taken-too.taken-in-other-app.example.org');
    await fake.reply(422, { message: 'Domain already exists.' }, { method: 'POST' });
    await bed.runQueue();
    await page.reload();
    await go(page, page.locator('.notice', { hasText: '2 domains have problems' }).getByRole('link', { name: 'Show these domains' }));
    assert.equal(await page.locator('.subsubsub .current').innerText(), 'Failed (2)');
});

story('Site Health tells how things stand', right, async ({ page, bed, fake, screenshot }) => {
    await fake.switch({ ip_whitelisted: false });
    await login(page, 'admin', 'password', `${bed.url}wp-admin/site-health.php`);
    await page.getByRole('button', { name: /RunCloud is not connected/ }).click({ timeout: 30_000 });
    await page.getByText(/RunCloud refused the credentials/).first().waitFor();
    await screenshot('site health');
    await page.goto(`${bed.url}wp-admin/site-health.php?tab=debug`);
    await page.getByRole('button', { name: 'RunCloud', exact: true }).click();
    assert.match(await shown(page, '#health-check-accordion-block-runcloud'), /WU_RUNCLOUD|Server ID/);
});

story('it all speaks Spanish to those who do', right, async ({ page, bed, fake, screenshot }) => {
    await bed.wordpress('update_user_meta(1, "locale", "es_ES");');
    await fake.change({ basic_certificate: { days: 60 }, add_domains: [{ name: 'old.example.org' }] });
    await map(bed, 'taken-in-other-app.example.org');
    await mapUnseen(bed, ['shop.example.com']);
    // The worker speaks the site's language, which is English.
    await bed.runQueue();
    await open(page, bed);
    const text = await shown(page, '#runcloud');
    for (const spanish of [/Conexión/, /Certificado/, /Modo SSL/, /Sincronizar ahora/, /Redesplegar SSL/, /Todos \(/, /Faltan \(/, /Sobrantes \(/, /Fallidos \(/, /Último error/]) {
        assert.match(text, spanish);
    }
    // In brackets stands what RunCloud itself said.
    assert.doesNotMatch(text.replace(/\(HTTP[^)]*\)/g, ''), /\b(domain|domains|the|certificate|missing)\b/i);
    assert.match(await press(page, 'Probar la conexión'), /RunCloud/);
    await fake.switch({ ip_whitelisted: false });
    assert.match(await press(page, 'Probar la conexión'), /RunCloud .* \(HTTP 401: .*\)\. Comprueba el token/);
    await screenshot('status Spanish');
});
