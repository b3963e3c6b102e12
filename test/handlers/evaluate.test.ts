import { ConfigServiceClient } from '@aws-sdk/client-config-service';
import { beforeEach, expect, test } from 'vitest';
import { withPorts } from '../../handlers/evaluate.ts';
import { sandboxClouds } from '../../src/sandbox/sandbox-ports.ts';
import { context, silence } from '../kit/context.ts';
import { account, auto, enter } from '../kit/deliveries.ts';
import { invocation } from '../kit/invocations.ts';

beforeEach(silence);

const call = invocation('scheduled.json');
const rule = String(call['configRuleName']);
const known = {
  ...account,
  config: {
    ConfigRules: [
      {
        ConfigRuleName: rule,
        Source: {
          Owner: 'CUSTOM_LAMBDA' as const,
          SourceIdentifier: 'arn:aws:lambda:eu-west-1:111122223333:function:waxseal-evaluate',
        },
      },
    ],
    ResultTokens: [{ ResultToken: String(call['resultToken']), ConfigRuleName: rule }],
  },
};
const session = { run: 'none', remediation: 'none', kind: 'remediate' } as const;

test('says of everything what the remediation says, and writes nothing else', async () => {
  const { host, ports } = enter({ account: known, policy: auto });
  const own: string[] = [];
  const reporting = (account_: string) => {
    own.push(account_);
    return async (location: Parameters<typeof ports.clouds.write>[0]) =>
      (await sandboxClouds(host).write(location, session)).use(ConfigServiceClient);
  };
  expect(await withPorts(ports, reporting)(call, context)).toEqual({ evaluations: 2 });
  expect(own).toEqual(['111122223333']);
  expect(
    Object.fromEntries(
      host
        .world()
        .config.Evaluations.map(({ ResourceId, ComplianceType }) => [ResourceId, ComplianceType] as const),
    ),
  ).toEqual({ invoices: 'NON_COMPLIANT', orders: 'NON_COMPLIANT' });
  expect(host.writes().map(({ operation }) => operation)).toEqual(['config:PutEvaluations']);
});

test('of a rule of another account evaluations are put by a role there, or not at all', async () => {
  const { ports } = enter({ account: known });
  const elsewhere = {
    ...context,
    invokedFunctionArn: 'arn:aws:lambda:eu-west-1:999900001111:function:waxseal-evaluate',
  };
  await expect(withPorts(ports)(call, elsewhere)).rejects.toThrow(/WAXSEAL_EVALUATE_ROLE/);
});

test('is told nothing by whoever calls it otherwise', async () => {
  const { host, ports } = enter({ account: known });
  await expect(withPorts(ports)({ mode: 'auto' }, context)).rejects.toThrow(/not called as AWS Config/);
  expect(host.calls()).toEqual([]);
});
