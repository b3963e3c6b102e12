import { lists } from '../../../sandbox/kit/pages.ts';
import { recordsOf } from '../../../sandbox/kit/records.ts';
import { tagList } from '../../../sandbox/kit/tags.ts';
import { refuse, type Operation, type Operations, type Refusal } from '../../../sandbox/world.ts';
import type { Authority } from './records.ts';

const api = 'https://docs.aws.amazon.com/privateca/latest/APIReference/';

interface Asked {
  readonly CertificateAuthorityArn: string;
}

const partOf = (arn: string, part: number): string | undefined => arn.split(':')[part];

const authorities = recordsOf({
  all: ({ acmpca }) => acmpca.CertificateAuthorities,
  with: (world, CertificateAuthorities) => ({ ...world, acmpca: { CertificateAuthorities } }),
  is: (one, { CertificateAuthorityArn: arn }: Asked, { region }) =>
    one.Arn === arn && partOf(arn, 3) === region,
  missing: ({ CertificateAuthorityArn: arn }) =>
    arn.startsWith('arn:')
      ? refuse(
          'ResourceNotFoundException',
          400,
          `Could not find certificate authority ${arn}`,
          `${api}API_DescribeCertificateAuthority.html`,
        )
      : refuse(
          'InvalidArnException',
          400,
          `The ARN ${arn} is malformed`,
          `${api}API_DescribeCertificateAuthority.html`,
        ),
});

const described = (item: Authority): object => {
  const {
    NotBefore,
    NotAfter,
    RestorableUntil,
    Permissions: _permissions,
    Policy: _policy,
    Tags: _tags,
    ...told
  } = item;
  const dates = Object.entries({ NotBefore, NotAfter, RestorableUntil }).flatMap(([name, text]) =>
    text === undefined ? [] : [[name, new Date(text)]],
  );
  return { ...told, OwnerAccount: partOf(item.Arn, 4), ...Object.fromEntries(dates) };
};

const notIn = ({ Arn, Status }: Authority, page: string): Refusal =>
  refuse(
    'InvalidStateException',
    400,
    `The certificate authority ${Arn} is in state ${Status}`,
    `${api}${page}`,
  );

/** Of one that is deleted, or was never there, nothing more is told. */
const ofLiving =
  (page: string, tells: (item: Authority) => object | Refusal) =>
  (item: Authority): object | Refusal =>
    ['CREATING', 'DELETED', 'FAILED'].includes(item.Status) ? notIn(item, page) : tells(item);

/** A list that belongs to one authority. */
const listed = (
  as: string,
  page: string,
  itemsOf: (item: Authority) => readonly object[],
): Operation<Asked> => {
  const find = authorities.reads(ofLiving(page, (item) => item));
  return (world, input, context) => {
    const found = find(world, input, context);
    if ('refusal' in found) return found;
    const item = world.acmpca.CertificateAuthorities.find(({ Arn }) => Arn === input.CertificateAuthorityArn);
    return lists<Asked, object>({ as, token: 'NextToken', items: () => (item ? itemsOf(item) : []) })(
      world,
      input,
      context,
    );
  };
};

const policyOf = authorities.reads(
  ofLiving('API_GetPolicy.html', ({ Policy }) =>
    Policy === undefined
      ? refuse('ResourceNotFoundException', 400, 'There is no policy', `${api}API_GetPolicy.html`)
      : { Policy },
  ),
);

export const acmpca: Operations = {
  // API_ListCertificateAuthorities.html: its own unless it is asked for those that others share.
  ListCertificateAuthorities: lists({
    as: 'CertificateAuthorities',
    token: 'NextToken',
    most: { as: 'MaxResults', largest: 1000 },
    wrong: (message) =>
      refuse('InvalidNextTokenException', 400, message, `${api}API_ListCertificateAuthorities.html`),
    items: (
      { acmpca: { CertificateAuthorities }, account },
      { ResourceOwner = 'SELF' }: { readonly ResourceOwner?: string },
      { region },
    ) =>
      CertificateAuthorities.filter(
        ({ Arn }) => partOf(Arn, 3) === region && (partOf(Arn, 4) === account) === (ResourceOwner === 'SELF'),
      ).map(described),
  }),
  // API_DescribeCertificateAuthority.html
  DescribeCertificateAuthority: authorities.reads((item) => ({ CertificateAuthority: described(item) })),
  // API_UpdateCertificateAuthority.html: of its owners, to enable and disable it.
  UpdateCertificateAuthority: authorities.changes(
    (item, { Status = 'ACTIVE' }: Asked & { readonly Status?: 'ACTIVE' | 'DISABLED' }) =>
      item.Status === 'ACTIVE' || item.Status === 'DISABLED'
        ? { item: { ...item, Status } }
        : notIn(item, 'API_UpdateCertificateAuthority.html'),
  ),
  // API_ListPermissions.html
  ListPermissions: listed('Permissions', 'API_ListPermissions.html', ({ Arn, Permissions }) =>
    Permissions.map((one) => ({ CertificateAuthorityArn: Arn, SourceAccount: partOf(Arn, 4), ...one })),
  ),
  // API_GetPolicy.html
  GetPolicy: (world, { ResourceArn }: { readonly ResourceArn: string }, context) =>
    policyOf(world, { CertificateAuthorityArn: ResourceArn }, context),
  // API_ListTags.html
  ListTags: listed('Tags', 'API_ListTags.html', ({ Tags }) => tagList(Tags)),
};
