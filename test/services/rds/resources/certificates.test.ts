import { describe, expect, test } from 'vitest';
import resource from '../../../../src/services/rds/resources/aws-rds-dbinstance.ts';
import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import { location } from '../../../kit/answers.ts';

const authority = 'rds-ca-rsa4096-g1';
const at = async (denied: readonly string[] = [], more: object = {}) => {
  const one = {
    DBInstanceIdentifier: 'orders',
    Engine: 'postgres',
    CACertificateIdentifier: authority,
    ...more,
  };
  const host = startHost(loadAccount({ denied: [...denied], rds: { DBInstances: [one] } }));
  const aws = sandboxClouds(host).look(location);
  const target = await resource.resolve('orders', location, aws);
  if (!target) throw new Error('It is not there.');
  return { target, seen: async () => resource.certificates?.(target, aws) };
};

describe('certificates of an instance', () => {
  test('its own and that of its authority, whichever page that is on: two ends', async () => {
    const { seen, target } = await at([], { CertificateDetails: { ValidTill: '2027-01-01T00:00:00Z' } });
    expect(await seen()).toMatchObject([
      { id: `${target.arn}#certificate`, ends: '2027-01-01T00:00:00.000Z' },
      {
        id: `arn:aws:rds:eu-west-1::cert:${authority}`,
        ends: '2121-05-25T22:38:35.000Z',
        serves: [target.arn],
      },
    ]);
  });

  test('where authorities may not be read, its own is told all the same', async () => {
    const { seen } = await at(['rds:DescribeCertificates']);
    const [own, other] = (await seen()) ?? [];
    expect(own).toHaveProperty('ends');
    expect(other).not.toHaveProperty('ends');
  });

  test('the instance may not be read: that is no "none"', async () => {
    const { seen } = await at();
    expect(await seen()).toHaveLength(2);
    const { target } = await at();
    const host = startHost(loadAccount({ denied: ['rds:DescribeDBInstances'], rds: { DBInstances: [] } }));
    await expect(resource.certificates?.(target, sandboxClouds(host).look(location))).rejects.toThrow(
      /denied|not authorized/i,
    );
  });

  test('of the authority of 2019: both are over', async () => {
    const { seen } = await at([], { CACertificateIdentifier: 'rds-ca-2019' });
    const ends = '2024-08-22T17:08:50.000Z';
    expect(await seen()).toMatchObject([
      { ends, renews: 'no' },
      { ends, name: 'rds-ca-2019' },
    ]);
  });

  test('what is shown counts, until a restart shows what is ordered', async () => {
    const { seen } = await at([], { CertificateDetails: { CAIdentifier: 'rds-ca-2019' } });
    expect(await seen()).toMatchObject([
      { ends: '2024-08-22T17:08:50.000Z', renews: 'no' },
      { name: 'rds-ca-2019' },
    ]);
  });

  test('none is made yet', async () => {
    const { seen } = await at([], { CACertificateIdentifier: null });
    expect(await seen()).toEqual([]);
  });
});
