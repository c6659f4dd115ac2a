/** The page RunCloud of the network's admin. */

import { login, shown } from './browser.mjs';

/** Its address. */
export const address = (bed, query = '') => bed.networkAdmin(`admin.php?page=runcloud${query}`);

/**
 * Opens it as the network's administrator, and waits until nothing is asked any more.
 *
 * @param {import('playwright-core').Page} page
 * @param {typeof import('./bed.mjs')} bed
 * @param {string} [query] further arguments, such as `&view=failed`
 */
export async function open(page, bed, query = '') {
    await login(page, 'admin', 'password', address(bed, query));
    await settled(page);
}

/** Waits until the page asks for nothing any more; its script has begun to ask when it has loaded. */
export async function settled(page, timeout = 10_000) {
    await page.locator('#runcloud:not([aria-busy=true])').waitFor({ timeout });
}

/** Clicks what leads to another page, and waits until that is there: the page before would pass for settled. */
export async function go(page, link) {
    const loaded = page.waitForEvent('load');
    await link.click();
    await loaded;
    await settled(page);
}

/** What the last action said. */
export async function said(page) {
    await page.locator('#runcloud-said .notice').waitFor();
    return shown(page, '#runcloud-said');
}

/** Presses a button of the page and returns what that said. */
export async function press(page, name, within = '#runcloud') {
    await page.locator('#runcloud-said').evaluate((element) => element.replaceChildren());
    await reach(page.locator(within).getByRole('button', { name, exact: true })).then((button) => button.click());
    const told = await said(page);
    await settled(page);
    return told;
}

/** A button, once it can be reached: those of a row are shown while the pointer is in it. */
export async function reach(button) {
    await button.evaluate((element) => element.closest('#the-list tr')?.classList.add('under-the-pointer'));
    const line = button.page().locator('tr.under-the-pointer');
    if (await line.count() > 0) {
        await line.hover();
        await line.evaluate((element) => element.classList.remove('under-the-pointer'));
    }
    return button;
}

/** The table's row of a domain. */
export const row = (page, domain) => page.locator('#runcloud tbody tr', { has: page.locator('.column-name strong', { hasText: new RegExp(`^${domain.replaceAll('.', '\\.')}$`) }) });

/** The names in the table. */
export const names = (page) => page.locator('#runcloud .column-name strong').allInnerTexts();

/** What needs attention, one text each. */
export const attention = (page) => page.locator('.runcloud-attention > li').allInnerTexts();

/** Maps names as those from before the integration are: nothing is queued for them. @param {typeof import('./bed.mjs')} bed */
export const mapUnseen = (bed, hosts) => bed.wordpress(
    `global $wpdb;
    foreach (array_chunk($hosts, 500) as $chunk) {
        $rows = array_map(fn ($host) => $wpdb->prepare("(1, %s, 1, 0, 0, 'done', NOW(), NOW())", $host), $chunk);
        $wpdb->query("INSERT INTO {$wpdb->base_prefix}wu_domain_mappings (blog_id, domain, active, primary_domain, secure, stage, date_created, date_modified) VALUES " . implode(',', $rows));
    }
    return $wpdb->last_error;`,
    { hosts },
);

/** Maps a name as a customer does. */
export const map = (bed, host) => bed.wordpress(
    '$domain = wu_create_domain(["domain" => $host, "blog_id" => 1, "stage" => "checking-dns", "active" => true, "primary_domain" => false, "secure" => false]); return $domain->get_id();',
    { host },
);

/** So many names. */
export const numbered = (count, pattern = (number) => `shop-${number}.example.com`) => Array.from({ length: count }, (_, index) => pattern(String(index + 1).padStart(4, '0')));

/** Where DNS is to be asked no more: each of these names points to this server. */
export const addresses = (map) => ({ BED_ADDRESSES: JSON.stringify(map) });
