import { lists } from '../../../sandbox/kit/pages.ts';
import { recordsOf } from '../../../sandbox/kit/records.ts';
import { tagList } from '../../../sandbox/kit/tags.ts';
import { refuse, type Operations } from '../../../sandbox/world.ts';
import type { Iam } from './records.ts';

const api = 'https://docs.aws.amazon.com/IAM/latest/APIReference/';

const serverCertificates = recordsOf({
  all: (world) => world.iam.ServerCertificates,
  with: (world, ServerCertificates) => ({ ...world, iam: { ServerCertificates } }),
  is: (item, input: { readonly ServerCertificateName?: string }) =>
    item.ServerCertificateName === input.ServerCertificateName,
  missing: ({ ServerCertificateName = '' }) =>
    refuse(
      'NoSuchEntityException',
      404,
      `The Server Certificate with name ${ServerCertificateName} cannot be found.`,
      `${api}API_GetServerCertificate.html`,
    ),
});

const metadata = ({
  Tags: _tags,
  CertificateBody: _body,
  Expiration,
  ...rest
}: Iam['ServerCertificates'][number]) => ({
  ...rest,
  ...(Expiration !== undefined && { Expiration: new Date(Expiration) }),
});

/** What the sandbox plays of it. */
export const iam: Operations = {
  // API_ListServerCertificates.html
  ListServerCertificates: lists({
    as: 'ServerCertificateMetadataList',
    token: 'Marker',
    most: { as: 'MaxItems', largest: 1000 },
    wrong: (message) => refuse('ValidationError', 400, message, `${api}API_ListServerCertificates.html`),
    items: (world) => world.iam.ServerCertificates.map(metadata),
  }),
  // API_GetServerCertificate.html
  GetServerCertificate: serverCertificates.reads((item) => ({
    ServerCertificate: {
      ServerCertificateMetadata: metadata(item),
      CertificateBody: item.CertificateBody,
      Tags: tagList(item.Tags),
    },
  })),
  // API_ListServerCertificateTags.html
  ListServerCertificateTags: serverCertificates.reads(({ Tags }) => ({ Tags: tagList(Tags) })),
};
