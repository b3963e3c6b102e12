import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import unit from '../../../../src/services/ecs/remediations/ecs-task-efs-tls.ts';

const arn = 'arn:aws:ecs:eu-west-1:111122223333:task-definition/orders:1';
const target = {
  account: '111122223333',
  region: 'eu-west-1',
  partition: 'aws',
  type: 'AWS::ECS::TaskDefinition',
  id: arn,
  arn,
};
const efs = (name: string, over: object = {}) => ({
  name,
  efsVolumeConfiguration: { fileSystemId: 'fs-0123456789abcdef0', ...over },
});
type State = Parameters<typeof unit.plan>[0];
const definition = {
  networkMode: 'awsvpc',
  requiresCompatibilities: ['FARGATE'],
  status: 'ACTIVE',
  volumes: [efs('files'), efs('more'), efs('good', { transitEncryption: 'ENABLED' }), { name: 'scratch' }],
} as const;
const users = {
  services: [
    { cluster: 'shop', service: 'orders', by: 'ECS' },
    { cluster: 'shop', service: 'bills', by: 'CODE_DEPLOY' },
  ],
  clusters: ['shop'],
  isWhole: true,
};
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as ECS describes it
const state = { definition, latest: { arn, volumes: definition.volumes }, users } as unknown as State;
const codeOf = (seen: State = state) => {
  const verdict = unit.plan(seen, target, {});
  if (verdict.is !== 'non-compliant' || !verdict.advises?.[0] || !unit.source) throw new Error('none');
  return unit.source(verdict.advises[0], target);
};

/** What ECS describes, with more than it takes. */
const described = {
  taskDefinition: {
    taskDefinitionArn: arn,
    family: 'orders',
    revision: 1,
    status: 'ACTIVE',
    containerDefinitions: [{ name: 'app', environment: [{ name: 'WHO', value: `O'Hara "x" $HOME` }] }],
    volumes: definition.volumes,
    requiresAttributes: [{ name: 'ecs.capability.efs' }],
    compatibilities: ['EC2', 'FARGATE'],
    registeredAt: '2026-01-01T00:00:00Z',
    registeredBy: 'arn:aws:iam::111122223333:role/pipeline',
    requiresCompatibilities: ['FARGATE'],
  },
  tags: [
    { key: 'team', value: 'shop' },
    { key: 'aws:cloudformation:stack-name', value: 'orders' },
  ],
};

/** Runs the commands with an `aws` that answers as ECS does, and keeps what it is told. */
const run = (cli: string, answer: object) => {
  const folder = mkdtempSync(join(tmpdir(), 'waxseal-ecs-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'described.json'), JSON.stringify(answer));
  writeFileSync(
    join(folder, 'aws'),
    [
      '#!/bin/bash',
      `echo "$@" >>${folder}/calls`,
      'case "$2" in',
      `describe-task-definition) cat ${folder}/described.json ;;`,
      `register-task-definition) cat "\${6#file://}" >${folder}/registered.json; echo ${arn.replace(/1$/, '2')} ;;`,
      'esac',
    ].join('\n'),
  );
  chmodSync(join(folder, 'aws'), 0o700);
  const temporary = join(folder, 'temporary');
  mkdirSync(temporary);
  const env = { ...process.env, PATH: `${folder}:${process.env['PATH']}`, TMPDIR: temporary };
  execFileSync('bash', ['-c', cli], { env });
  // It carries whatever its containers do.
  expect(readdirSync(temporary)).toEqual([]);
  const registered: unknown = JSON.parse(readFileSync(join(folder, 'registered.json'), 'utf8'));
  return { registered, calls: readFileSync(join(folder, 'calls'), 'utf8').trim().split('\n') };
};

test('the commands register the same with TLS, without what ECS adds, and deploy it', () => {
  const { registered, calls } = run(codeOf()?.cli ?? '', described);
  expect(registered).toEqual({
    family: 'orders',
    containerDefinitions: described.taskDefinition.containerDefinitions,
    volumes: [
      efs('files', { transitEncryption: 'ENABLED' }),
      efs('more', { transitEncryption: 'ENABLED' }),
      efs('good', { transitEncryption: 'ENABLED' }),
      { name: 'scratch' },
    ],
    requiresCompatibilities: ['FARGATE'],
    tags: [{ key: 'team', value: 'shop' }],
  });
  expect(calls[0]).toContain(`--task-definition ${arn} --include TAGS`);
  expect(calls[2]).toContain(
    'update-service --region eu-west-1 --cluster shop --service orders --task-definition arn:aws:ecs:eu-west-1:111122223333:task-definition/orders:2',
  );
  expect(calls).toHaveLength(3);
});

test('one without tags is registered without', () => {
  const { registered } = run(codeOf()?.cli ?? '', { taskDefinition: described.taskDefinition });
  expect(registered).not.toHaveProperty('tags');
});

test('CodeDeploy deploys by itself', () => {
  expect(codeOf()?.cli).toContain('# shop/bills is deployed by CODE_DEPLOY');
});

test('where no service runs it, no command deploys it', () => {
  const { cli = '' } = codeOf({ ...state, users: { ...users, services: [] } }) ?? {};
  expect(cli).toContain('# No service runs it');
  expect(cli).not.toContain('update-service');
});

test('code is of the volumes that lack it, and of no other', () => {
  const { cloudformation, cdk, terraform } = codeOf() ?? {};
  for (const text of [cloudformation, cdk, terraform]) {
    expect(text).toContain('family orders');
    expect(text).toContain('files, more');
    expect(text).not.toContain('good');
  }
  expect(cloudformation).toContain('TransitEncryption: "ENABLED"');
  expect(cdk).toContain("efsVolumeConfiguration: { transitEncryption: 'ENABLED' },");
  expect(terraform).toContain('transit_encryption = "ENABLED"');
});

test('where the latest revision is encrypted, that is deployed and none is registered', () => {
  const latest = { arn: arn.replace(/1$/, '7'), volumes: [efs('files', { transitEncryption: 'ENABLED' })] };
  const { cli, cloudformation, cdk, terraform } = codeOf({ ...state, latest }) ?? {};
  expect(cli?.split('\n')[0]).toBe(
    `aws ecs update-service --region eu-west-1 --cluster shop --service orders --task-definition ${latest.arn} --query service.taskDefinition --output text`,
  );
  expect(cli).not.toContain('register');
  for (const text of [cloudformation, cdk, terraform]) {
    expect(text).toContain('shop/orders, shop/bills');
    expect(text).toContain(latest.arn);
  }
});

test('of many services some are named', () => {
  const services = Array.from({ length: 7 }, (_, at) => ({ cluster: 'shop', service: `s${at}`, by: 'ECS' }));
  const verdict = unit.plan({ ...state, users: { ...users, services, clusters: [] } }, target, {});
  expect(verdict).toMatchObject({
    notes: [
      {
        message: 'used-by',
        data: { users: 'services shop/s0, shop/s1, shop/s2, shop/s3, shop/s4 and 2 more' },
      },
      { message: 'file-system-afterwards' },
    ],
  });
});
