import { describe, expect, test } from 'vitest';
import { canonicalStatement } from '../../../src/aws/policy/canonical-statement.ts';
import {
  emptyPolicy,
  freeSid,
  labelOf,
  parsePolicy,
  type PolicyDocument,
  setStatement,
  sizeOf,
  type Statement,
  withSid,
  writePolicy,
} from '../../../src/aws/policy/document.ts';

const allow: Statement = {
  Sid: 'Read',
  Effect: 'Allow',
  Principal: '*',
  Action: 's3:GetObject',
  Resource: '*',
};
const ours: Statement = { Sid: 'Ours', Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*' };

const parsed = (value: unknown): PolicyDocument => {
  const { document, wrong } = parsePolicy(typeof value === 'string' ? value : JSON.stringify(value));
  if (!document) throw new Error(wrong);
  return document;
};

describe('a text without one single meaning is refused', () => {
  const deep = `${'['.repeat(50)}${']'.repeat(50)}`;
  const text = JSON.stringify({ Version: '2012-10-17', Statement: [allow] });
  test.each([
    ['nothing', '', 'not JSON'],
    ['half a document', text.slice(0, -1), 'not JSON'],
    ['a list', '[]', 'not a JSON object'],
    ['a number', '3', 'not a JSON object'],
    ['a text', '"Allow"', 'not a JSON object'],
    ['no statements but null', '{"Statement":null}', 'grammar at "Statement"'],
    ['a member that no policy has', '{"Statement":[],"Statements":[]}', 'grammar at "the top"'],
    ['null', 'null', 'not a JSON object'],
    ['two members of one name', text.replace('"Effect"', '"Effect":"Deny","Effect"'), 'two members'],
    [
      'the same, one of them escaped',
      text.replace('"Effect"', '"Ef\\u0066ect":"Deny","Effect"'),
      'two members',
    ],
    ['__proto__', text.replace('"Version"', '"__proto__":{},"Version"'), 'no policy has'],
    ['an escaped __proto__', text.replace('"Version"', '"__pr\\u006fto__":{},"Version"'), 'no policy has'],
    ['absurd nesting', `{"Statement":${deep}}`, 'nests deeper'],
    ['absurd length', JSON.stringify({ Id: 'x'.repeat(300_000), Statement: [allow] }), 'far longer'],
    ['no Statement', '{"Version":"2012-10-17"}', 'grammar'],
    ['another Version', text.replace('2012-10-17', '2020-01-01'), 'at "Version"'],
    ['a member of another kind', text.replace('"Sid"', '"Sidd"'), 'grammar'],
    ['Effect in lower case', text.replace('Allow', 'allow'), 'grammar'],
    ['no principal', JSON.stringify({ Statement: [{ ...allow, Principal: undefined }] }), 'grammar'],
    ['two principals', JSON.stringify({ Statement: [{ ...allow, NotPrincipal: '*' }] }), 'grammar'],
    ['two kinds of actions', JSON.stringify({ Statement: [{ ...allow, NotAction: 's3:*' }] }), 'grammar'],
    ['no resource', JSON.stringify({ Statement: [{ ...allow, Resource: undefined }] }), 'grammar'],
    ['an empty list of actions', JSON.stringify({ Statement: [{ ...allow, Action: [] }] }), 'grammar'],
    ['a number for an action', JSON.stringify({ Statement: [{ ...allow, Action: 3 }] }), 'grammar'],
  ])('%s', (_what, policy, why) => {
    expect(parsePolicy(policy).wrong).toContain(why);
  });
});

describe('texts that were read lately are remembered', () => {
  const text = JSON.stringify({ Statement: [allow] });
  const bare = JSON.stringify({ Statement: [{ ...allow, Resource: undefined }] });

  test('one text is one document', () => {
    expect(parsePolicy(text)).toBe(parsePolicy(text));
  });

  test('what a service with resources refuses, one without them reads, whoever comes first', () => {
    expect(parsePolicy(bare).wrong).toContain('grammar');
    expect(parsePolicy(bare, { resourceless: true }).wrong).toBeUndefined();
    expect(parsePolicy(bare).wrong).toContain('grammar');
  });

  test('no more than 64 of them', () => {
    const first = parsePolicy(text);
    const others = (count: number): void => {
      for (let number = 1; number <= count; number += 1) parsePolicy(`${text}${' '.repeat(number)}`);
    };
    others(63);
    expect(parsePolicy(text)).toBe(first);
    // It was read just now: of the others the oldest goes first.
    others(64);
    expect(parsePolicy(text)).not.toBe(first);
  });
});

test('names inside strings are not taken for members', () => {
  const tricky = { Statement: [{ ...allow, Sid: '"Effect":"Deny","Effect":' }] };
  expect(parsed(tricky).statements).toHaveLength(1);
});

describe('setting one statement leaves all else as it was', () => {
  const source = { Statement: [{ ...allow, Action: ['s3:getobject'] }], Id: 'mine', Version: '2008-10-17' };

  test('order, Id, Version and spellings stay', () => {
    const text = writePolicy(setStatement(parsed(source), 'Ours', ours));
    expect(text).toBe(JSON.stringify({ ...source, Statement: [...source.Statement, ours] }));
  });

  test('taking it out again gives the very text back', () => {
    const added = parsed(writePolicy(setStatement(parsed(source), 'Ours', ours)));
    expect(writePolicy(setStatement(added, 'Ours', null))).toBe(JSON.stringify(source));
  });

  test('a single object becomes a list', () => {
    const { statements, source: written } = setStatement(parsed({ Statement: allow }), 'Ours', ours);
    expect(written).toEqual({ Statement: [allow, ours] });
    expect(statements).toEqual([allow, ours]);
  });

  test('a statement is replaced where it stands', () => {
    const changed = setStatement(parsed({ Statement: [ours, allow] }), 'Ours', { ...ours, Effect: 'Allow' });
    expect(changed.source).toEqual({ Statement: [{ ...ours, Effect: 'Allow' }, allow] });
  });

  test('no Version is invented', () => {
    expect(writePolicy(setStatement(parsed({ Statement: [] }), 'Ours', ours))).not.toContain('Version');
    expect(writePolicy(setStatement(emptyPolicy, 'Ours', ours))).toContain('2012-10-17');
  });
});

test('a free Sid is none that is in use, in whatever case', () => {
  const policy = parsed({
    Statement: [
      { ...allow, Sid: 'ours' },
      { ...allow, Sid: 'Ours2' },
    ],
  });
  expect(freeSid(policy, 'Ours')).toBe('Ours3');
  expect(freeSid(policy, 'Other')).toBe('Other');
  expect(freeSid(parsed({ Statement: { ...allow, Sid: undefined } }), 'Ours')).toBe('Ours');
});

test('all statements with a Sid: S3 accepts more than one, and tells case apart', () => {
  const policy = parsed({ Statement: [ours, allow, { ...ours, Effect: 'Allow' }, { ...ours, Sid: 'ours' }] });
  expect(withSid(policy, 'Ours').map(({ Effect }) => Effect)).toEqual(['Deny', 'Allow']);
  expect(withSid(policy, 'None')).toEqual([]);
});

test('a statement without a Sid is named by its place', () => {
  const policy = parsed({ Statement: [allow, { ...allow, Sid: undefined }] });
  expect(policy.statements.map((it) => labelOf(policy, it))).toEqual(['"Read"', 'number 2']);
});

test('size is counted in bytes', () => {
  expect(sizeOf(parsed({ Id: 'ä', Statement: [] }))).toBe('{"Id":"ae","Statement":[]}'.length);
});

describe('one form for all spellings of a statement', () => {
  const plain: Statement = {
    Sid: 'S',
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: ['arn:aws:s3:::b', 'arn:aws:s3:::b/*'],
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  };
  test.each<[string, Statement]>([
    ['lists of one', { ...plain, Action: ['s3:*'] }],
    ['actions in capitals', { ...plain, Action: 'S3:*' }],
    ['{"AWS": "*"}', { ...plain, Principal: { AWS: '*' } }],
    ['{"AWS": ["*"]}', { ...plain, Principal: { AWS: ['*'] } }],
    ['sets in another order', { ...plain, Resource: ['arn:aws:s3:::b/*', 'arn:aws:s3:::b'] }],
    ['a boolean', { ...plain, Condition: { Bool: { 'aws:SecureTransport': false } } }],
    ['a list of a boolean text', { ...plain, Condition: { Bool: { 'aws:SecureTransport': ['False'] } } }],
    ['a key in lower case', { ...plain, Condition: { Bool: { 'aws:securetransport': 'false' } } }],
  ])('%s', (_what, statement) => {
    expect(canonicalStatement(statement)).toEqual(canonicalStatement(plain));
  });

  test('it is the statement that AWS documents', () => {
    expect(canonicalStatement(plain)).toEqual(plain);
  });

  test('an account and its root are one principal', () => {
    const of = (AWS: string) => canonicalStatement({ ...plain, Principal: { AWS } });
    expect(of('111122223333')).toEqual(of('arn:aws-cn:iam::111122223333:root'));
    expect(of('111122223333')).not.toEqual(of('444455556666'));
  });

  test.each<[string, Statement]>([
    ['Effect', { ...plain, Effect: 'Allow' }],
    ['one more action', { ...plain, Action: ['s3:*', 's3:GetObject'] }],
    ['object keys in another case', { ...plain, Resource: ['arn:aws:s3:::b', 'arn:aws:s3:::B/*'] }],
    [
      'two conditions on one key',
      {
        ...plain,
        Condition: { Bool: { 'aws:SecureTransport': 'false', 'aws:securetransport': 'false' } },
      },
    ],
    ['one more principal kind', { ...plain, Principal: { AWS: '*', Service: 's3.amazonaws.com' } }],
  ])('a difference in meaning stays: %s', (_what, statement) => {
    expect(canonicalStatement(statement)).not.toEqual(canonicalStatement(plain));
  });
});
