import { expect, it } from 'vitest';
import { coveragePage } from '../scripts/generate/coverage.ts';
import brokers from '../src/services/kafka/remediations/msk-serverless-endpoint.ts';
import key from '../src/services/kms/remediations/kms-key-tls-only.ts';

const about = (item: { readonly by?: string[]; readonly how?: string; readonly not?: string }) => [
  {
    name: 'S0',
    title: 'A text',
    sections: [{ heading: 'Part', items: [{ asks: 'Streams | TLS', by: [], ...item }] }],
  },
];

it('answers each point with what there is, and says of each remediation how far it goes and who asks for it', () => {
  const page = coveragePage(
    [brokers, key],
    about({
      by: ['msk-serverless-endpoint', 'waxseal policy check', 'evidence.md'],
      how: 'By itself.',
      not: 'Readers.',
    }),
  );
  expect(page).toContain(
    '| Streams \\| TLS | [`msk-serverless-endpoint`](remediations/msk-serverless-endpoint.md), [`waxseal policy check`](cli.md), [evidence.md](evidence.md) | By itself. **Not:** Readers. |',
  );
  expect(page).toMatch(
    /`msk-serverless-endpoint`\].*told: what AWS does by itself, with its proof, and where it does not \| S0 \|/,
  );
  expect(page).toMatch(
    /`kms-key-tls-only`\].*fixes, as policy says; its page names where people are asked \| none \|/,
  );
});

it.each(['msk-serverless', 'waxseal evidences', 'evidences.md', '../README.md/'])(
  'refuses %s, which does not exist',
  (name) => {
    expect(() => coveragePage([brokers], about({ by: [name] }))).toThrow(
      `docs/coverage/s0.yaml: "Streams | TLS" names ${name}: no remediation, command or page is called so.`,
    );
  },
);

it('refuses a point without an answer', () => {
  expect(() => coveragePage([brokers], about({}))).toThrow('has no answer: name it in by, or say why not.');
});
