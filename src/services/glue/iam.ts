// Written by scripts/generate.ts from the service authorization reference: run `npm run generate`.

import type { Reference } from '../../aws/iam/service.ts';

export const iam: Reference = {
  actions: {
    GetConnections: { access: 'read', on: ['connection', 'rootcatalog'] },
    GetDatabase: { access: 'read', on: ['database', 'rootcatalog'] },
    GetTable: { access: 'read', on: ['database', 'rootcatalog', 'table'] },
    GetTables: { access: 'read', on: ['database', 'rootcatalog', 'table'] },
  },
  arns: {
    database: 'arn:{partition}:glue:{region}:{account}:database/*',
    rootcatalog: 'arn:{partition}:glue:{region}:{account}:catalog',
    table: 'arn:{partition}:glue:{region}:{account}:table/*/*',
  },
};
