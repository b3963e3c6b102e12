import { type Block, bold, dim, table, text, gap } from '../../report/blocks.ts';
import type { Command } from '../runtime/context.ts';
import { exits } from '../output/exits.ts';
import { typesOf } from '../../core/model/types-of.ts';

/** `waxseal list` */
export const run: Command = async (_given, { host }) => {
  const catalog = host.parts?.catalog ?? (await import('../../services/index.ts')).catalog;
  const remediations = catalog.listings.map(
    ({ id, title, summary, resourceType, also = [], configRules, controls, services }) => ({
      id,
      title,
      summary,
      resourceType,
      ...(also.length > 0 && { alsoTypes: also.map((one) => one.resourceType) }),
      configRules: [...configRules],
      controls: [...controls],
      services: [...services],
    }),
  );
  const view: readonly Block[] = [
    table(
      [
        { head: 'remediation', keep: true },
        { head: 'resource', keep: true },
        { head: 'what is true afterwards' },
        { head: 'controls' },
      ],
      remediations.map(({ id, title, controls, ...types }) => [
        [bold(id)],
        typesOf(types).join(', '),
        title,
        controls.join(', '),
      ]),
    ),
    gap,
    text([dim(`${remediations.length} remediations. waxseal explain ID tells all about one.`)]),
  ];
  return { document: { schema: 'waxseal/list/v1', remediations } as const, view, exit: exits.done };
};
