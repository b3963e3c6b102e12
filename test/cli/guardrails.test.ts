import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { flat, plainBuckets, terminalAt } from '../kit/terminal.ts';

describe('guardrails', () => {
  test('of everything while the journal is empty, none of them attached', async () => {
    const { run, json, sandbox } = terminalAt(plainBuckets);
    const { exit, out } = await run(['guardrails']);
    expect(exit).toBe(0);
    expect(flat(out)).toMatch(/resource-control-policy +\d+ of 5120 +\d+ of \d+ +0/);
    expect(flat(out)).toContain('Of everything that Waxseal knows');
    expect(sandbox.calls?.() ?? []).toEqual([]);
    const { document } = await json(['guardrails'], 'waxseal/guardrails/v1');
    expect(document).toMatchObject({ cutTo: 'everything', written: [] });
  });

  test('cut to what was looked at, with whoever would be hit', async () => {
    const { run, json } = terminalAt(plainBuckets);
    await run(['apply', '--scan', '--remediation', 's3-bucket-tls-only']);
    const { document } = await json(['guardrails'], 'waxseal/guardrails/v1');
    expect(document).toMatchObject({
      cutTo: 'journal',
      guardrails: [
        {
          id: 'resource-control-policy',
          hits: expect.arrayContaining([
            expect.objectContaining({ clients: 'unknown', remediation: 's3-bucket-tls-only' }),
          ]),
        },
        { id: 'conformance-pack' },
      ],
    });
    const { out } = await run(['guardrails']);
    expect(flat(out)).toContain('its clients are not known: waxseal evidence tells');
    expect(flat(out)).toContain('Cut to what the journal has');
  });

  test('one alone is the document as AWS takes it, and nothing else', async () => {
    const { run } = terminalAt(plainBuckets);
    const { out } = await run(['guardrails', 'resource-control-policy']);
    expect(JSON.parse(out)).toMatchObject({ Version: '2012-10-17' });
    expect(out.trim()).not.toContain('\n');
  });

  test('exemptions of the policy are in them, and those that cannot be said are told', async () => {
    const { run, file } = terminalAt(plainBuckets);
    const lines = ['version: 1', 'exemptions:'];
    const line = (match: string) => `  - ${match}\n    owner: a\n    reason: b\n    expires: 2099-01-01`;
    file('waxseal.yaml', [...lines, line("accounts: ['222233334444']"), line("ous: ['/old/*']")].join('\n'));
    const { out } = await run(['guardrails']);
    expect(flat(out)).toContain('Not said: exemptions[1], because it names organizational units');
    expect((await run(['guardrails', 'resource-control-policy'])).out).toContain('222233334444');
  });

  test('security policies that the policy file accepts are in them', async () => {
    const { run, file } = terminalAt(plainBuckets);
    const settings =
      '{ elb-listener-tls-policy: { acceptedPolicies: [ELBSecurityPolicy-TLS13-1-2-2021-06] } }';
    file('waxseal.yaml', `version: 1\nrules:\n  - settings: ${settings}\n`);
    const { out } = await run(['guardrails', 'service-control-policy']);
    expect(out).toContain('ELBSecurityPolicy-TLS13-1-2-2021-06');
  });

  test('one that is too long keeps back no other', async () => {
    const { run, file } = terminalAt(plainBuckets);
    const accounts = Array.from({ length: 400 }, (_, nth) => `'${100_000_000_000 + nth}'`).join(', ');
    file(
      'waxseal.yaml',
      `version: 1\nexemptions:\n  - accounts: [${accounts}]\n    owner: a\n    reason: b\n    expires: 2099-01-01\n`,
    );
    expect((await run(['guardrails', 'cloudformation-guard-rules'])).exit).toBe(0);
    const whole = await run(['guardrails', '--into', 'guardrails']);
    expect(whole.exit).not.toBe(0);
    expect(flat(whole.err)).toContain(
      'AWS takes 5120. Do: Name fewer accounts or resources in one exemption.',
    );
  });

  test('as files, with the cases that prove them', async () => {
    const { run, cwd } = terminalAt(plainBuckets);
    const { exit, out } = await run(['guardrails', '--into', 'guardrails']);
    expect(exit).toBe(0);
    const names = readdirSync(join(cwd, 'guardrails'));
    expect(names.toSorted()).toEqual([
      'conformance-pack.yaml',
      'declarative-policy-ec2.json',
      'guard-hook.json',
      'resource-control-policy.cases.json',
      'resource-control-policy.json',
      'service-control-policy.cases.json',
      'service-control-policy.json',
      'vpc-endpoint-policy.cases.json',
      'vpc-endpoint-policy.json',
      'waxseal.cases.json',
      'waxseal.guard',
    ]);
    for (const name of names.filter((one) => one.endsWith('.json')))
      expect(() => void JSON.parse(readFileSync(join(cwd, 'guardrails', name), 'utf8')), name).not.toThrow();
    expect(out).toContain('guardrails/waxseal.guard');
  });

  test('a name that there is none of, and a folder that is none, are one clear error', async () => {
    const { run, file, cwd } = terminalAt(plainBuckets);
    const none = await run(['guardrails', 'rcp']);
    expect(none.exit).toBe(2);
    expect(flat(none.err)).toContain('There is no guardrail "rcp". Do: Give one of resource-control-policy,');
    file('taken', 'a file');
    const taken = await run(['guardrails', '--into', 'taken']);
    expect(taken.exit).toBe(2);
    expect(flat(taken.err)).toContain('taken cannot be written to.');
    expect(existsSync(join(cwd, 'taken', 'waxseal.guard'))).toBe(false);
  });
});
