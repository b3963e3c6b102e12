import { expect, test } from 'vitest';
import {
  isBalancerName,
  isNotPublic,
  isWebsiteEndpoint,
  namesPort,
  serverOf,
} from '../../../../src/services/apigateway/facts/server.ts';

test.each([
  ['http://shop.example.com/orders?key=secret', 'shop.example.com'],
  ['http://ada:p@ss@shop.example.com:8080#top', 'shop.example.com:8080'],
  ['HTTP://shop.example.com', 'shop.example.com'],
  ['http://${stageVariables.host}/a', '${stageVariables.host}'],
  ['http:///orders', 'a server that it does not name'],
])('%s: %s', (uri, server) => {
  expect(serverOf(uri)).toBe(server);
});

test.each([
  ['shop.example.com', ''],
  ['shop.example.com:80', ''],
  ['shop.example.com:8080', 'port'],
  ['nlb-0a1b.elb.eu-west-1.amazonaws.com', 'balancer'],
  ['internal-alb-1.eu-west-1.elb.amazonaws.com:80', 'balancer'],
  ['nlb-0a1b.elb.cn-north-1.amazonaws.com.cn', 'balancer'],
  ['elb.example.com', ''],
  ['shop.s3-website-eu-west-1.amazonaws.com', 'website'],
  ['shop.s3-website.eu-central-1.amazonaws.com', 'website'],
  ['shop.s3.eu-west-1.amazonaws.com', ''],
  ['localhost', 'inside'],
  ['LOCALHOST:8080', 'port inside'],
  ['127.0.0.1', 'inside'],
  ['10.0.0.7', 'inside'],
  ['172.16.0.1', 'inside'],
  ['172.31.255.1', 'inside'],
  ['172.32.0.1', ''],
  ['192.168.1.1', 'inside'],
  ['169.254.169.254', 'inside'],
  ['[::1]', 'inside'],
  ['[fd00::1]', 'inside'],
  ['[2001:db8::1]', ''],
  ['orders.internal', 'inside'],
  ['10.example.com', ''],
])('%s: %s', (server, is) => {
  const all = [
    namesPort(server) && 'port',
    isBalancerName(server) && 'balancer',
    isWebsiteEndpoint(server) && 'website',
    isNotPublic(server) && 'inside',
  ];
  expect(all.filter(Boolean).join(' ')).toBe(is);
});
