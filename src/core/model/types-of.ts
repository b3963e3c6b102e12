/** A resource type of a remediation, as the catalogue describes it before anything is loaded. */
export interface Typed {
  /** The AWS Config resource type that events name. */
  readonly resourceType: string;
  /** What ARNs of its resources look like. */
  readonly arn?: string;
  /** Whether AWS Config records its resources. */
  readonly configRecords?: true;
  /** Whether its resources are, or have, certificates that the calendar tells of. */
  readonly hasCertificates?: true;
}

/** The same, where not even the type must be known. */
type Described = Partial<Typed> & {
  /** Of a remediation that concerns more than one type: the others (decision 26). */
  readonly also?: readonly Typed[];
};

/** One listing for each of its types, with what is so of that type alone: whoever goes by type needs to know no more. */
export const eachType = <Listing extends Described>(listing: Listing): readonly Omit<Listing, 'also'>[] => {
  const { also = [], ...first } = listing;
  if (also.length === 0) return [listing];
  const { arn: _arn, configRecords: _recorded, hasCertificates: _has, ...common } = first;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each has the members of a listing but `also`
  return [first, ...also.map((type) => ({ ...common, ...type }))] as readonly Omit<Listing, 'also'>[];
};

/** All types that a remediation concerns, as its own file names them. */
export const typesOf = ({
  resourceType,
  alsoTypes = [],
}: {
  readonly resourceType: string;
  readonly alsoTypes?: readonly string[];
}): readonly string[] => [resourceType, ...alsoTypes];
