<?php
/**
 * sunrise.php serves active domains, with and without www (§4, §5).
 *
 * @package UM_Double
 */

namespace UM_Double\Check;

fresh();

$content = \RunCloud\Tests\Scratch::make('um-double');
copy(dirname(__DIR__) . '/ultimate-multisite/sunrise.php', "$content/sunrise.php");

$site   = make_site('mapped');
$domain = wu_create_domain(['domain' => 'shop.example', 'blog_id' => $site, 'stage' => 'done']);
$serves = fn($host) => elsewhere("define('WP_CONTENT_DIR', '$content'); define('SUNRISE', true); \$um_double_host = '$host'", 'echo json_encode([get_current_blog_id(), WP_Ultimo()->is_loaded()]);');

same([$site, true], $serves('shop.example'), 'an active domain leads to its site');
same([$site, true], $serves('www.shop.example'), 'so does its www twin');
same([$site, true], $serves('mapped.' . get_network()->domain), 'the site\'s own host still does');
$domain->set_stage('checking-dns');
$domain->save();
ok($serves('shop.example') !== [$site, true], 'an inactive one does not');

\RunCloud\Tests\Scratch::remove($content);
