/** Broken set-ups: who knows the page alone is told what is wrong, and what to do. */

import assert from 'node:assert/strict';
import { login, shown } from './support/browser.mjs';
import { addresses, attention, map, mapUnseen, numbered, open, press, row } from './support/page.mjs';
import { story } from './support/story.mjs';

const right = addresses({ '*': ['192.0.2.1'] });

/** Somewhere among what needs attention all of these words stand in one. */
async function told(page, ...patterns) {
    const texts = await attention(page);
    assert.ok(texts.some((text) => patterns.every((pattern) => pattern.test(text))), `none of these tells ${patterns.join(' and ')}:\n${texts.join('\n')}`);
}

for (const [what, constant, wrong, finding, step] of [
    ['a wrong token', 'WU_RUNCLOUD_API_TOKEN', 'wrong', /RunCloud refused the credentials/, /Check the token/],
    ['a wrong server id', 'WU_RUNCLOUD_SERVER_ID', '999999', /RunCloud does not know the server/, /Check WU_RUNCLOUD_SERVER_ID\. It is the number in the address/],
    ['a wrong application id', 'WU_RUNCLOUD_APP_ID', '999999', /RunCloud does not know the web application/, /Check WU_RUNCLOUD_APP_ID\. It is the number in the address/],
]) {
    story(`${what} is told, with where to look for the right one`, { environment: right, constants: { [constant]: wrong } }, async ({ page, bed, screenshot }) => {
        await open(page, bed);
        await told(page, finding, step);
        assert.match(await shown(page, '#runcloud-connection'), /Not connected/);
        await screenshot(`broken ${what}`);
        await page.getByRole('link', { name: 'Check the credentials' }).first().click();
        await page.getByRole('heading', { level: 1, name: 'Configuration' }).waitFor();
    });
}

story('a server that is offline is told', { environment: right }, async ({ page, bed, fake, screenshot }) => {
    await fake.change({ server_online: false });
    await open(page, bed);
    await told(page, /RunCloud cannot reach the server "web-1" at 192\.0\.2\.1\./, /Check that the server runs/);
    assert.match(await shown(page, '#runcloud-connection'), /The server is offline Server web-1 \(192\.0\.2\.1\) offline/);
    await screenshot('broken the server is offline');
});

story('a domain whose DNS points elsewhere is told, with the record to set', { environment: addresses({ '*': ['192.0.2.1'], 'shop.example.com': ['203.0.113.9'] }) }, async ({ page, bed, fake, screenshot }) => {
    await fake.change({ basic_certificate: { days: 60 }, add_domains: [{ name: 'shop.example.com' }, { name: 'blog.example.com' }] });
    await mapUnseen(bed, ['shop.example.com', 'blog.example.com']);
    await open(page, bed);
    await told(page, /Of 2 domains checked, these do not point to this server: shop\.example\.com/, /click “Diagnose”/);
    assert.match(await row(page, 'shop.example.com').innerText(), /shop\.example\.com points to 203\.0\.113\.9, and 203\.0\.113\.9 is not this server\. Set the A record of shop\.example\.com to 192\.0\.2\.1 where the domain is managed\./);
    assert.match(await press(page, 'Diagnose: shop.example.com'), /Checks for shop\.example\.com: shop\.example\.com belongs to site 1.*RunCloud has shop\.example\.com as domain.*203\.0\.113\.9 is not this server\..*to 192\.0\.2\.1 where the domain is managed\.$/);
    await screenshot('broken DNS points elsewhere');
});

story('a name that another web application has is told in RunCloud’s words, until it has it no more', { environment: right }, async ({ page, bed, fake, screenshot }) => {
    await map(bed, 'taken-in-other-app.example.org');
    await bed.runQueue();
    await open(page, bed);
    await told(page, /taken-in-other-app\.example\.org belongs to another web application \(HTTP 422/, /remove it there, and add it again/);
    await screenshot('broken held by another web application');
    // A sync meets it as well; then it is removed there, and tried again here.
    await bed.wordpress('RunCloud\\WordPress\\sync(RunCloud\\WordPress\\drift(), [], fn () => null);');
    await fake.reply(200, { id: 999, name: 'taken-in-other-app.example.org', type: 'alias', www: 0, wildcard: 0 }, { method: 'POST', path: '*domains' });
    assert.match(await press(page, 'Retry: taken-in-other-app.example.org'), /was added/);
    assert.ok(!(await attention(page)).some((text) => /failed|belongs to/.test(text)), `gone when the problem is: ${await attention(page)}`);
    assert.equal(await bed.wordpress('return RunCloud\\WordPress\\health("jobs")["status"];'), 'good');
});

story('an extension that the command line lacks is told, with how to install it', { environment: right }, async ({ page, bed, screenshot }) => {
    await map(bed, 'shop.example.com');
    await bed.wordpress('return RunCloud\\Tests\\Queue::run();', {}, { environment: bed.withoutExtension() });
    await open(page, bed);
    await told(page, /The PHP extension runcloud is not loaded in this PHP \(cli\)/, /`sudo .\/install` from its archive/);
    assert.match(await shown(page, '#runcloud-jobs'), /Add shop\.example\.com now/);
    await screenshot('broken the command line lacks the extension');
});

story('a hundred and twenty names on basic SSL are told, with what to switch to', { environment: right }, async ({ page, bed, fake, screenshot }) => {
    await fake.change({ basic_certificate: { days: 60 } });
    await fake.seed(120);
    await mapUnseen(bed, numbered(119, (number) => `site-${number}.example.net`).map((name) => name.replace(/\d+/, (digits) => String(Number(digits) + 1).padStart(4, '0'))));
    await open(page, bed);
    await told(page, /The certificate needs 120 names, but Let's Encrypt allows 100/, /Switch the web application to advanced SSL/);
    assert.match(await shown(page, '#runcloud-certificate'), /Names 120 of 100/);
    await screenshot('broken 120 names on basic SSL');
});

story('an integration that is switched off is told, with a way to the wizard', { environment: right }, async ({ page, bed }) => {
    await bed.wordpress('update_network_option(null, "wu_host_integrations_enabled", []);');
    await open(page, bed);
    assert.match(await press(page, 'Sync now'), /The integration is off, so nothing is synced/);
    await told(page, /The integration is off/, /Open the wizard/);
});

story('without Ultimate Multisite the page is below Settings and says what is missing', { environment: right }, async ({ page, bed }) => {
    await bed.wordpress('delete_network_option(null, "wu_setup_finished");');
    await login(page, 'admin', 'password', bed.networkAdmin('settings.php?page=runcloud'));
    await told(page, /does nothing, because Ultimate Multisite is not active/, /Activate it, or finish its setup/);
});
