<?php

declare(strict_types=1);

use RunCloud\Tests\Fake;

/** The table that bin/demo-wordpress.php prints: what happened, the jobs that followed, and what each asked RunCloud. */
final class JobTable
{
    private const ANSWER = 6;

    private readonly int $job;
    private readonly int $asked;
    private int $requests = 0;
    private int $unexpected = 0;
    private string $said = '';
    /** @var list<string> what was said in the job that runs */
    private array $words = [];

    public function __construct(private readonly Fake $fake)
    {
        $width = max(80, min(130, (int) (getenv('COLUMNS') ?: 110)));
        $this->job = intdiv($width * 11, 20) - self::ANSWER;
        $this->asked = $width - $this->job - self::ANSWER - 4;
    }

    public function head(): void
    {
        $this->line('what happened, and the job', 'RunCloud is asked', 'answer');
        echo str_repeat('-', $this->job), '  ', str_repeat('-', $this->asked), '  ', str_repeat('-', self::ANSWER), "\n";
    }

    /** Prints each job that runs in this process, with its requests. */
    public function follow_the_queue(): void
    {
        add_action('action_scheduler_before_execute', function (): void {
            $this->requests('a page of WordPress');
            $this->words = [];
        });
        add_action('wu_transition_domain_stage', fn ($old, $new, $id) => $this->words[] = wu_get_domain((int) $id)->get_domain() . ": $old → $new", 10, 3);
        add_action('action_scheduler_after_execute', fn ($id) => $this->ran((string) $id));
        add_action('action_scheduler_failed_execution', fn ($id, $error) => $this->ran((string) $id, 'FAILED: ' . $error->getMessage()), 10, 2);
    }

    public function event(string $what): void
    {
        echo "\n";
        $this->line($what, '', '', $this->job + $this->asked);
    }

    public function words(string $words): void
    {
        $this->words[] = $words;
        $this->said .= "$words\n";
    }

    /** All that the plugin has said. */
    public function said(): string
    {
        return $this->said;
    }

    /** Prints what was asked since the last job; nothing when that is nothing. */
    public function requests(string $by): void
    {
        foreach ($this->asked_lately() as $i => [$asked, $status]) {
            $this->line($i === 0 ? "  $by" : '', $asked, $status);
        }
    }

    /** @return list<string> the names that the web application has */
    public function domains(): array
    {
        $domains = array_filter($this->fake->state()['domains'], fn (array $domain) => $domain['app'] === $this->fake->ready->app_id);
        return array_column($domains, 'name');
    }

    public function expect(string $what, bool $is_so): void
    {
        if (!$is_so) {
            $this->unexpected++;
            echo "  UNEXPECTED: it is not so that $what\n";
        }
    }

    /** Prints the sum and returns the exit status. */
    public function finish(): int
    {
        printf("\n%d requests; RunCloud has %s\n", $this->requests, implode(', ', $this->domains()));
        return $this->unexpected === 0 ? 0 : 1;
    }

    private function ran(string $id, string $failure = ''): void
    {
        $requests = $this->asked_lately();
        [$job, $is_ours] = self::described($id);
        // Ultimate Multisite's own checks, and jobs that have nothing to do with RunCloud, are shown when they come to something.
        if (!$is_ours && $requests === [] && $failure === '' && $this->words === []) {
            return;
        }
        $this->line("  $job", $requests[0][0] ?? '', $requests[0][1] ?? '');
        foreach (array_slice($requests, 1) as [$asked, $status]) {
            $this->line('', $asked, $status);
        }
        foreach ([...$this->words, ...array_filter([$failure])] as $words) {
            $this->line("    $words", '', '', $this->job + $this->asked);
        }
        $this->words = [];
    }

    /** @return array{string, bool} a job's hook and what it is about; whether it is the plugin's or brings it work */
    private static function described(string $id): array
    {
        $action = ActionScheduler::store()->fetch_action($id);
        $hook = $action->get_hook();
        $args = array_values($action->get_args());
        if ($hook === 'wu_async_process_domain_stage') {
            $args = [wu_get_domain((int) $args[0])?->get_domain()];
        }
        $about = array_filter($args, fn ($arg) => is_string($arg) && preg_match('/^[a-z][a-z0-9.-]*$/', $arg));
        return [trim("$hook " . implode(' ', $about)), preg_match('/^runcloud_|^wu_(add|remove)_(sub)?domain$/', $hook) === 1];
    }

    /** @return list<array{string, string}> what was asked since the last time, and the status of the answer */
    private function asked_lately(): array
    {
        $app = "/servers/{$this->fake->ready->server_id}/webapps/{$this->fake->ready->app_id}";
        $rows = [];
        foreach ($this->fake->journal() as $entry) {
            $body = $entry['body'] ? ' ' . json_encode($entry['body'], JSON_UNESCAPED_SLASHES) : '';
            $path = str_replace($app, '…', $entry['path']);
            $rows[] = [$entry['method'] . ' ' . preg_replace('~^/api/(v\d)/?~', '$1 ', $path) . $body, (string) $entry['status']];
        }
        $this->fake->clear_journal();
        $this->requests += count($rows);
        return $rows;
    }

    private function line(string $left, string $right, string $answer, ?int $width = null): void
    {
        $indent = strspn($left, ' ');
        $width ??= $this->job;
        $lefts = explode("\n", wordwrap(ltrim($left), $width - $indent, "\n", true));
        $rights = explode("\n", wordwrap($right, $this->asked, "\n", true));
        foreach (range(0, max(count($lefts), count($rights)) - 1) as $i) {
            $text = isset($lefts[$i]) ? str_repeat(' ', $indent) . $lefts[$i] : '';
            // The ellipsis is longer in bytes than on the screen.
            $wide = $this->asked + strlen($rights[$i] ?? '') - iconv_strlen($rights[$i] ?? '');
            echo rtrim(sprintf("%-{$width}s  %-{$wide}s  %s", $text, $rights[$i] ?? '', $i === 0 ? $answer : '')), "\n";
        }
    }
}
