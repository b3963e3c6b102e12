import { overPlainHttp } from '../../../sandbox/kit/request.ts';
import type { Probed } from '../../../sandbox/probe.ts';

/** Somebody reads an item over HTTP. */
export const table: Probed = {
  ids: ({ dynamodb }) => dynamodb.Tables.map(({ TableName }) => TableName),
  probe: (id, { dynamodb }) => {
    const { Policy, TableArn: resource = '' } =
      dynamodb.Tables.find(({ TableName }) => TableName === id) ?? {};
    return overPlainHttp(Policy, { asks: 'item over HTTP', action: 'dynamodb:GetItem', resource });
  },
};
