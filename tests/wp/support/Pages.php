<?php

declare(strict_types=1);

namespace RunCloud\Tests;

use WP_Ultimo\Admin_Pages\Hosting_Integration_Wizard_Admin_Page;

/** Ultimate Multisite's pages and buttons, real or the double's, without a browser, as the current user. */
final class Pages
{
    private const WIZARD = ['page' => 'wp-ultimo-hosting-integration-wizard'];

    /**
     * A page of the network admin, with its load hook, as a request would run it.
     *
     * @param object $page  with page_loaded() and output()
     * @param array  $query query string
     * @param array  $post  form; empty for a GET
     * @return array{html: string, redirect: string|null, denied: string|null} where it redirected instead of printing, or why it refused
     */
    public static function visit(object $page, array $query, array $post = []): array
    {
        $before = [$_GET, $_POST, $_REQUEST];
        $_GET = wp_slash($query);
        $_POST = wp_slash($post);
        $_REQUEST = array_merge($_GET, $_POST);
        $result = ['html' => '', 'redirect' => null, 'denied' => null];
        $stop = static function (string $kind) use (&$result): callable {
            return static function ($text) use ($kind, &$result) {
                $result[$kind] = is_wp_error($text) ? $text->get_error_message() : (string) $text;
                throw new RequestEnded();
            };
        };
        $redirected = $stop('redirect');
        $denied = $stop('denied');
        $handler = static fn () => $denied;
        add_filter('wp_redirect', $redirected, PHP_INT_MAX);
        add_filter('wp_die_handler', $handler, PHP_INT_MAX);
        $screen = self::enter();
        ob_start();
        try {
            if (!current_user_can('manage_network')) {
                wp_die('Sorry, you are not allowed to access this page.', 403);
            }
            $page->page_loaded();
            // A real page puts its contents into boxes, between its load hook and its output.
            method_exists($page, 'register_widgets') && $page->register_widgets();
            $page->output();
            $result['html'] = ob_get_contents();
        } catch (RequestEnded) {
            $result['html'] = '';
        } finally {
            ob_end_clean();
            remove_filter('wp_redirect', $redirected, PHP_INT_MAX);
            remove_filter('wp_die_handler', $handler, PHP_INT_MAX);
            [$_GET, $_POST, $_REQUEST] = $before;
            $GLOBALS['current_screen'] = $screen;
        }
        return $result;
    }

    /** Shows a step of the wizard; see visit(). */
    public static function wizard_show(string $integration, string $step, array $query = []): array
    {
        return self::visit(self::wizard(), self::WIZARD + compact('integration', 'step') + $query);
    }

    /**
     * Sends a step of the wizard with valid nonces; see visit().
     *
     * @param array $form fields; 'submit' is '1' unless given, '0' is the legacy "Add manually". null for saving_STEP or
     *                    _wpultimo_nonce leaves it out
     */
    public static function wizard_submit(string $integration, string $step, array $form = []): array
    {
        $nonce = wp_create_nonce("saving_$step");
        $form += ["saving_$step" => $nonce, '_wpultimo_nonce' => $nonce, 'submit' => '1'];
        return self::visit(self::wizard(), self::WIZARD + compact('integration', 'step'), array_filter($form, static fn ($value) => $value !== null));
    }

    /**
     * Presses the wizard's test button.
     *
     * @return array{status: int, body: string, json: mixed}
     */
    public static function test_button(string $integration): array
    {
        if (!is_user_logged_in()) {
            return ['status' => 400, 'body' => '0', 'json' => 0];
        }
        $before = $_REQUEST;
        $_REQUEST['integration'] = $integration;
        $end = static fn () => static function ($text = '') {
            echo is_scalar($text) ? $text : '';
            throw new RequestEnded();
        };
        add_filter('wp_doing_ajax', '__return_true');
        add_filter('wp_die_ajax_handler', $end, PHP_INT_MAX);
        add_filter('wp_die_json_handler', $end, PHP_INT_MAX);
        ob_start();
        try {
            do_action('wp_ajax_wu_test_hosting_integration');
            wp_die('0');
        } catch (RequestEnded) {
            $body = ob_get_contents();
        } finally {
            ob_end_clean();
            remove_filter('wp_doing_ajax', '__return_true');
            remove_filter('wp_die_ajax_handler', $end, PHP_INT_MAX);
            remove_filter('wp_die_json_handler', $end, PHP_INT_MAX);
            $_REQUEST = $before;
        }
        return ['status' => 200, 'body' => $body, 'json' => json_decode($body, true)];
    }

    /** The notices of the network admin: core prints its own in the header, plugins theirs below. */
    public static function notices(): string
    {
        $screen = self::enter();
        ob_start();
        do_action('in_admin_header');
        do_action('network_admin_notices');
        $GLOBALS['current_screen'] = $screen;
        return ob_get_clean();
    }

    /** Makes this a request to the network admin; returns the screen that was before. */
    private static function enter(): ?object
    {
        require_once ABSPATH . 'wp-admin/includes/admin.php';
        $screen = $GLOBALS['current_screen'] ?? null;
        set_current_screen('admin-network');
        return $screen;
    }

    /** @return array<string, \DOMElement> the inputs of a page whose names begin so, by name */
    public static function inputs(string $html, string $beginning = 'WU_'): array
    {
        $page = new \DOMDocument();
        $page->loadHTML('<?xml encoding="utf-8"?>' . $html, LIBXML_NOERROR);
        $inputs = [];
        foreach ($page->getElementsByTagName('input') as $input) {
            if (str_starts_with($input->getAttribute('name'), $beginning)) {
                $inputs[$input->getAttribute('name')] = $input;
            }
        }
        return $inputs;
    }

    private static function wizard(): object
    {
        return new Hosting_Integration_Wizard_Admin_Page();
    }
}
