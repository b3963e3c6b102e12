import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { withPorts } from '../../handlers/remediate.ts';
import { parsePolicy } from '../../src/adapters/policy/file.ts';
import { WaxsealError } from '../../src/core/model/errors.ts';
import { modes } from '../../src/core/policy/policy.ts';
import { context, record } from '../kit/context.ts';
import { autoPolicy, plainBuckets, terminalAt } from '../kit/terminal.ts';
import { enter, eventAbout } from '../kit/deliveries.ts';
import { changed, example, exampleFiles, pathsOf } from '../kit/event-examples.ts';

/** The ways in: events at the function, the policy file, the command line. */

// oxlint-disable-next-line no-control-regex -- finding control characters is what this is for
const acting = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]|[\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
const secret = 'TOP-SECRET-5f2b';
const deep = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
const junk = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom<unknown>(
    null,
    '',
    secret,
    `arn:aws:s3:::${secret}`,
    `\u001b[2J${secret}\u202e`,
    [],
    {},
    -1,
    JSON.parse('{"__proto__":{"polluted":"yes"}}'),
    JSON.parse(deep(500)),
    'a'.repeat(100_000),
  ),
);

describe('events at the function', () => {
  let lines: string[] = [];
  beforeEach(() => {
    lines = [];
    const keep = (line: unknown): boolean => lines.push(String(line)) > 0;
    for (const stream of [process.stdout, process.stderr]) vi.spyOn(stream, 'write').mockImplementation(keep);
  });
  afterEach(() => vi.restoreAllMocks());

  test('junk in them writes nothing elsewhere, throws nothing, and is not repeated in the log', async () => {
    const events = exampleFiles.map(example);
    const mutated = fc
      .constantFrom(...events)
      .chain((event) => fc.tuple(fc.constant(event), fc.constantFrom(...pathsOf(event)), junk));
    const body = fc.oneof(
      mutated.map(([event, path, value]) => JSON.stringify(changed(event, path, value))),
      fc.constantFrom('', '{', deep(50_000), `"${secret}"`, 'null', '[]', `{"a":"${'x'.repeat(300_000)}"}`),
    );
    const { host, ports } = enter();
    await fc.assert(
      fc.asyncProperty(fc.array(body, { minLength: 1, maxLength: 3 }), async (bodies) => {
        const given = { Records: bodies.map((text, index) => record(`m${index}`, text)) };
        await withPorts(ports)(given, context);
        // The only bucket that an example names; whatever else would be written was named by junk.
        const other = host.writes().filter(({ input }) => !JSON.stringify(input).includes('"invoices"'));
        expect(other).toEqual([]);
      }),
      { numRuns: 120 },
    );
    expect('polluted' in {}).toBe(false);
    expect(lines.filter((line) => line.includes(secret) && /Statement|"detail"/.test(line))).toEqual([]);
    expect(lines.some((line) => line.length > 20_000)).toBe(false);
  });

  test('what is in a policy is never in the log', async () => {
    const Policy = JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Sid: secret,
          Effect: 'Allow',
          Principal: { AWS: 'arn:aws:iam::111122223333:root' },
          Action: 's3:GetObject',
          Resource: 'arn:aws:s3:::invoices/*',
        },
      ],
    });
    const account = {
      s3: { Buckets: [{ Name: 'invoices', Policy, TagSet: [{ Key: 'k', Value: secret }] }] },
    };
    const { ports } = enter({ account });
    await withPorts(ports)({ Records: [record('m', eventAbout('invoices'))] }, context);
    expect(lines.join('\n')).not.toContain(secret);
  });
});

describe('the policy file', () => {
  const sound = (text: string): void => {
    try {
      const policy = parsePolicy(text, 'waxseal.yaml');
      expect(modes).toContain(policy.mode);
      for (const { mode } of policy.rules) expect([...modes, undefined]).toContain(mode);
      for (const { expires, owner, reason } of policy.exemptions)
        expect([/^\d{4}-\d\d-\d\d$/.test(expires), owner !== '', reason !== '']).toEqual([true, true, true]);
      expect(policy.approvals.minimum).toBeGreaterThanOrEqual(1);
    } catch (error) {
      if (!(error instanceof WaxsealError)) throw error;
      expect(error.code).toBe('policy-invalid');
    }
    expect('polluted' in {}).toBe(false);
  };
  test('any text, and any change to a good one, is a policy that holds together or is refused', () => {
    const edit = fc.tuple(fc.nat(autoPolicy.length), fc.nat(12), fc.string({ unit: 'binary', maxLength: 8 }));
    const edited = edit.map(
      ([at, length, put]) => autoPolicy.slice(0, at) + put + autoPolicy.slice(at + length),
    );
    expect(() => parsePolicy(autoPolicy, 'waxseal.yaml')).not.toThrow();
    fc.assert(fc.property(fc.oneof(edited, fc.string({ unit: 'binary' }), fc.json()), sound), {
      numRuns: 1000,
    });
  });
  test.each([
    [
      'aliases that multiply',
      `a: &a [1,1,1,1,1,1,1,1,1]\n${'bcdefgh'
        .split('')
        .map(
          (name, index) =>
            `${name}: &${name} [${Array(9)
              .fill(`*${'abcdefg'.charAt(index)}`)
              .join(',')}]`,
        )
        .join('\n')}`,
    ],
    ['deep nesting', `version: 1\nrules: ${deep(20_000)}`],
    ['a prototype', 'version: 1\n__proto__: {polluted: yes}\nmode: auto'],
    ['a constructor', 'version: 1\nconstructor: {prototype: {polluted: yes}}'],
    ['10 MB', `version: 1\n# ${'x'.repeat(10 * 1024 * 1024)}`],
    ['a tag of another language', 'version: 1\nmode: !!js/function "function(){}"'],
    ['two documents', 'version: 1\n---\nmode: auto'],
    ['a merge key', 'version: 1\nrules:\n  - &a {mode: auto}\n  - <<: *a'],
    ['a mode with a mark in it', 'version: 1\nmode: "au\u200bto"'],
    ['a mode in Cyrillic', 'version: 1\nmode: \u0430uto'],
  ])('%s is refused', (_name, text) => {
    expect(() => parsePolicy(text, 'waxseal.yaml')).toThrow(
      expect.objectContaining({ name: 'WaxsealError', code: 'policy-invalid' }),
    );
  });
});

test('the command line: any words end with a code that is documented, and only looking writes nothing', async () => {
  const { run, sandbox } = terminalAt(plainBuckets);
  const word = fc.oneof(
    fc.constantFrom(
      'plan',
      'scan',
      'report',
      'history',
      'explain',
      'list',
      'policy',
      'check',
      'doctor',
      'help',
    ),
    fc.constantFrom(
      '--resource',
      '--event',
      '--policy',
      '--region',
      '--format',
      '--limit',
      '--journal',
      '--',
      '-',
      '-h',
    ),
    fc.constantFrom(
      'json',
      'html',
      'arn:aws:s3:::plain',
      '../../../etc/passwd',
      '/dev/null',
      '$(id)',
      '__proto__',
    ),
    fc.string({ unit: 'binary', maxLength: 12 }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(word, { maxLength: 5 }), async (line) => {
      const { exit, out, err } = await run(line);
      expect([0, 1, 2, 3, 4, 5, 130]).toContain(exit);
      expect(err).not.toMatch(/TypeError|at .*\.ts:\d+|\(unexpected\)/);
      expect((out + err).replaceAll('\n', '')).not.toMatch(acting);
      expect(sandbox.writes()).toEqual([]);
    }),
    { numRuns: 120 },
  );
});
