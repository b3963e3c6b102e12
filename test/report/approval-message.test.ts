import { seenEvidence } from '../kit/facts.ts';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ApprovalRequest } from '../../src/core/model/ports.ts';
import { approvalMessage, piecesOf } from '../../src/report/approval-message.ts';

const approvalRequest: ApprovalRequest = {
  id: 'approval-0123456789ab',
  finding: 'arn:aws:s3:::orders s3-bucket-tls-only',
  plan: {
    id: '0123456789abcdef0123456789abcdef',
    kind: 'remediate',
    remediation: 's3-bucket-tls-only',
    version: 1,
    target: {
      account: '111122223333',
      region: 'eu-west-1',
      partition: 'aws',
      type: 'AWS::S3::Bucket',
      id: 'orders',
      arn: 'arn:aws:s3:::orders',
    },
    changes: [
      {
        set: 'statement',
        on: 'orders',
        before: null,
        after: { Effect: 'Deny' },
        impact: ['breaks-plaintext'],
      },
    ],
    why: { id: 'plaintext-allowed', says: 'Plain HTTP is let through.' },
    hazards: [{ id: 'website', says: 'The bucket is a website.', todo: 'Put CloudFront before it.' }],
    notes: [],
  },
  reasons: ['The policy says ask.'],
  approvers: ['arn:aws:iam::111122223333:role/approver'],
  minimum: 2,
  opened: '2026-01-05T09:00:00.000Z',
  expires: '2026-01-12T09:00:00.000Z',
  owner: 'team-shop',
  evidence: seenEvidence,
  reversible: true,
};

describe('the message', () => {
  test('says all that a person needs', () => {
    const message = approvalMessage([approvalRequest], 3000);
    const parts = [
      'arn:aws:s3:::orders',
      'team-shop',
      'Plain HTTP is let through.',
      'statement on orders: nothing → {"Effect":"Deny"}',
      'Clients that connect without TLS are refused',
      'Hazard: The bucket is a website. Put CloudFront before it.',
      '7 requests seen',
      'role/importer (10.0.0.7, curl/8.5): 7, last 2026-11-20',
      'clean after 2026-12-04',
      'Approval requested because: The policy says ask.',
      'waxseal undo --resource arn:aws:s3:::orders',
      'waxseal approve approval-0123456789ab',
      'waxseal reject approval-0123456789ab',
      'waxseal plan --resource arn:aws:s3:::orders',
      approvalRequest.plan.id,
      '2 approvals are needed',
      '7 days',
    ];
    expect(parts.filter((part) => !message.includes(part))).toEqual([]);
  });

  test('says a hazard once, which is also why approval is asked', () => {
    const hazard = { id: 'stack', says: 'It is of a stack.', about: 'ownership' } as const;
    const { hazards } = approvalRequest.plan;
    const message = approvalMessage(
      [
        {
          ...approvalRequest,
          plan: { ...approvalRequest.plan, hazards: [...hazards, hazard] },
          reasons: ['The bucket is a website.', 'It is of a stack.', 'The policy says ask.'],
        },
      ],
      3000,
    );
    const count = (text: string): number => message.split(text).length - 1;
    expect(
      ['The bucket is a website.', 'It is of a stack.', 'Approval requested because: '].map(count),
    ).toEqual([1, 1, 1]);
    expect(message).toContain('Approval requested because: The policy says ask.');
  });

  test('says that there is no way back, no owner, no evidence', () => {
    const { owner: _owner, evidence: _evidence, ...rest } = approvalRequest;
    const message = approvalMessage([{ ...rest, reversible: { not: 'AWS deletes the old key.' } }], 3000);
    expect(message).toContain('cannot be undone: AWS deletes the old key.');
    expect(message).toContain('no tag names one');
    expect(message).toContain('Evidence: unknown');
    expect(message).not.toContain('waxseal undo');
  });

  test('a digest names every plan and says that one answer is for all', () => {
    const approvalRequests = Array.from({ length: 10 }, (_, index) => ({
      ...approvalRequest,
      id: `approval-00000000000${index}`,
      plan: {
        ...approvalRequest.plan,
        target: { ...approvalRequest.plan.target, arn: `arn:aws:s3:::bucket-${index}` },
      },
    }));
    const message = approvalMessage(approvalRequests, 3000);
    expect(message).toContain('one answer counts for all of them');
    expect(approvalRequests.filter(({ plan }) => !message.includes(plan.target.arn))).toEqual([]);
    expect(message.length).toBeLessThanOrEqual(3000);
  });

  test('what is short of room loses details first, and says so', () => {
    const changes = Array.from({ length: 50 }, (_, index) => ({
      set: 'rule',
      on: `rule-${index}-${'x'.repeat(80)}`,
      before: 'y'.repeat(500),
      after: 'z'.repeat(500),
      impact: ['redirects-clients'] as const,
    }));
    const message = approvalMessage(
      [{ ...approvalRequest, plan: { ...approvalRequest.plan, changes } }],
      2000,
    );
    expect(message).toContain('50 settings');
    expect(message).toMatch(/… and \d+ more/);
    expect(message).toContain('waxseal approve');
    expect(message).toContain('How to undo');
  });

  const words = fc.string({ unit: 'binary', maxLength: 600 });
  const anyApprovalRequest = fc
    .record({
      arn: words,
      says: words,
      reason: words,
      owner: words,
      value: fc.jsonValue(),
      hazards: fc.nat(30),
    })
    .map(({ arn, says, reason, owner, value, hazards }): ApprovalRequest => ({
      ...approvalRequest,
      owner,
      reasons: [reason],
      plan: {
        ...approvalRequest.plan,
        target: { ...approvalRequest.plan.target, arn },
        changes: [{ set: 's', on: arn, before: value, after: says, impact: ['none'] }],
        hazards: Array.from({ length: hazards }, () => ({ id: 'h', says })),
      },
    }));

  test('whatever it is made of: short enough, no control characters, no placeholders, whole characters', () => {
    fc.assert(
      fc.property(fc.array(anyApprovalRequest, { minLength: 1, maxLength: 10 }), (approvalRequests) => {
        const message = approvalMessage(approvalRequests, 3000);
        expect(message.length).toBeLessThanOrEqual(3000);
        // oxlint-disable-next-line no-control-regex -- control characters are what must not be there
        expect(message).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
        expect(message).not.toMatch(/\{\{|\}\}/);
        expect(message.isWellFormed()).toBe(true);
        expect(message).toContain('waxseal approve');
        expect(piecesOf(message, 512, 6).join(''), 'fits into what the runbook takes').toBe(message.trim());
      }),
      { numRuns: 150 },
    );
  });
});

describe('pieces', () => {
  test('put together again are the text; each short, none with white space at its ends, none through a character', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', ' ', '\n', '😀', 'wort'), { maxLength: 400 }), (parts) => {
        const text = parts
          .join('')
          .trim()
          .replaceAll(/\s{6,}/g, ' ');
        const pieces = piecesOf(text, 50, 1000);
        expect(pieces.join('')).toBe(text);
        for (const piece of pieces) {
          expect(piece.length).toBeLessThanOrEqual(50);
          expect(piece.trim()).toBe(piece);
          expect(piece.isWellFormed()).toBe(true);
        }
      }),
    );
  });
});

describe('what something else made', () => {
  const plan = {
    ...approvalRequest.plan,
    ownedBy: { by: 'terraform', name: 'shop', says: 'Made by Terraform (shop; {{x}}).' },
  };
  const source = {
    set: 'statement',
    on: 'orders',
    cloudformation: 'CFN',
    cdk: 'CDK',
    terraform: 'statement {\n  x = 1\n}',
  };

  test('is said, with the change in its language', () => {
    const message = approvalMessage([{ ...approvalRequest, plan, sources: [source] }], 3000);
    expect(message).toContain('Made elsewhere: Made by Terraform (shop; { {x} }).');
    expect(message).toContain('In code (terraform):\n    statement {\n      x = 1\n    }');
    expect(message).not.toContain('CFN');
  });

  test('the code goes first when room is short', () => {
    const long = { ...source, terraform: 'x'.repeat(800) };
    const message = approvalMessage([{ ...approvalRequest, plan, sources: [long] }], 1100);
    expect(message.length).toBeLessThanOrEqual(1100);
    expect(message).not.toContain('In code');
    expect(message).toContain('Made by Terraform');
  });
});
