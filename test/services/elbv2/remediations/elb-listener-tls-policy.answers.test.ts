import { expect, test } from 'vitest';
import { stage, type Answering } from '../../../kit/account.ts';
import { at, changed } from '../../../kit/event-examples.ts';

test.each(['SslProtocols', 'Ciphers', 'Name'])(
  'a security policy that AWS describes without its %s is not taken for one that loses nothing',
  async (member) => {
    const on = await stage('elb-listener-tls-policy');
    const half: Answering = (request, answer) => {
      const given = answer();
      if (!request.operation.endsWith(':DescribeSSLPolicies')) return given;
      const policies = [at(given, ['SslPolicies'])].flat();
      const cut = policies.map((one) =>
        at(one, ['Name']) === 'ELBSecurityPolicy-2016-08' ? changed(one, [member], undefined) : one,
      );
      return { ...given, SslPolicies: cut };
    };
    const { outcome, host } = await on.live(half, false);
    expect(outcome).toMatchObject({ is: 'manual-action-needed', plan: { why: { id: 'policy-unknown' } } });
    expect(host.writes()).toEqual([]);
  },
);
