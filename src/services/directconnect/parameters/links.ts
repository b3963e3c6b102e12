import {
  DescribeConnectionsCommand,
  DescribeLagsCommand,
  DirectConnectClient,
} from '@aws-sdk/client-direct-connect';
import { everyPage } from '../../../aws/marked-pages.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import { isGone } from '../facts/link.ts';

/** https://docs.aws.amazon.com/directconnect/latest/APIReference/API_DescribeConnections.html */
export async function* allConnections(aws: Aws) {
  const pages = everyPage(async (nextToken) => {
    const asking = new DescribeConnectionsCommand({ maxResults: 100, nextToken });
    const answer = await aws.use(DirectConnectClient).send(asking);
    return { items: answer.connections, next: answer.nextToken };
  });
  for await (const one of pages) if (!isGone(one.connectionState)) yield one;
}

/** https://docs.aws.amazon.com/directconnect/latest/APIReference/API_DescribeLags.html */
export async function* allLags(aws: Aws) {
  const pages = everyPage(async (nextToken) => {
    const asking = new DescribeLagsCommand({ maxResults: 100, nextToken });
    const answer = await aws.use(DirectConnectClient).send(asking);
    return { items: answer.lags, next: answer.nextToken };
  });
  for await (const one of pages) if (!isGone(one.lagState)) yield one;
}
