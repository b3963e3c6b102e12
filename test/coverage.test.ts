import { expect, it } from 'vitest';
import { coveragePage } from '../scripts/generate/coverage.ts';
import kinesis from '../src/services/kinesis/remediations/kinesis-stream-endpoint.ts';
import queue from '../src/services/sqs/remediations/sqs-queue-tls-only.ts';

const about = (item: { readonly by?: string[]; readonly how?: string; readonly not?: string }) => [
  {
    name: 'S0',
    title: 'A text',
    sections: [{ heading: 'Part', items: [{ asks: 'Streams | TLS', by: [], ...item }] }],
  },
];

it('answers each point with what there is, and says of each remediation how far it goes and who asks for it', () => {
  const page = coveragePage(
    [kinesis, queue],
    about({
      by: ['kinesis-stream-endpoint', 'waxseal policy check', 'evidence.md'],
      how: 'By itself.',
      not: 'Readers.',
    }),
  );
  expect(page).toContain(
    '| Streams \\| TLS | [`kinesis-stream-endpoint`](remediations/kinesis-stream-endpoint.md), [`waxseal policy check`](cli.md), [evidence.md](evidence.md) | By itself. **Not:** Readers. |',
  );
  expect(page).toMatch(/`kinesis-stream-endpoint`\].*AWS enforces it; shown with its proof \| S0 \|/);
  expect(page).toMatch(/`sqs-queue-tls-only`\].*fixes, as policy says \| none \|/);
});

it.each(['kinesis-stream', 'waxseal evidences', 'evidences.md', '../README.md/'])(
  'refuses %s, which does not exist',
  (name) => {
    expect(() => coveragePage([kinesis], about({ by: [name] }))).toThrow(
      `docs/coverage/s0.yaml: "Streams | TLS" names ${name}: no remediation, command or page is called so.`,
    );
  },
);

it('refuses a point without an answer', () => {
  expect(() => coveragePage([kinesis], about({}))).toThrow('has no answer: name it in by, or say why not.');
});
