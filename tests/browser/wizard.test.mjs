/** The integration's steps in Ultimate Multisite's wizard, in the generation that stores credentials. */

import assert from 'node:assert/strict';
import { accessible, login, shown, until } from './support/browser.mjs';
import { story } from './support/story.mjs';

const TOKEN = 'WU_RUNCLOUD_API_TOKEN';
const stored = { generation: 'registry', credentials: false };
const constants = { generation: 'registry' };
const hostile = '<img src=x onerror="window.hostile=1"> &lt;img src=x onerror=window.hostile=1&gt; Tom & Jerry';

const step = (bed, name) => bed.networkAdmin(`admin.php?page=wp-ultimo-hosting-integration-wizard&integration=runcloud&step=${name}`);
const heading = (page, name) => page.getByRole('heading', { level: 1, name, exact: true }).waitFor();

async function fillIn(page, token, { server_id: server, app_id: app }) {
    await page.getByLabel('API token').fill(token);
    await page.getByLabel('Server ID').fill(String(server));
    await page.getByLabel('Web application ID').fill(String(app));
    await page.getByRole('button', { name: 'Save' }).click();
}

/** What the wizard says of its test of the connection: `Success` or `Failure`, and the words below. */
async function result(page) {
    await page.locator('#wu-test-state').filter({ hasNotText: 'Waiting' }).waitFor();
    await page.locator('#wu-test-result').filter({ hasText: /./ }).waitFor();
    return [await shown(page, '#wu-test-state'), await shown(page, '#wu-test-result')];
}

async function isText(page) {
    assert.equal(await page.locator('#wu-test-result *').count(), 0, 'elements in the result');
    assert.equal(await page.evaluate('window.hostile'), undefined, 'a script of the server was run');
}

story('the wizard leads from the activation to a connection that works', stored, async ({ page, bed, fake, startQueue, expectProblem }) => {
    // The double of Ultimate Multisite comes without its pictures.
    expectProblem(/status of 404 .*hosts\/runcloud\.svg/);
    await bed.wordpress('update_network_option(null, "wu_host_integrations_enabled", []);');
    await login(page, 'admin', 'password', step(bed, 'activation'));
    await heading(page, 'Activation');
    assert.match(await shown(page, '.wu-wizard'), /This integration will Add every domain that is mapped .* will not Touch the primary domain/);
    await page.getByRole('button', { name: 'Activate' }).click();

    await heading(page, 'Instructions');
    assert.match(await shown(page, '.wu-wizard'), /Workspace → Settings → API Management/);
    await page.getByRole('button', { name: 'Go to the Next Step' }).click();

    await heading(page, 'Configuration');
    await accessible(page, '.wu-wizard form');
    await fillIn(page, fake.ready.token, fake.ready);

    await heading(page, 'Testing Integration');
    assert.deepEqual(await result(page), ['Success', 'Access Authorized']);
    await page.getByRole('button', { name: 'Go to the Next Step' }).click();
    await heading(page, 'Ready!');

    // And so it does, without another word from the administrator.
    await bed.wordpress('wu_create_domain(["domain" => "shop.example.com", "blog_id" => 1, "stage" => "checking-dns", "active" => true, "primary_domain" => false, "secure" => false]);');
    startQueue();
    await until(async () => (await fake.domains()).includes('shop.example.com'), 'the mapped domain is in RunCloud');
});

story('a wrong token is answered with what RunCloud said and what to do next', stored, async ({ page, bed, fake }) => {
    await login(page, 'admin', 'password', step(bed, 'config'));
    await fillIn(page, 'a-token-of-somebody-else', fake.ready);
    const [state, words] = await result(page);
    assert.equal(state, 'Failure');
    assert.match(words, /RunCloud refused the credentials.*Check the token, .* in your RunCloud dashboard under Settings > API Management/);
    assert.doesNotMatch(words, /a-token-of-somebody-else/);
    await isText(page);
});

story('once it is right, testing again tells so on the same page', constants, async ({ page, bed, fake }) => {
    await fake.switch({ ip_whitelisted: false });
    await login(page, 'admin', 'password', step(bed, 'testing'));
    assert.equal((await result(page))[0], 'Failure');
    await fake.switch({ ip_whitelisted: true });
    await page.getByRole('button', { name: 'Test again' }).click();
    await page.getByText('Access Authorized').waitFor();
    assert.deepEqual(await result(page), ['Success', 'Access Authorized']);
});

story('a token that is stored never comes back, and stays when the form is saved again', stored, async ({ page, bed, fake }) => {
    await login(page, 'admin', 'password', step(bed, 'config'));
    await fillIn(page, fake.ready.token, fake.ready);
    await page.goto(step(bed, 'config'));
    const field = page.getByLabel('API token');
    assert.match(await field.inputValue(), /^•+$/);
    assert.equal(await field.getAttribute('type'), 'password');
    assert.ok(!(await page.content()).includes(fake.ready.token));
    assert.equal(await page.getByLabel('Server ID').inputValue(), String(fake.ready.server_id));
    assert.match(await shown(page, `p:has(#${TOKEN})`), /A value is stored, but not shown/);
    await page.getByRole('button', { name: 'Save' }).click();
    assert.deepEqual(await result(page), ['Success', 'Access Authorized']);
    await page.goto(step(bed, 'config'));
    await field.fill('another-one');
    await page.getByRole('button', { name: 'Save' }).click();
    assert.equal((await result(page))[0], 'Failure', 'and is replaced when another is typed');
});

for (const generation of ['registry', 'legacy']) {
    story(`a token of wp-config.php never comes to the browser (${generation})`, { generation }, async ({ page, bed, fake }) => {
        await login(page, 'admin', 'password', step(bed, 'config'));
        await heading(page, 'Configuration');
        assert.ok(!(await page.content()).includes(fake.ready.token));
        assert.equal(await page.getByLabel('Server ID').inputValue(), String(fake.ready.server_id));
    });
}

story('a field that wp-config.php decides is greyed out and says why', constants, async ({ page, bed, fake }) => {
    await login(page, 'admin', 'password', step(bed, 'config'));
    assert.equal(await page.getByLabel('API token').isDisabled(), true);
    assert.equal(await page.getByLabel('API key').isDisabled(), false);
    assert.match(await shown(page, `p:has(#${TOKEN})`), /Defined as WU_RUNCLOUD_API_TOKEN in wp-config\.php/);
});

story('markup in the name of a server stays text', constants, async ({ page, bed, fake }) => {
    const server = { id: fake.ready.server_id, name: hostile, ipAddress: '192.0.2.1', online: false, connected: false };
    await fake.reply(200, server, { method: 'GET', path: `/servers/${fake.ready.server_id}$` });
    await login(page, 'admin', 'password', step(bed, 'testing'));
    const [state, words] = await result(page);
    assert.equal(state, 'Failure');
    assert.match(words, /RunCloud cannot reach the server .*Tom & Jerry/);
    await isText(page);
});

story('markup in a refusal of RunCloud stays text', constants, async ({ page, bed, fake }) => {
    await fake.reply(401, { message: hostile });
    await login(page, 'admin', 'password', step(bed, 'testing'));
    const [state, words] = await result(page);
    assert.equal(state, 'Failure');
    assert.match(words, /Tom & Jerry/);
    await isText(page);
});

story('who does not run the network does not get to the wizard', constants, async ({ page, bed, expectProblem }) => {
    await bed.addUser('eve', 'administrator');
    expectProblem(/status of 403/);
    await login(page, 'eve', 'eve', step(bed, 'config'));
    assert.match(await shown(page), /Sorry, you are not allowed to access this page/);
    assert.equal(await page.locator(`#${TOKEN}`).count(), 0);
});
