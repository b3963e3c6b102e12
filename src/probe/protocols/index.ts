import type { ProtocolName } from '../../core/model/endpoint.ts';
import type { Protocol } from '../protocol.ts';
import { amqp } from './amqp.ts';
import { ftp } from './ftp.ts';
import { grpc } from './grpc.ts';
import { http } from './http.ts';
import { imap } from './imap.ts';
import { kafka } from './kafka.ts';
import { ldap } from './ldap.ts';
import { mongodb } from './mongodb.ts';
import { mqtt } from './mqtt.ts';
import { mysql } from './mysql.ts';
import { pop3 } from './pop3.ts';
import { postgresql } from './postgresql.ts';
import { redis } from './redis.ts';
import { s3 } from './s3.ts';
import { smtp } from './smtp.ts';
import { sqlserver } from './sqlserver.ts';
import { tls } from './tls.ts';
import { websocket } from './websocket.ts';

export const spoken: Readonly<Record<ProtocolName, Protocol>> = {
  amqp,
  ftp,
  grpc,
  http,
  imap,
  kafka,
  ldap,
  mongodb,
  mqtt,
  mysql,
  pop3,
  postgresql,
  redis,
  s3,
  smtp,
  sqlserver,
  tls,
  websocket,
};
