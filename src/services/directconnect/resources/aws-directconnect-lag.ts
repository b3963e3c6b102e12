import { lags } from '../facts/link.ts';
import { allLags } from '../parameters/links.ts';
import { linksOf } from './aws-directconnect-connection.ts';

/** Link aggregation groups: connections that are used as one. AWS Config does not record them. */
export default linksOf({
  type: 'AWS::DirectConnect::Lag',
  arn: 'arn:{partition}:directconnect:{region}:{account}:dxlag/dxlag-{lag}',
  permissions: ['directconnect:DescribeLags'],
  named: lags,
  all: allLags,
  idOf: ({ lagId }) => lagId,
});
