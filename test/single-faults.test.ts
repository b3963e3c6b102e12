import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Fault } from '../src/sandbox/faults.ts';
import { sandboxPorts } from '../src/sandbox/sandbox-ports.ts';
import { readScenario, type ScenarioFile, type ScenarioStep } from '../src/sandbox/scenario/file.ts';
import { playScenario, type Play } from '../src/sandbox/scenario/scenario.ts';
import { parts } from './simulation/parts.ts';

/** Every single fault at every call of a first fix: once it is over, all is done, and nothing is lost or doubled. */
const scenarioOf = (name: string) =>
  readScenario(readFileSync(join(import.meta.dirname, 'scenarios', name), 'utf8'), name);
const scenario = scenarioOf('first-fix.yaml');
const asking = scenarioOf('approval.yaml');

/** An event that comes again, as queues do, and the waker: enough for whatever is unfinished. */
const onward: readonly ScenarioStep[] = Array.from({ length: 4 }, (): readonly ScenarioStep[] => [
  { advance: '30m' },
  { wake: 10 },
  { deliver: 'orders' },
]).flat();

/** With the clients of the run before, and its policy as it was parsed: hundreds of runs differ in their faults only. */
const play = (from: ScenarioFile): Promise<Play> =>
  playScenario(from, 'faults', parts.engine, {
    portsOf: (opened, options) => sandboxPorts(opened, { ...options, clouds: parts.clouds(opened) }),
    otherClouds: parts.clouds,
  });

const kinds = {
  read: [
    'throttle',
    'server-error',
    'reset',
    'lost-response',
    'stale-read',
    'crash-before',
    'crash-after',
    'access-denied',
  ],
  write: [
    'throttle',
    'server-error',
    'reset',
    'lost-response',
    'crash-before',
    'crash-after',
    'access-denied',
  ],
  own: ['server-error', 'reset', 'lost-response', 'crash-before', 'crash-after'],
} as const;

const spaces = [
  ...['s3:HeadBucket', 's3:GetBucketPolicy', 's3:GetBucketTagging'].map(
    (operation) => [operation, kinds.read, 4] as const,
  ),
  // A bucket that is shut is not asked.
  ['s3:GetBucketWebsite', kinds.read, 1],
  ['s3:PutBucketPolicy', [...kinds.write, 'slow'], 1],
  ['journal:read', kinds.own, 13],
  ['journal:write', kinds.own, 12],
] as const;

/** What the write log and the account say; nothing here asks the engine. */
const wrongs = ({ host }: Play): readonly string[] => {
  const policy: { Statement: readonly { Sid: string }[] } = JSON.parse(
    host.world().s3.Buckets[0]?.Policy ?? '{}',
  );
  const sids = policy.Statement.map(({ Sid }) => Sid).join(' ');
  const done = host.writes().filter((call) => call.done && call.operation.startsWith('s3:'));
  return [
    ...(sids === 'Reports WaxsealTlsOnly' ? [] : [`the policy ends as ${sids}`]),
    ...(done.length === 1 ? [] : [`${done.length} writes were done`]),
  ];
};

describe.each(spaces)('one fault at %s', (operation, faulty, calls) => {
  const faults = Array.from({ length: calls }, (_, index) => index + 1).flatMap((nth) =>
    faulty.map((kind): Fault => ({ operation, nth, kind })),
  );

  test.each(faults)('$kind at call $nth', async (fault) => {
    const played = await play({
      ...scenario,
      faults: [fault],
      steps: [{ deliver: 'orders' }, ...onward],
    });
    expect(played.host.faults()).toMatchObject([{ fired: true }]);
    expect(wrongs(played)).toEqual([]);
    expect(played.steps.at(-1)?.endings.at(-1)?.is).toBe('compliant');
  });
});

/** People answer whenever something waits for them: an approval request that a fault had spoilt comes again. */
const approving: readonly ScenarioStep[] = Array.from({ length: 3 }, (): readonly ScenarioStep[] => [
  { deliver: 'orders' },
  { advance: '30m' },
  { wake: 10 },
  { deliver: 'orders' },
  { approve: 'arn:aws:sts::111122223333:assumed-role/approver/anna' },
  { advance: '30m' },
  { wake: 10 },
]).flat();

const approvalSpaces = [
  ['ssm:StartAutomationExecution', kinds.write, 1],
  ['ssm:GetAutomationExecution', kinds.write, 3],
  ['s3:GetBucketPolicy', kinds.read, 6],
  ['s3:PutBucketPolicy', kinds.write, 1],
  ['journal:read', kinds.own, 20],
  ['journal:write', kinds.own, 12],
] as const;

describe.each(approvalSpaces)('one fault at %s, with approval', (operation, faulty, calls) => {
  const faults = Array.from({ length: calls }, (_, index) => index + 1).flatMap((nth) =>
    faulty.map((kind): Fault => ({ operation, nth, kind })),
  );

  test.each(faults)('$kind at call $nth', async (fault) => {
    const played = await play({ ...asking, faults: [fault], steps: [...approving] });
    const { host } = played;
    expect(host.faults()).toMatchObject([{ fired: true }]);
    expect(wrongs(played)).toEqual([]);
    const first = host
      .calls()
      .filter(({ done }) => done)
      .map((call) => call.operation)
      .find((name) => name === 'ssm:SendAutomationSignal' || name === 's3:PutBucketPolicy');
    expect(first, 'written without a word of an approver').toBe('ssm:SendAutomationSignal');
  });
});
