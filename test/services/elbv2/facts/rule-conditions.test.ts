import { describe, expect, test } from 'vitest';
import {
  conditionsOf,
  isAnyName,
  noConditions,
  takesAnyName,
} from '../../../../src/services/elbv2/facts/rule-conditions.ts';

test('conditions of rules, old and new, of every kind', () => {
  expect(
    conditionsOf([
      { Field: 'host-header', HostHeaderConfig: { Values: ['c', 'a'], RegexValues: ['^x'] } },
      { Field: 'path-pattern', Values: ['/y'] },
      { Field: 'http-request-method', HttpRequestMethodConfig: { Values: ['POST'] } },
      { Field: 'source-ip', SourceIpConfig: { Values: ['10.0.0.0/8'] } },
      { Field: 'http-header', HttpHeaderConfig: { HttpHeaderName: 'X-Edge', Values: ['b', 'a'] } },
      { Field: 'http-header', HttpHeaderConfig: { HttpHeaderName: 'x-edge', RegexValues: ['^b'] } },
      { Field: 'query-string', QueryStringConfig: { Values: [{ Key: 'v', Value: '1' }, { Value: 'x' }] } },
    ]),
  ).toEqual({
    hosts: ['a', 'c'],
    hostPatterns: ['^x'],
    paths: ['/y'],
    pathPatterns: [],
    methods: ['POST'],
    sources: ['10.0.0.0/8'],
    headers: [
      { name: 'x-edge', values: ['a', 'b'], patterns: [] },
      { name: 'x-edge', values: [], patterns: ['^b'] },
    ],
    queries: [
      [
        { key: '*', value: 'x' },
        { key: 'v', value: '1' },
      ],
    ],
    unread: [],
  });
  expect(conditionsOf([])).toEqual(noConditions);
});

describe('conditions that are not understood', () => {
  test.each<readonly [string, Parameters<typeof conditionsOf>[0], readonly string[]]>([
    ['a newer field', [{ Field: 'tls-version', Values: ['1.3'] }], ['tls-version']],
    ['no field', [{ Values: ['a'] }], ['unnamed']],
    ['no value', [{ Field: 'host-header', HostHeaderConfig: {} }], ['host-header']],
    [
      'a header without name',
      [{ Field: 'http-header', HttpHeaderConfig: { Values: ['a'] } }],
      ['http-header'],
    ],
    [
      'a header without value',
      [{ Field: 'http-header', HttpHeaderConfig: { HttpHeaderName: 'a' } }],
      ['http-header'],
    ],
    ['no query', [{ Field: 'query-string' }], ['query-string']],
    [
      'twice what a rule may have once',
      [
        { Field: 'path-pattern', Values: ['/a'] },
        { Field: 'path-pattern', Values: ['/b'] },
      ],
      ['path-pattern'],
    ],
  ])('%s', (_name, conditions, unread) => {
    expect(conditionsOf(conditions).unread).toEqual(unread);
  });
});

describe('whatever name', () => {
  test.each([
    ['*', true],
    ['*.*', true],
    ['?*', true],
    ['*.example.com', false],
    ['?', false],
    ['', false],
  ])('%s: %s', (host, is) => {
    expect(isAnyName(host)).toBe(is);
    expect(takesAnyName(conditionsOf([{ Field: 'host-header', Values: [host, 'a.example'] }]))).toBe(is);
  });
  test('no condition, and one by regular expression alone', () => {
    expect(takesAnyName(noConditions)).toBe(true);
    const regular = conditionsOf([{ Field: 'host-header', HostHeaderConfig: { RegexValues: ['^a'] } }]);
    expect(takesAnyName(regular)).toBe(false);
  });
});
