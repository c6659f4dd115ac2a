/** The page RunCloud: does it work, and what is there. */

import assert from 'node:assert/strict';
import { accessible, login, shown, until } from './support/browser.mjs';
import { address, addresses, attention, go, map, mapUnseen, names, numbered, open, press, reach, row, said, settled } from './support/page.mjs';
import { story } from './support/story.mjs';

const right = { environment: addresses({ '*': ['192.0.2.1'] }) };

story('a network in order shows the connection, the certificate and the domains', right, async ({ page, bed, fake, screenshot }) => {
    await fake.change({ basic_certificate: { days: 60 }, add_domains: [{ name: 'shop.example.com' }, { name: 'blog.example.com' }] });
    await mapUnseen(bed, ['shop.example.com', 'blog.example.com']);
    await bed.wordpress('RunCloud\\WordPress\\sync(RunCloud\\WordPress\\drift(), [], fn () => null);');
    await open(page, bed);
    assert.match(await shown(page, '[data-part=attention]'), /^Everything works\. As of /);
    const connection = await shown(page, '#runcloud-connection');
    assert.match(connection, /Connection Connected Server web-1 \(192\.0\.2\.1\) online Web application app-network Extension runcloud \d/);
    assert.match(connection, /As of .+ \(\d+ seconds? ago\)\./);
    const certificate = await shown(page, '#runcloud-certificate');
    assert.match(certificate, /SSL mode Basic: one for all domains Method Let's Encrypt Valid until .+ \(2 months\) Names 3 of 100/);
    assert.deepEqual(await names(page), ['blog.example.com', 'shop.example.com', 'site-0001.example.net']);
    assert.match(await row(page, 'shop.example.com').innerText(), /In sync\s+network\.localhost\s+No\s+\d+\s+valid until /);
    assert.match(await row(page, 'site-0001.example.net').innerText(), /Primary domain/);
    assert.equal(await row(page, 'site-0001.example.net').getByRole('button').count(), 0, 'nothing is done to the primary domain');
    for (const name of ['Connection', 'Certificate', 'Sync', 'Queue jobs']) {
        await page.getByRole('region', { name, exact: true }).waitFor();
    }
    assert.equal(await page.getByRole('meter', { name: 'Names on the certificate' }).evaluate((meter) => meter.value), 3);
    assert.equal(await page.locator('#runcloud-said').getAttribute('aria-live'), 'polite');
    await page.locator('#a11y-speak-polite', { hasText: 'The page is up to date' }).waitFor({ state: 'attached' });
    await accessible(page, '#runcloud');
    await screenshot('status');
});

story('advanced and automatic SSL are told as such', right, async ({ page, bed, fake }) => {
    await fake.change({ advanced_ssl: true, add_domains: [{ name: 'shop.example.com' }] });
    await mapUnseen(bed, ['shop.example.com']);
    await open(page, bed);
    assert.match(await shown(page, '#runcloud-certificate'), /Advanced: each domain has its own/);
    assert.equal(await page.locator('#runcloud-certificate').getByRole('button').count(), 0);
    assert.match(await press(page, 'Redeploy SSL: shop.example.com'), /A first certificate was requested/);
    await fake.change({ advanced_ssl: true, auto_ssl: true });
    await press(page, 'Test connection');
    assert.match(await shown(page, '#runcloud-certificate'), /AutoSSL: RunCloud issues certificates by itself/);
});

story('the page comes while RunCloud hangs, and says so when it gave up', right, async ({ page, bed, fake, screenshot }) => {
    await fake.change({ add_domains: [{ name: 'shop.example.com' }] });
    await mapUnseen(bed, ['shop.example.com']);
    await open(page, bed);
    await bed.wordpress('foreach (RunCloud\\WordPress\\PARTS as $part) { RunCloud\\WordPress\\make_stale($part); }');
    await fake.fault('stall');
    // PHP's own web server lets the page's other files wait for a worker that is busy.
    await page.goto(address(bed), { waitUntil: 'domcontentloaded' });
    await page.locator('[data-asking=connection]', { hasText: 'Asking RunCloud …' }).first().waitFor();
    assert.deepEqual(await names(page), ['shop.example.com', 'site-0001.example.net'], 'what was seen last is there meanwhile');
    await settled(page, 40_000);
    assert.match(await shown(page, '#runcloud-connection'), /Not connected/);
    assert.ok((await attention(page)).some((text) => /did not answer in time.* Try again later/.test(text)));
    assert.match(await shown(page, '[data-part=domains]'), /did not answer in time.* As of .+ \(\d+ seconds? ago\)/);
    assert.deepEqual(await names(page), ['shop.example.com', 'site-0001.example.net'], 'and after');
    await accessible(page, '#runcloud');
    await screenshot('status RunCloud hangs');
    await fake.clearFaults();
    assert.match(await press(page, 'Test connection'), /RunCloud is connected/);
});

story('the connection is tested, and told when it is bad', right, async ({ page, bed, fake }) => {
    await open(page, bed);
    assert.match(await press(page, 'Test connection'), /^RunCloud is connected\. The credentials, the server and the web application are correct\.$/);
    await fake.switch({ ip_whitelisted: false });
    assert.match(await press(page, 'Test connection'), /RunCloud refused the credentials .* Check the token.* whitelist/);
    assert.match(await shown(page, '#runcloud-connection'), /Not connected/);
    assert.ok((await attention(page)).some((text) => /refused the credentials/.test(text) && /Check the credentials/.test(text)), 'with a link to the wizard');
});

story('a domain that a customer maps appears, and a failed one has its reason and is tried again', right, async ({ page, bed, fake, screenshot }) => {
    await open(page, bed);
    await map(bed, 'shop.example.com');
    await map(bed, 'taken-in-other-app.example.org');
    await bed.runQueue();
    await bed.wordpress('RunCloud\\WordPress\\make_stale("domains");');
    await page.goto(address(bed));
    await settled(page);
    assert.match(await row(page, 'shop.example.com').innerText(), /In sync/);
    const failed = row(page, 'taken-in-other-app.example.org');
    assert.match(await failed.innerText(), /Missing in RunCloud[^]*belongs to another web application[^]*ago\)/);
    assert.match(await shown(page, '#runcloud-jobs'), /Failed: 1\..*Add taken-in-other-app\.example\.org none \(failed\)/);
    assert.deepEqual(await page.locator('.subsubsub').innerText().then((text) => text.replace(/\s+/g, ' ')), 'All (3) | In sync (1) | Missing (1) | Extra (0) | Failed (1)');
    await screenshot('status a domain has failed');

    await go(page, page.getByRole('link', { name: /^Failed/ }));
    assert.deepEqual(await names(page), ['taken-in-other-app.example.org']);
    assert.match(await press(page, 'Retry: taken-in-other-app.example.org'), /belongs to another web application/);
    await fake.reply(200, { id: 999, name: 'taken-in-other-app.example.org', type: 'alias', www: 0, wildcard: 0 }, { method: 'POST', path: '*domains' });
    assert.match(await press(page, 'Retry: taken-in-other-app.example.org'), /taken-in-other-app\.example\.org was added\./);
    assert.match(await shown(page, '#runcloud-jobs'), /Failed: 0\./);
});

story('a job that is tried again later tells when', right, async ({ page, bed, fake }) => {
    await map(bed, 'shop.example.com');
    await fake.reply(503, '', { method: 'POST', headers: { 'Retry-After': '60' } });
    await bed.runQueue();
    await fake.clearFaults();
    await open(page, bed);
    assert.match(await shown(page, '#runcloud-jobs'), /Pending: 1\. Failed: 0\..*Add shop\.example\.com \(attempt 2\) in \d+ (seconds|minutes?|mins?) RunCloud failed to handle the request \(HTTP 503\)/);
});

story('a sync shows its progress, also after a reload, and ends', right, async ({ page, bed, fake, screenshot, startQueue }) => {
    await mapUnseen(bed, numbered(40));
    await fake.change({ add_domains: [{ name: 'old.example.org' }] });
    await open(page, bed);
    assert.match(await press(page, 'Sync now'), /The sync has started/);
    await page.getByText('Comparing the network with RunCloud …').waitFor();
    assert.equal(await page.getByRole('button', { name: 'Sync now' }).count(), 0, 'one at a time');
    await fake.latency(300);
    startQueue();
    await page.getByText(/^[1-9]\d? of 40 missing domains were tried\.$/).waitFor({ timeout: 20_000 });
    await page.reload();
    const bar = page.getByRole('progressbar', { name: /of 40 missing domains were tried/ });
    await bar.waitFor();
    assert.equal(await bar.getAttribute('max'), '40');
    await accessible(page, '#runcloud-sync');
    await screenshot('status sync under way');
    await fake.latency(0);
    await page.getByText('40 of 40 missing domains were tried.').waitFor({ timeout: 30_000 });
    await page.getByRole('button', { name: 'Sync now' }).waitFor();
    await page.locator('#a11y-speak-polite', { hasText: 'The sync has finished.' }).waitFor({ state: 'attached', timeout: 20_000 });
    await page.getByRole('link', { name: 'Missing (0)' }).waitFor({ timeout: 20_000 });
    assert.equal((await fake.domains()).length, 42, 'all that were missing, and nothing was removed');
});

story('a sync that cannot be is told, and may be asked for again', right, async ({ page, bed, fake }) => {
    await open(page, bed);
    await fake.reply(403, { message: 'No.' });
    await press(page, 'Sync now');
    await bed.runQueue();
    await page.getByText(/The sync is waiting\. .*denied access/).waitFor();
    await fake.clearFaults();
    await settled(page);
    assert.match(await press(page, 'Sync now'), /The sync has started/);
    await fake.reply(503, '', { headers: { 'Retry-After': '60' } });
    await bed.runQueue();
    await page.getByText(/The sync is waiting\. The next attempt is in .*HTTP 503/).waitFor();
    assert.equal(await page.locator('#runcloud[data-busy]').count(), 0);
});

story('while a sync goes on the page is not taken from whoever uses it', right, async ({ page, bed, fake, context, expectProblem }) => {
    await mapUnseen(bed, numbered(30));
    await open(page, bed);
    await press(page, 'Sync now');
    const link = page.locator('.tablenav.top .next-page');
    await link.focus();
    await page.getByRole('searchbox', { name: 'Search domains' }).fill('shop-00');
    await link.focus();
    const again = () => page.waitForResponse((answer) => answer.url() === address(bed) && answer.request().resourceType() === 'fetch');
    await again();
    await again();
    assert.ok(await link.evaluate((element) => element === document.activeElement), 'the focus');
    assert.equal(await page.getByRole('searchbox', { name: 'Search domains' }).inputValue(), 'shop-00');
    // Then the session ends: one message, and no request more.
    await context.clearCookies();
    await page.getByText('The site did not answer. Reload the page and try again.').waitFor();
    let requests = 0;
    page.on('request', () => requests++);
    await until(() => bed.runQueue(), 'jobs have run meanwhile');
    await bed.wordpress('return null;');
    assert.equal(requests, 0);
});

story('what was just seen is not asked for again', right, async ({ page, bed, fake }) => {
    await open(page, bed);
    await fake.clearJournal();
    await page.reload();
    await settled(page);
    assert.deepEqual(await fake.asked(), []);
});

story('a button that was pressed twice has done its work once', right, async ({ page, bed, fake }) => {
    await fake.change({ basic_certificate: { days: 20 } });
    await open(page, bed);
    await fake.latency(100);
    const posted = [];
    page.on('request', (request) => { if (/name="do"\s+redeploy/.test(request.postData() ?? '')) { posted.push(request.url()); } });
    await page.getByRole('button', { name: 'Redeploy SSL' }).dblclick();
    await said(page);
    await settled(page);
    assert.equal(posted.length, 1);
    assert.equal((await fake.asked({ reads: false })).length, 1);
});

story('mappings that Ultimate Multisite gave up are checked again', right, async ({ page, bed }) => {
    await mapUnseen(bed, ['shop.example.com']);
    await bed.wordpress('global $wpdb; $wpdb->query("UPDATE {$wpdb->base_prefix}wu_domain_mappings SET stage = \'failed\'");');
    await open(page, bed);
    assert.match(await press(page, 'Check again'), /Ultimate Multisite will check 1 mapping again\./);
    assert.equal(await bed.wordpress('return wu_get_domain_by_domain("shop.example.com")->get_stage();'), 'checking-dns');
});

story('an error of a name that nobody has any more is not shown', right, async ({ page, bed }) => {
    const fail = (host) => bed.wordpress('RunCloud\\WordPress\\note("domain", $host, ["wish" => "add", "state" => "failed", "error" => ["text" => "It failed. Do it."], "erred" => time()]);', { host });
    await fail('ghost.example.com');
    await mapUnseen(bed, ['late.example.com']);
    await open(page, bed);
    await fail('newer.example.com');
    await mapUnseen(bed, ['newer.example.com']);
    await page.goto(address(bed));
    assert.deepEqual(await names(page), ['late.example.com', 'newer.example.com', 'site-0001.example.net']);
    assert.match(await row(page, 'newer.example.com').innerText(), /Mapped after the last comparison/);
});

story('the certificate is redeployed', right, async ({ page, bed, fake }) => {
    await fake.change({ basic_certificate: { days: 20 } });
    await open(page, bed);
    assert.match(await press(page, 'Redeploy SSL'), /A new certificate was requested. RunCloud issues it in the background\./);
    assert.deepEqual((await fake.asked({ reads: false })).map((call) => call.replace(/\d+$/, 'ID')), ['PUT /ssl/ID']);
    assert.match(await shown(page, '#runcloud-jobs'), /Check the certificate in 2 min(ute)?s/);
});

story('a thousand domains are searched and paged through', right, async ({ page, bed, fake }) => {
    await fake.seed(1000);
    await mapUnseen(bed, ['absent.example.com']);
    await open(page, bed);
    const views = () => shown(page, '.subsubsub');
    assert.match(await views(), /All \(1,001\) .*Missing \(1\) .*Extra \(999\)/);
    assert.equal((await names(page)).length, 20);
    await page.getByRole('button', { name: 'Screen Options' }).click();
    await page.getByLabel('Domains per page').fill('50');
    await go(page, page.getByRole('button', { name: 'Apply' }));
    assert.equal((await names(page)).length, 50);
    await bed.wordpress('delete_user_meta(1, "runcloud_domains_per_page");');
    await page.goto(address(bed));
    await go(page, page.locator('.tablenav.top .next-page'));
    assert.equal((await names(page))[0], 'site-0020.example.net');
    await page.locator('#current-page-selector').fill('3');
    await page.keyboard.press('Enter');
    await page.waitForURL(/paged=3/);
    assert.equal((await names(page))[0], 'site-0040.example.net');
    await page.goto(address(bed));
    await page.getByRole('searchbox', { name: 'Search domains' }).fill('SITE-077');
    await go(page, page.getByRole('button', { name: 'Search domains' }));
    assert.deepEqual(await names(page), Array.from({ length: 10 }, (_, digit) => `site-077${digit}.example.net`));
    assert.match(await views(), /All \(10\) .*Missing \(0\)/);
    await go(page, page.locator('#runcloud thead .column-name a'));
    assert.equal((await names(page))[0], 'site-0779.example.net', 'sorted the other way, within the search');
    await page.goto(address(bed, '&s=nothing-like-it'));
    assert.match(await shown(page, '#the-list'), /No domains found\./);
});

story('a domain that nobody has is removed when somebody says so, and not otherwise', right, async ({ page, bed, fake }) => {
    await fake.change({ add_domains: [{ name: 'old.example.org' }, { name: 'shop.example.com' }] });
    await mapUnseen(bed, ['shop.example.com']);
    await open(page, bed, '&view=extra');
    assert.deepEqual(await names(page), ['old.example.org']);
    page.once('dialog', (dialog) => dialog.dismiss());
    await reach(row(page, 'old.example.org').getByRole('button', { name: 'Remove: old.example.org' })).then((button) => button.click());
    assert.ok((await fake.domains()).includes('old.example.org'), 'said no');
    page.once('dialog', (dialog) => dialog.accept());
    assert.match(await press(page, 'Remove: old.example.org'), /old\.example\.org was removed\./);
    await page.getByText('No domains in this state.').waitFor();
    await page.goto(address(bed));
    await settled(page);
    page.once('dialog', async (dialog) => {
        assert.match(dialog.message(), /A site in this network uses shop\.example\.com and will stop working/);
        await dialog.dismiss();
    });
    await reach(row(page, 'shop.example.com').getByRole('button', { name: 'Remove: shop.example.com' })).then((button) => button.click());
    assert.ok((await fake.domains()).includes('shop.example.com'));
});

story('without scripts the buttons work as forms', { ...right, javaScriptEnabled: false }, async ({ page, bed }) => {
    await login(page, 'admin', 'password', address(bed));
    await page.getByRole('button', { name: 'Test connection' }).click();
    assert.match(await said(page), /RunCloud is connected/);
    assert.match(await shown(page, '#runcloud-connection'), /web-1/);
    await page.reload();
    assert.equal(await page.locator('#runcloud-said .notice').count(), 0, 'said once');
});

story('it is all there for the keyboard', right, async ({ page, bed, fake }) => {
    await fake.change({ add_domains: [{ name: 'old.example.org' }] });
    await open(page, bed);
    const button = page.getByRole('button', { name: 'Test connection' });
    await button.focus();
    await page.keyboard.press('Enter');
    assert.match(await said(page), /RunCloud is connected/);
    // Its parts are made anew before that.
    await settled(page);
    await until(() => button.evaluate((element) => element === document.activeElement), 'the focus is where it was');
    const remove = page.getByRole('button', { name: 'Remove: old.example.org' });
    assert.ok((await remove.boundingBox()).x < 0, 'it is shown on hovering');
    await remove.focus();
    assert.ok((await remove.boundingBox()).x > 0, 'and on focus');
});

for (const width of [1280, 390]) {
    story(`at ${width} px nothing is cut off`, { ...right, viewport: { width, height: 844 } }, async ({ page, bed, fake, screenshot }) => {
        await fake.change({ basic_certificate: { days: 60 }, add_domains: [{ name: 'a-rather-long-name-of-a-customer-with-many-words.example.co.uk' }] });
        await mapUnseen(bed, ['a-rather-long-name-of-a-customer-with-many-words.example.co.uk', 'taken-in-other-app.example.org']);
        await bed.wordpress('RunCloud\\WordPress\\sync(RunCloud\\WordPress\\drift(), [], fn () => null);');
        await open(page, bed);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.equal(overflow, 0);
        await accessible(page, '#runcloud');
        await screenshot(`status ${width} px`);
    });
}

story('right to left it is mirrored', { environment: { ...right.environment, BED_RTL: '1' } }, async ({ page, bed, screenshot }) => {
    await open(page, bed);
    assert.equal(await page.locator('html').getAttribute('dir'), 'rtl');
    const [term, value] = await Promise.all(['dt', 'dd'].map((name) => page.locator(`#runcloud-connection ${name}`).first().boundingBox()));
    assert.ok(term.x > value.x, 'names stand to the right of their values');
    const margins = await page.locator('.runcloud-mark .dashicons').first().evaluate((icon) => [getComputedStyle(icon).marginLeft, getComputedStyle(icon).marginRight]);
    assert.ok(parseFloat(margins[0]) > 0 && parseFloat(margins[1]) === 0, `an icon keeps its distance on the left: ${margins}`);
    await screenshot('status right to left');
});

story('who wants less motion sees none', { ...right, reducedMotion: 'reduce' }, async ({ page, bed }) => {
    await open(page, bed);
    const animation = await page.locator('#runcloud .spinner').first().evaluate((element) => getComputedStyle(element).animationName + getComputedStyle(element).backgroundImage);
    assert.equal(animation, 'nonenone');
    await press(page, 'Sync now');
    const bar = page.locator('#runcloud-progress');
    assert.deepEqual(await bar.evaluate((element) => [element.hasAttribute('value'), getComputedStyle(element).appearance]), [false, 'none'], 'nor does a bar without a value run to and fro');
});
