import * as z from 'zod/mini';
import { expect, test } from 'vitest';
import { remediation } from '../../src/core/model/remediation.ts';
import { sourcesOf } from '../../src/core/model/plan.ts';
import { hclText, tsText, yamlValue } from '../../src/aws/source-text.ts';
import { advice } from '../../src/families/advice.ts';
import { planView } from '../../src/cli/output/plan-view.ts';
import { stageOf } from '../kit/families.ts';

/** A target group, whose protocol is fixed when it is made. */

const groupOf = (given: string | undefined) => {
  const world = { protocol: given };
  const { messages, ...parts } = advice({
    messages: {
      plaintext: {
        says: 'Target group {group} speaks {protocol}.',
        todo: 'AWS fixes the protocol when the group is made: make another and shift the traffic.',
      },
      'no-targets-of-ours': { says: 'Target group {group} leads to a function.' },
      'ends-at-balancer': { says: 'The balancer does not check the certificate of a target.' },
    },
    read: async () => (world.protocol === undefined ? undefined : { protocol: world.protocol }),
    evaluate: ({ protocol }, { id: group, arn }) => {
      const data = { group, protocol };
      if (protocol === 'LAMBDA') return { is: 'not-applicable', message: 'no-targets-of-ours', data };
      if (protocol === 'HTTPS') return { is: 'good', notes: [{ message: 'ends-at-balancer' }] };
      const advises = [{ set: 'protocol', on: arn, before: protocol, after: 'HTTPS' }];
      return { is: 'advised', message: 'plaintext', data, advises };
    },
    write: ({ after }, { id }) => ({
      cloudformation: `Protocol: ${yamlValue(after)}`,
      cdk: `protocol: ${tsText(String(after))}`,
      terraform: `protocol = ${hclText(String(after))}`,
      cli: `aws elbv2 create-target-group --name ${id}-tls --protocol ${String(after)}`,
    }),
  });
  const unit = remediation({
    meta: {
      id: 'toy-target-group-encrypted',
      version: 1,
      family: 'advice',
      concerns: { hop: 'in', matter: 'plaintext' },
      title: 'Targets are reached over TLS',
      summary: 'Says how to make a target group that speaks TLS.',
      resourceType: 'Toy',
      configRules: [],
      controls: [],
      services: [],
      reversible: true,
      permissions: { read: [], write: [], undo: [] },
      messages,
      docs: [],
    },
    settings: z.strictObject({}),
    ...parts,
  });
  return { world, unit, ...stageOf(unit) };
};

test('people are told what to change, and nothing is asked or written', async () => {
  const { look, unit, toy, said } = groupOf('HTTP');
  const outcome = await look();
  if (outcome.is !== 'manual-action-needed') throw new Error(outcome.is);
  expect(outcome.plan).toMatchObject({
    changes: [],
    advises: [{ set: 'protocol', before: 'HTTP', after: 'HTTPS' }],
    why: { id: 'plaintext', todo: expect.stringContaining('make another') },
  });
  expect(sourcesOf(unit, outcome.plan)).toEqual([
    expect.objectContaining({
      cloudformation: 'Protocol: "HTTPS"',
      terraform: 'protocol = "HTTPS"',
      cli: 'aws elbv2 create-target-group --name toy-tls --protocol HTTPS',
    }),
  ]);
  expect(await said()).toEqual(['plaintext']);
  expect(toy.writes).toEqual([]);
});

test('the plan shows what people change, and the command', async () => {
  const { evaluate, unit } = groupOf('HTTP');
  const seen = await evaluate();
  if (!seen.plan) throw new Error('no plan');
  const shown = JSON.stringify(
    planView({ unit, plan: seen.plan, surroundings: seen.surroundings, calls: [] }),
  );
  expect(shown).toContain('What people change');
  expect(shown).toContain('aws elbv2 create-target-group');
});

test('another advice is another plan', async () => {
  const [http, tcp] = [await groupOf('HTTP').evaluate(), await groupOf('TCP').evaluate()];
  expect(http.plan?.id).not.toBe(tcp.plan?.id);
  expect(http.plan?.id).toBe((await groupOf('HTTP').evaluate()).plan?.id);
});

test('what is as it should be, what is none of it, and what is gone', async () => {
  expect(await groupOf('HTTPS').look()).toMatchObject({
    is: 'compliant',
    notes: [{ id: 'ends-at-balancer' }],
  });
  expect(await groupOf('LAMBDA').look()).toMatchObject({ is: 'not-applicable' });
  expect(await groupOf(undefined).look()).toEqual({ is: 'gone' });
});
