import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import unit from '../../../../src/services/ecs/remediations/ecs-service-connect-tls.ts';

const arn = 'arn:aws:ecs:eu-west-1:111122223333:service/shop/orders';
const target = {
  account: '111122223333',
  region: 'eu-west-1',
  partition: 'aws',
  type: 'AWS::ECS::Service',
  id: arn,
  arn,
};
const source = () => {
  const verdict = unit.plan(
    {
      name: 'orders',
      cluster: 'shop',
      status: 'ACTIVE',
      controller: 'ECS',
      isBalanced: false,
      deployments: [
        {
          id: 'ecs-svc/2',
          isPrimary: true,
          rollout: 'COMPLETED',
          connect: {
            enabled: true,
            namespace: 'shop',
            services: [
              { port: 'api', authority: null },
              { port: 'good', authority: 'arn:aws:acm-pca:x' },
            ],
          },
        },
      ],
    },
    target,
    {},
  );
  const [change] = verdict.is === 'non-compliant' ? (verdict.advises ?? []) : [];
  if (!change) throw new Error('nothing is advised');
  return unit.source?.(change, target);
};

test('it is said for each port that has none, in every language', () => {
  const { cloudformation = '', cdk = '', terraform = '', cli = '' } = source() ?? {};
  for (const text of [cloudformation, cdk, terraform]) {
    expect(text).toContain('for each of api; the rest of it stays');
    expect(text).not.toContain('good');
  }
  expect(cloudformation).toContain('IssuerCertificateAuthority: { AwsPcaAuthorityArn:');
  expect(terraform).toContain('issuer_cert_authority { aws_pca_authority_arn =');
  expect(cli).toContain('--cluster shop');
});

const alias = { port: 80, dnsName: 'orders' };
const configuration = {
  enabled: true,
  namespace: 'arn:aws:servicediscovery:eu-west-1:111122223333:namespace/ns-1',
  services: [
    { portName: 'api', clientAliases: [alias], timeout: { idleTimeoutSeconds: 60 } },
    { portName: 'good', tls: { issuerCertificateAuthority: { awsPcaAuthorityArn: 'arn:one' } } },
  ],
  logConfiguration: { logDriver: 'awslogs', options: { 'awslogs-group': 'g' } },
};
const described = {
  services: [
    {
      deployments: [
        { status: 'ACTIVE', serviceConnectConfiguration: { enabled: false } },
        { status: 'PRIMARY', serviceConnectConfiguration: configuration },
      ],
    },
  ],
};

test('the command sends back what is there, with TLS for that port, and leaves no file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'waxseal-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const temporary = join(folder, 'tmp');
  mkdirSync(temporary);
  writeFileSync(join(folder, 'described.json'), JSON.stringify(described));
  writeFileSync(
    join(folder, 'aws'),
    `#!/bin/sh
if [ "$2" = describe-services ]; then cat "${folder}/described.json"; exit; fi
for word in "$@"; do case "$word" in file://*) cp "\${word#file://}" "${folder}/sent.json";; esac; done
echo ACTIVE
`,
  );
  chmodSync(join(folder, 'aws'), 0o755);
  const env = { ...process.env, PATH: `${folder}:${process.env['PATH'] ?? ''}`, TMPDIR: temporary };
  expect(execFileSync('sh', ['-c', source()?.cli ?? ''], { env, encoding: 'utf8' })).toBe('ACTIVE\n');
  const tls = {
    issuerCertificateAuthority: { awsPcaAuthorityArn: 'arn:aws:acm-pca:…' },
    roleArn: 'arn:aws:iam::…:role/…',
  };
  const [api, good] = configuration.services;
  expect(JSON.parse(readFileSync(join(folder, 'sent.json'), 'utf8'))).toEqual({
    ...configuration,
    services: [{ ...api, tls }, good],
  });
  expect(readdirSync(temporary)).toEqual([]);
});
