import { mkdtempSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { beforeAll, describe, expect, test } from 'vitest';
import { settingsFrom } from '../../infra/settings.ts';
import { probeVpc } from '../../infra/stacks/probe-vpc.ts';
import { templateLimits } from '../../infra/synth.ts';
import { unitsOf } from '../../infra/units.ts';
import { buildHandlers, vpcProbeFile } from '../../scripts/build.ts';
import { catalog } from '../../src/services/index.ts';
import { listening } from '../kit/probe/servers.ts';
import {
  flat,
  list,
  ofType,
  rolesOf,
  synthesise,
  templateFiles,
  type Template,
} from '../kit/infra/synthesised.ts';

/** Probes of private addresses: a role that may call, and a function in a VPC that may do nothing else. */
const units = await unitsOf(catalog);
const inVpc = synthesise(units, { mode: 'write', probe: 'vpc' });
const outside = synthesise(units, { mode: 'write', probe: 'public' });
const off = synthesise(units, { mode: 'write' });
const file = templateFiles(inVpc).find((path) => path.includes('waxseal-probe-vpc')) ?? '';
const template: Template = JSON.parse(readFileSync(file, 'utf8'));

const environments = (of: Template): Readonly<Record<string, string>> =>
  Object.fromEntries(
    ofType(of, 'AWS::Lambda::Function').map(([, { FunctionName, Environment }]) => [
      flat(FunctionName),
      JSON.stringify(Environment),
    ]),
  );

describe.each(['waxseal', 'waxseal-hub'] as const)('%s', (name) => {
  test('functions that may come to write are told who is probed', () => {
    const told = environments(inVpc.templates[name]);
    expect(told['waxseal-remediate']).toContain('"WAXSEAL_PROBE":"vpc","WAXSEAL_PROBE_ROLE":"waxseal-probe"');
    expect(told['waxseal-evaluate']).not.toContain('WAXSEAL_PROBE');
    expect(environments(outside.templates[name])['waxseal-sweep']).toMatch(
      /"WAXSEAL_PROBE":"public"(?!.*PROBE_ROLE)/,
    );
    expect(environments(off.templates[name])['waxseal-sweep']).not.toContain('WAXSEAL_PROBE');
  });
  test('and only with vpc may take the role that calls', () => {
    const mayTake = (of: Template) =>
      JSON.stringify(rolesOf(of).get('waxseal-remediate')).includes('role/waxseal-probe');
    expect([inVpc, outside, off].map(({ templates }) => mayTake(templates[name]))).toEqual([
      true,
      false,
      false,
    ]);
  });
});

test.each(['waxseal', 'waxseal-spoke-global'] as const)(
  '%s: the role calls functions that probe, and nothing else',
  (name) => {
    const may = rolesOf(inVpc.templates[name]).get('waxseal-probe') ?? [];
    expect(may.map(({ Action, Resource }) => [Action, flat(Resource)])).toEqual([
      [
        'lambda:InvokeFunction',
        'arn:<AWS::Partition>:lambda:*:<AWS::AccountId>:function:waxseal-probe-vpc-*',
      ],
    ]);
    expect(rolesOf(off.templates[name]).has('waxseal-probe')).toBe(false);
  },
);

test('where nothing is written, nothing is probed', () => {
  expect(rolesOf(inVpc.templates['waxseal-spoke-global-dry-run']).has('waxseal-probe')).toBe(false);
  const dry = synthesise(units, { probe: 'vpc' }).templates;
  expect(rolesOf(dry.waxseal).has('waxseal-probe')).toBe(false);
});

describe('the template for a VPC', () => {
  const [[, fn] = [], ...more] = ofType(template, 'AWS::Lambda::Function');

  const parameter = (name: string, member: string): string =>
    String(Reflect.get(Object(template.Parameters?.[name]), member));

  test('only with the setting', () => {
    expect(file).not.toBe('');
    for (const without of [off, outside])
      expect(templateFiles(without).filter((path) => path.includes('probe-vpc'))).toEqual([]);
  });
  test('a function in the VPC, by the name that is called', () => {
    expect(more).toEqual([]);
    expect(flat(fn?.['FunctionName'])).toBe('waxseal-probe-<VpcId>');
    expect(fn).toMatchObject({
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      VpcConfig: { SubnetIds: { Ref: 'SubnetIds' } },
      Environment: { Variables: { WAXSEAL_VPC_CIDR: { Ref: 'VpcCidr' } } },
    });
  });
  test('it comes out to ports of its own VPC only, and nobody comes in', () => {
    const [[, group] = [], ...others] = ofType(template, 'AWS::EC2::SecurityGroup');
    expect(others).toEqual([]);
    expect(group?.['SecurityGroupIngress']).toBeUndefined();
    expect(group?.['SecurityGroupEgress']).toEqual([
      expect.objectContaining({
        IpProtocol: 'tcp',
        CidrIp: { Ref: 'VpcCidr' },
        FromPort: { Ref: 'FromPort' },
        ToPort: { Ref: 'ToPort' },
      }),
    ]);
  });
  test('its own code may write to its log, and what Lambda needs for its interfaces is denied to it', () => {
    const [may = []] = [...rolesOf(template).values()];
    const [logs, interfaces, deny, ...rest] = may;
    expect(rest).toEqual([]);
    expect(list(logs?.Action ?? [])).toEqual(['logs:CreateLogStream', 'logs:PutLogEvents']);
    for (const action of list(interfaces?.Action ?? []))
      expect(action).toMatch(/^ec2:\w*(NetworkInterface|Subnets|PrivateIpAddresses)/);
    expect(deny).toMatchObject({ Effect: 'Deny', Action: interfaces?.Action, Resource: '*' });
    expect(flat(deny?.Condition?.['ArnEquals']?.['lambda:SourceFunctionArn'])).toMatch(
      /:function:waxseal-probe-<VpcId>$/,
    );
  });
  test('no assets, no bootstrap, no account of anybody', () => {
    expect(readFileSync(file, 'utf8')).not.toMatch(/cdk-hnb659fds|BootstrapVersion|\d{12}|arn:aws:/);
  });
  test('its network is one that a VPC can have', () => {
    const pattern = new RegExp(parameter('VpcCidr', 'AllowedPattern'));
    for (const cidr of ['10.0.0.0/16', '172.31.0.0/20', '192.168.255.240/28', '100.64.0.0/19'])
      expect(cidr).toMatch(pattern);
    for (const cidr of ['10.0.0.0/160', '10.0.0.0/8', '10.0.0.0/29', '256.0.0.0/16', '10.0.0/16', '10.0.0.0'])
      expect(cidr).not.toMatch(pattern);
  });
  test('the function knows the ports that it has a way to, those of web servers among them', () => {
    const { Variables } = Object(fn?.['Environment']);
    expect(flat(Variables.WAXSEAL_PORTS)).toBe('<FromPort>-<ToPort>');
    expect(parameter('FromPort', 'Default')).toBe('80');
    expect(parameter('ToPort', 'Default')).toBe('8443');
  });
  test('a create that is rolled back leaves no log group in the way of the next', () => {
    const log = Object.values(template.Resources).find(({ Type }) => Type === 'AWS::Logs::LogGroup');
    expect(log).toMatchObject({ DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' });
  });
  test('it is known by its VPC, and nobody is let in by a policy of its own', () => {
    expect(ofType(template, 'AWS::Lambda::Permission')).toEqual([]);
  });
});

describe('the code that stands in it', () => {
  let code = '';
  let folder = '';
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'waxseal-bundle-'));
    await buildHandlers(folder);
    code = readFileSync(join(folder, vpcProbeFile), 'utf8');
  }, 120_000);

  test('fits into a template that is given in a call', () => {
    const app = new App({
      analyticsReporting: false,
      postCliContext: { '@aws-cdk/core:suppressTemplateIndentation': true },
    });
    probeVpc(app, code);
    const [{ template: written } = { template: {} }] = app.synth().stacks;
    expect(JSON.stringify(written).length).toBeGreaterThan(code.length);
    expect(Buffer.byteLength(JSON.stringify(written))).toBeLessThan(templateLimits.inlineBytes);
  });
  test('needs nothing besides Node, and answers', async () => {
    expect([...code.matchAll(/require\("([^"]+)"\)/g)].map(([, name = '']) => name)).toEqual(
      expect.not.arrayContaining([expect.stringMatching(/^(?!node:)/)]),
    );
    const { handler } = await import(/* @vite-ignore */ join(folder, vpcProbeFile));
    const port = await listening(createServer((_asked, answer) => answer.end('hello')));
    process.env['WAXSEAL_VPC_CIDR'] = '127.0.0.0/8';
    const asked = { addresses: ['127.0.0.1'], port, name: 'shop.example.com', protocol: 'http' };
    expect(await handler(asked)).toMatchObject({ is: 'accepted' });
    delete process.env['WAXSEAL_VPC_CIDR'];
    expect(await handler(asked)).toMatchObject({ is: 'unknown' });
  });
});

test.each([['on'], ['private'], [true]])('probe: %j is refused', (probe) => {
  expect(() => settingsFrom({ probe })).toThrow('probe');
});
