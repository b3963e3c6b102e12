import type { Onward } from '../../../core/model/onward.ts';

/** As `GetTargetGroup` tells it; of one that is gone, its id. */
interface Group {
  readonly arn?: string | undefined;
  readonly id?: string | undefined;
  readonly type?: string | undefined;
  readonly config?:
    | { readonly protocol?: string | undefined; readonly port?: number | undefined }
    | undefined;
}

const isGoingEncrypted = ({ type, config }: Group, listener: string | undefined): Onward['encrypted'] => {
  // Invoked by the API of AWS.
  if (type === 'LAMBDA') return 'enforced';
  if (config?.protocol === 'HTTPS') return true;
  if (config?.protocol === 'HTTP') return false;
  // Passed on as it came, which is TLS.
  return listener === 'TLS_PASSTHROUGH' && config?.protocol === 'TCP' ? true : undefined;
};

/** The way from a listener to one of its target groups. https://docs.aws.amazon.com/vpc-lattice/latest/ug/target-groups.html */
export const onwardTo = (group: Group, listener: string | undefined): Onward => {
  const { arn, id = '', config: { protocol: speaks, port } = {} } = group;
  const encrypted = isGoingEncrypted(group, listener);
  return {
    to: arn ?? id,
    ...(port !== undefined && { port }),
    ...(speaks !== undefined && { speaks }),
    ...(encrypted !== undefined && { encrypted }),
  };
};
