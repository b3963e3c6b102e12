import { expect, test } from 'vitest';
import type { Onward } from '../../../../src/core/model/onward.ts';
import { onwardTo } from '../../../../src/services/apigateway/facts/onward.ts';

const fn = 'arn:aws:lambda:eu-west-1:111122223333:function:resize';

test.each<[string, string | undefined, readonly Onward[]]>([
  ['a function', fn, [{ to: fn, encrypted: 'enforced' }]],
  [
    'a function of a REST API',
    `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${fn}/invocations`,
    [{ to: fn, encrypted: 'enforced' }],
  ],
  ['HTTP', 'http://api.example.com/v1?key=x', [{ to: 'api.example.com', speaks: 'HTTP', encrypted: false }]],
  [
    'HTTPS with a port',
    'https://u:p@api.example.com:8443',
    [{ to: 'api.example.com', port: 8443, speaks: 'HTTPS', encrypted: true }],
  ],
  ['a variable of the stage', 'https://${stageVariables.host}/v1', []],
  ['another service', 'arn:aws:apigateway:eu-west-1:sqs:path/1/orders', []],
  ['none', undefined, []],
])('%s', (_says, uri, expected) => {
  expect(onwardTo(uri)).toEqual(expected);
});
