import type { Meta } from '../core/model/remediation.ts';
import type { Report } from '../report/model.ts';

/** What an export says of a remediation besides its id. One that this build does not know any more has only its id. */
export type About = Pick<Meta, 'id'> &
  Partial<
    Pick<
      Meta,
      'version' | 'title' | 'summary' | 'concerns' | 'configRules' | 'controls' | 'resourceType' | 'docs'
    >
  >;

/** What all exports are made from, so that all say the same. */
export interface Exported {
  readonly report: Report;
  /** Each remediation that the report names. */
  readonly about: ReadonlyMap<string, About>;
  /** Waxseal's own. */
  readonly version: string;
}

export const aboutOf = (about: Exported['about'], id: string): About => about.get(id) ?? { id };
