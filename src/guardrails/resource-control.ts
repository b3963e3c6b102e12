import type { Exemption } from '../core/policy/policy.ts';
import { denyUnless, once, type Spared, sparedBy, sparedRows } from './exempt.ts';
import { type Deny, type Guardrail, inDocuments, type Keys, type Row } from './guardrail.ts';

const page = 'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html';

/**
 * Services that resource control policies reach and that carry data of customers through their API, with the remediations
 * that say the same in the policy of one resource.
 */
const services: Readonly<Record<string, readonly string[]>> = {
  s3: ['s3-bucket-tls-only', 's3-access-point-tls-only'],
  sqs: ['sqs-queue-tls-only'],
  dynamodb: ['dynamodb-table-tls-only'],
  kms: ['kms-key-tls-only'],
  secretsmanager: ['secretsmanager-secret-tls-only'],
  ecr: ['ecr-repository-tls-only'],
  events: ['eventbridge-bus-tls-only'],
  firehose: [],
  logs: [],
  codeartifact: [],
  sts: ['aws-api-endpoint'],
};

/** A request of an AWS service itself passes, whether or not it says so by a key that anonymous requests lack. */
const ofOthers = { 'aws:PrincipalIsAWSService': 'false' } as const;

const plainHttp: Deny = {
  Sid: 'DenyPlainHttp',
  Effect: 'Deny',
  Principal: '*',
  Action: [],
  Resource: '*',
  Condition: { BoolIfExists: { 'aws:SecureTransport': 'false', ...ofOthers } },
};
const oldTls: Deny = {
  Sid: 'DenyOldTlsOfS3',
  Effect: 'Deny',
  Principal: '*',
  Action: ['s3:*'],
  Resource: '*',
  Condition: { NumericLessThan: { 's3:TlsVersion': '1.2' }, BoolIfExists: ofOthers },
};

const asked = { 'aws:CurrentTime': '2020-01-01T00:00:00Z', 'aws:ResourceAccount': '111122223333' } as const;
const accountKey = 'aws:ResourceAccount';
const http = { 'aws:SecureTransport': 'false' } as const;
const https = { 'aws:SecureTransport': 'true' } as const;

/** Requests to one service, whose transport alone differs. */
const transportRows = (service: string): readonly Row[] => {
  const request = { action: `${service}:Any`, resource: `arn:aws:${service}:::any` };
  const row = (says: string, keys: Keys, refused: boolean): Row => ({
    says: `${service}: ${says}`,
    ...request,
    keys: { ...asked, ...keys },
    refused,
  });
  return [
    row('plain HTTP, unsigned', http, true),
    row('plain HTTP, signed by a role', { ...http, 'aws:PrincipalIsAWSService': 'false' }, true),
    row('plain HTTP of an AWS service', { ...http, 'aws:PrincipalIsAWSService': 'true' }, false),
    row('a request that tells nothing of its transport', {}, true),
    row('HTTPS, signed by a role', { ...https, 'aws:PrincipalIsAWSService': 'false' }, false),
    row('HTTPS, unsigned', https, false),
  ];
};
const versionRows: readonly Row[] = [
  ['1.0', true],
  ['1.1', true],
  ['1.2', false],
  ['1.3', false],
].map(([version, refused]) => ({
  says: `HTTPS with TLS ${version}`,
  action: 's3:GetObject',
  resource: 'arn:aws:s3:::any/object',
  keys: { ...asked, ...https, 's3:TlsVersion': String(version) },
  refused: refused === true,
}));

/** `s3` → `S3`: what tells one statement from another. */
const titled = (name: string): string => `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;

/**
 * What one service is spared: an exemption of one remediation opens no other service. EventBridge does not tell a policy whose
 * the resource is, in every request; its ARNs do.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
const sparedOf = (name: string, exemptions: readonly Exemption[], today: string): Spared => {
  const { accounts, resources, notSaid } = sparedBy(exemptions, {
    prevents: services[name] ?? [],
    byResource: true,
    today,
  });
  const its = resources.filter(({ arn }) => arn.split(':')[2] === name);
  if (name !== 'events') return { accounts, resources: its, notSaid };
  const byArn = accounts.map(({ id, expires }) => ({ arn: `arn:*:events:*:${id}:*`, expires }));
  return { accounts: [], resources: [...its, ...byArn], notSaid };
};

/** Services that are spared alike share a statement. */
const groupsOf = (names: readonly string[], exemptions: readonly Exemption[], today: string) => [
  ...Map.groupBy(
    names.map((name) => ({ name, spared: sparedOf(name, exemptions, today) })),
    ({ spared: { accounts, resources } }) => JSON.stringify([accounts, resources]),
  ).values(),
];

/** The resource control policy: plain HTTP, and of S3 also old TLS, refused for whatever the services in use hold. */
export const resourceControl = (
  used: (prevents: readonly string[]) => boolean,
  exemptions: readonly Exemption[],
  today: string,
): readonly Guardrail[] => {
  const names = Object.keys(services).filter((name) => used(services[name] ?? []));
  if (names.length === 0) return [];
  const groups = groupsOf(names, exemptions, today).flatMap((alike) => {
    const [first] = alike;
    if (!first) return [];
    const notSaid = alike.flatMap(({ spared }) => spared.notSaid);
    return [{ names: alike.map(({ name }) => name), first: first.name, spared: first.spared, notSaid }];
  });
  const ofS3 = groups.find((group) => group.names.includes('s3'));
  const statements = [
    ...groups.flatMap(({ names: alike, first, spared }) =>
      denyUnless(
        {
          ...plainHttp,
          Sid: `${plainHttp.Sid}${groups.length === 1 ? '' : titled(first)}`,
          Action: alike.map((name) => `${name}:*`),
        },
        spared,
        accountKey,
      ),
    ),
    ...(ofS3 ? denyUnless(oldTls, ofS3.spared, accountKey) : []),
  ];
  return inDocuments({
    id: 'resource-control-policy',
    instrument: 'resource-control-policy',
    title: 'Plain HTTP is refused by what an organization holds',
    says: `Refuses requests over plain HTTP to ${names.join(', ')}${ofS3 ? ', and TLS before 1.2 to S3: website endpoints of buckets speak HTTP alone, and end' : ''}, whoever asks. It does not reach the management account, service-linked roles and keys that AWS manages. Requests that a service makes for somebody are expected to say that they came over TLS: attach it to one account first.`,
    prevents: names.flatMap((name) => services[name] ?? []),
    meets: 'requests',
    statements,
    rows: [
      ...groups.flatMap(({ first, spared }) => [
        ...transportRows(first),
        ...sparedRows(
          {
            says: `plain HTTP to ${first}`,
            action: `${first}:Any`,
            keys: { ...asked, ...http },
          },
          spared,
          accountKey,
        ),
      ]),
      ...(ofS3 ? versionRows : []),
    ],
    notSaid: once(groups.flatMap(({ notSaid }) => notSaid)),
    page,
  });
};
