// Written by scripts/generate.ts from the service authorization reference: run `npm run generate`.

import type { Reference } from '../../aws/iam/service.ts';

export const iam: Reference = {
  actions: {
    GetConnection: { access: 'read', on: ['connection', 'rootcatalog'] },
    GetConnections: { access: 'read', on: ['connection', 'rootcatalog'] },
    GetCrawlers: { access: 'read', on: [] },
    GetDatabase: { access: 'read', on: ['database', 'rootcatalog'] },
    GetJob: { access: 'read', on: ['job'] },
    GetJobs: { access: 'read', on: [] },
    GetTable: { access: 'read', on: ['database', 'rootcatalog', 'table'] },
    GetTables: { access: 'read', on: ['database', 'rootcatalog', 'table'] },
    GetTags: { access: 'read', on: ['connection', 'job'] },
    UpdateConnection: { access: 'write', on: ['connection', 'rootcatalog'] },
  },
  arns: {
    connection: 'arn:{partition}:glue:{region}:{account}:connection/*',
    database: 'arn:{partition}:glue:{region}:{account}:database/*',
    job: 'arn:{partition}:glue:{region}:{account}:job/*',
    rootcatalog: 'arn:{partition}:glue:{region}:{account}:catalog',
    table: 'arn:{partition}:glue:{region}:{account}:table/*/*',
  },
};
