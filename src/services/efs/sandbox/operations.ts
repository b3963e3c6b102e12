import { lists } from '../../../sandbox/kit/pages.ts';
import { recordsOf } from '../../../sandbox/kit/records.ts';
import { tagList } from '../../../sandbox/kit/tags.ts';
import { refuse, type Operations, type Refusal } from '../../../sandbox/world.ts';
import { putFileSystemPolicy } from './policy.ts';
import type { FileSystem } from './records.ts';

const api = 'https://docs.aws.amazon.com/efs/latest/ug/';

interface ById {
  readonly FileSystemId?: string;
}
const missing = ({ FileSystemId = '' }: ById): Refusal =>
  refuse(
    'FileSystemNotFound',
    404,
    `File system '${FileSystemId}' does not exist.`,
    `${api}API_DescribeFileSystems.html`,
  );

const fileSystems = recordsOf<FileSystem, ById>({
  all: (world) => world.efs.FileSystems,
  with: (world, FileSystems) => ({ ...world, efs: { ...world.efs, FileSystems } }),
  is: (one, { FileSystemId }, { region }) => one.FileSystemId === FileSystemId && one.Region === region,
  missing,
});

const unavailable = ({ LifeCycleState }: FileSystem, page: string): Refusal | undefined =>
  LifeCycleState === 'available'
    ? undefined
    : refuse(
        'IncorrectFileSystemLifeCycleState',
        409,
        `The file system is ${LifeCycleState}.`,
        `${api}${page}.html`,
      );

/** What the sandbox plays of it. */
export const efs: Operations = {
  // API_DescribeFileSystems.html: all, or the one that is asked for.
  DescribeFileSystems: lists({
    as: 'FileSystems',
    token: 'Marker',
    next: 'NextMarker',
    most: { as: 'MaxItems', largest: 100 },
    wrong: (message) => refuse('BadRequest', 400, message, `${api}API_DescribeFileSystems.html`),
    items: ({ efs: { FileSystems } }, { FileSystemId }: ById, { region }) => {
      const here = FileSystems.filter(
        (one) => one.Region === region && (FileSystemId ?? one.FileSystemId) === one.FileSystemId,
      );
      return FileSystemId !== undefined && here.length === 0
        ? missing({ FileSystemId })
        : here.map(({ Region: _region, Policy: _policy, Tags, ...one }) => ({ ...one, Tags: tagList(Tags) }));
    },
  }),
  // API_DescribeFileSystemPolicy.html: where AWS's own access holds, none is found.
  DescribeFileSystemPolicy: fileSystems.reads(({ FileSystemId, Policy }) =>
    Policy === undefined
      ? refuse(
          'PolicyNotFound',
          404,
          `No file system policy exists for ${FileSystemId}`,
          `${api}API_DescribeFileSystemPolicy.html`,
        )
      : { FileSystemId, Policy },
  ),
  // API_PutFileSystemPolicy.html
  PutFileSystemPolicy: fileSystems.changes(
    (one, { Policy: text }: ById & { readonly Policy: string }, _c, { partition }) => {
      const refusal = unavailable(one, 'API_PutFileSystemPolicy');
      if (refusal) return refusal;
      const put = putFileSystemPolicy(text, one.FileSystemArn, partition);
      if ('refusal' in put) return put;
      return {
        item: { ...one, Policy: put.policy },
        output: { FileSystemId: one.FileSystemId, Policy: put.policy },
      };
    },
  ),
  // API_DeleteFileSystemPolicy.html: AWS's own access holds again; without a policy it does nothing.
  DeleteFileSystemPolicy: fileSystems.changes(
    (one) => unavailable(one, 'API_DeleteFileSystemPolicy') ?? { item: { ...one, Policy: undefined } },
  ),
};
