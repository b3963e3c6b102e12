import { describe, expect, test } from 'vitest';
import { worldProbe } from '../../src/sandbox/world-probe.ts';
import { arnOf, autoPolicy, flat, plainBuckets, terminalAt, type Terminal } from '../kit/terminal.ts';

/** The whole way at a terminal: a fix, the probe after it, and what is kept of it. */

const answering = (): { terminal: Terminal; is: { says?: 'accepted' | 'unknown' } } => {
  const is: { says?: 'accepted' | 'unknown' } = {};
  const terminal: Terminal = terminalAt(plainBuckets, {
    parts: {
      probe: async (endpoint, target) =>
        is.says === undefined
          ? worldProbe(terminal.sandbox.world)(endpoint, target)
          : { is: is.says, says: 'As the test says.' },
    },
  });
  return { terminal, is };
};
const applying = (terminal: Terminal): readonly string[] => [
  'apply',
  '--resource',
  arnOf('plain'),
  '--policy',
  terminal.file('p.yaml', autoPolicy),
];

describe('a fix at a terminal', () => {
  test('is probed; the answer is shown, and kept in the journal', async () => {
    const { terminal } = answering();
    const { out, exit } = await terminal.run(applying(terminal));
    expect(exit).toBe(0);
    expect(flat(out)).toContain(
      'probe-refused: A probe of plain.s3.eu-west-1.amazonaws.com:80 was refused plaintext.',
    );
    const { document } = await terminal.json(['history', '--resource', arnOf('plain')], 'waxseal/history/v1');
    expect(document).toMatchObject({
      entries: [{ outcome: { is: 'remediated', met: [{ check: 'probe-refused' }] } }],
    });
  });
  test('is not verified while plaintext is let in, and is as soon as it is not', async () => {
    const { terminal, is } = answering();
    is.says = 'accepted';
    const { out, exit } = await terminal.run(applying(terminal));
    expect(exit).toBe(4);
    expect(flat(out)).toContain('probe-accepted: A probe of plain.s3.eu-west-1.amazonaws.com:80 was let in');
    delete is.says;
    terminal.sandbox.advance(10 * 60_000);
    const { document, exit: now } = await terminal.json(applying(terminal), 'waxseal/apply/v1');
    expect(now).toBe(0);
    expect(document).toMatchObject({ results: [{ outcome: { is: 'remediated' } }] });
  });
  test('of which a probe knows nothing is verified, and says so', async () => {
    const { terminal, is } = answering();
    is.says = 'unknown';
    const { out, exit } = await terminal.run(applying(terminal));
    expect(exit).toBe(0);
    expect(flat(out)).toContain('probe-unknown');
  });
});
