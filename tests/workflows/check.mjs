// Checks the workflows: actionlint's rules, and this project's own, which it has none for.
//
//     node check.mjs FILE...
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';

const ACTIONS = ['actions/checkout', 'actions/download-artifact', 'actions/upload-artifact', 'shivammathur/setup-php'];
const RUNNERS = ['ubuntu-24.04', 'ubuntu-24.04-arm'];

/** What the project asks of a workflow's lines; each rule returns what is wrong, or nothing. */
const rules = [
    function uses(line) {
        const [, action, rest] = line.match(/^\s*(?:- )?uses: *([^@\s]*)(.*)$/) ?? [];
        if (action === undefined) return;
        if (!ACTIONS.includes(action)) return `${action} is not one of the actions that are used here`;
        if (!/^@[0-9a-f]{40} # v?\d+\.\d+\.\d+$/.test(rest)) return `${action} is not pinned by a commit's full SHA with its version behind it`;
    },
    function run(line) {
        const [, code] = line.match(/^\s*(?:- )?run: *(.*)$/) ?? [];
        if (code === undefined) return;
        if (!/^(\.ci\/run|bin\/\w+|gh release) *[^;&|<>`]*$/.test(code)) return 'a step runs one command of bin/, .ci/run or gh; logic belongs into bin/';
        if (code.includes('${{')) return 'a command takes values from the environment, not by ${{ }}';
    },
    function trigger(line) {
        if (/pull_request_target|workflow_run|issue_comment/.test(line)) return 'this trigger gives strangers more rights than they need';
    },
    function secrets(line) {
        if (/secrets\./.test(line)) return 'no workflow needs a secret';
    },
    function runner(line) {
        const [, labels] = line.match(/runs-on: *(.*)$/) ?? [];
        for (const label of labels?.match(/[a-z]+-[\w.]+(-\w+)?/g) ?? []) {
            if (!RUNNERS.includes(label)) return `no runner ${label} is used here`;
        }
    },
];

/** The lines of a job, or of a step, by its first one. */
function blocks(text, start) {
    return text.split('\n').reduce((found, line, at) => {
        if (start.test(line)) found.push({ line: at + 1, name: line.trim(), text: '' });
        else if (found.length > 0) found.at(-1).text += `${line}\n`;
        return found;
    }, []);
}

/** What actionlint finds; what is no YAML is the end of it. */
async function linted(text) {
    lint ??= await createLinter();
    try {
        // Its list of runners is of another time.
        return lint(text, 'workflow.yml').filter(({ kind }) => kind !== 'runner-label').map(({ line, message }) => `${line}: ${message}`);
    } catch (error) {
        lint = null;
        return [`1: this is no YAML (${error.message})`];
    }
}

async function problems(text) {
    const found = await linted(text);
    text.split('\n').forEach((line, at) => {
        for (const rule of rules) {
            const wrong = rule(line.replace(/^(\s*)#.*/, '$1'));
            if (wrong) found.push(`${at + 1}: ${wrong}`);
        }
    });
    if (!/^permissions: \{\}$/m.test(text)) found.push('1: the rights are not taken from all jobs at the top: permissions: {}');
    const [, jobs] = text.split(/^jobs:\n/m);
    for (const job of blocks(jobs ?? '', /^ {2}[\w-]+:$/)) {
        if (!/^ {4}permissions:\n/m.test(job.text)) found.push(`1: the job ${job.name} does not say what rights it needs`);
        if (!/^ {4}timeout-minutes: \d+$/m.test(job.text)) found.push(`1: the job ${job.name} has no timeout-minutes`);
        if (/contents: write/.test(job.text) && !/gh release/.test(job.text)) found.push(`1: the job ${job.name} may write, and makes no release`);
        for (const step of blocks(job.text, /^ {6}- /)) {
            if (/actions\/checkout/.test(step.name) && !/persist-credentials: false/.test(step.text)) {
                found.push(`1: the job ${job.name} leaves its token in the checkout: persist-credentials: false`);
            }
        }
    }
    return found;
}

/** Mistakes that each workflow is tried with: none of them may pass. */
const mistakes = [
    ['an action without a SHA', (text) => text.replace(/checkout@[0-9a-f]{40}/, 'checkout@v6')],
    ['a SHA without its version', (text) => text.replace(/(checkout@[0-9a-f]{40}) # v[\d.]+/, '$1')],
    ['an action of somebody else', (text) => text.replace('actions/checkout@', 'somebody/checkout@')],
    ['rights for all jobs', (text) => text.replace('permissions: {}', 'permissions: write-all')],
    ['a job without rights of its own', (text) => text.replace('\n    permissions:\n', '\n    env:\n')],
    ['a right that there is not', (text) => text.replace('contents: read', 'contents: see')],
    ['a job that may write', (text) => text.replace('contents: read', 'contents: write')],
    ['a job without an end', (text) => text.replace(/\n {4}timeout-minutes: \d+/, '')],
    ['a token that stays', (text) => text.replace(/persist-credentials: false/, 'submodules: false')],
    ['a shell script', (text) => text.replace(/- run: .*/, '- run: apt-get install something')],
    ['two commands', (text) => text.replace(/- run: .*/, '- run: bin/test && bin/package')],
    ['a value in a command', (text) => text.replace(/- run: .*/, '- run: bin/test ${{ github.ref_name }}')],
    ['a dangerous trigger', (text) => text.replace(/^on:$/m, 'on:\n  pull_request_target:')],
    ['another runner', (text) => text.replaceAll('ubuntu-24.04', 'ubuntu-16.04')],
    ['a key that there is not', (text) => text.replace('timeout-minutes:', 'time-out:')],
    ['no YAML', (text) => text.replace('jobs:', 'jobs: [')],
];

const { createLinter } = createRequire(pathToFileURL(`${process.env.ACTIONLINT}/`))('actionlint');
let lint = null;
let failed = 0;
const check = (words, ok, more = []) => {
    console.log(`${ok ? 'ok' : 'not ok'} - ${words}`);
    more.forEach((line) => console.log(`    ${line}`));
    if (!ok) failed = 1;
};
for (const file of process.argv.slice(2)) {
    const name = basename(file);
    const text = readFileSync(file, 'utf8');
    const found = await problems(text);
    check(`${name} is right`, found.length === 0, found.map((problem) => `${name}:${problem}`));
    for (const [words, spoil] of mistakes) {
        const spoiled = spoil(text);
        check(`${name} with ${words} would be refused`, spoiled !== text && (await problems(spoiled)).length > 0);
    }
}
process.exit(failed);
