import type { Probed } from '../../../sandbox/probe.ts';

/** Somebody logs in without TLS. */
export const workgroup: Probed = {
  ids: ({ redshiftserverless }) => redshiftserverless.Workgroups.map(({ workgroupName }) => workgroupName),
  name: (id) => id,
  probe: (id, { redshiftserverless }) => {
    const asks = 'a login without TLS';
    const found = redshiftserverless.Workgroups.find(({ workgroupName }) => workgroupName === id);
    const refused = found?.configParameters['require_ssl'] === 'true';
    return { asks, gets: refused ? 'refused' : 'let in', refused };
  },
};
