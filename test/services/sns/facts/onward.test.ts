import { expect, test } from 'vitest';
import { onwardTo } from '../../../../src/services/sns/facts/subscription.ts';

const queue = 'arn:aws:sqs:eu-west-1:111122223333:orders';

test.each<[string, Readonly<Record<string, string>>, ReturnType<typeof onwardTo>]>([
  ['a queue', { Protocol: 'sqs', Endpoint: queue }, [{ to: queue, encrypted: 'enforced' }]],
  [
    'HTTP',
    { Protocol: 'http', Endpoint: 'http://u:p@a.example.com:8080/x?t=1' },
    [{ to: 'a.example.com', port: 8080, speaks: 'HTTP', encrypted: false }],
  ],
  [
    'HTTPS',
    { Protocol: 'https', Endpoint: 'https://a.example.com/x' },
    [{ to: 'a.example.com', speaks: 'HTTPS', encrypted: true }],
  ],
  ['mail', { Protocol: 'email', Endpoint: 'anna@example.com' }, []],
  ['nothing', {}, []],
])('%s', (_says, attributes, expected) => {
  expect(onwardTo(attributes)).toEqual(expected);
});
