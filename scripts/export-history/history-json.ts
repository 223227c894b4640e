import { createRequire } from 'node:module';
import type { History } from '@temporalio/common/lib/proto-utils';
import * as proto from '@temporalio/proto';
import { patchProtobufRoot } from '@temporalio/proto/lib/patch-protobuf-root';

interface ProtoJson {
  toJson(type: unknown, message: unknown): object;
  fromJson(type: unknown, json: unknown, options: { ignoreUnknownFields: boolean }): History;
}

interface Root {
  lookupType(name: string): unknown;
}

/**
 * The JSON of protocol buffers by the very library that the message types were made with. npm may install several
 * copies of it side by side; the SDK's own conversion takes another copy and then refuses the types as unknown.
 */
const protoJson = createRequire(require.resolve('@temporalio/proto'))(
  'protobufjs/ext/protojson',
) as ProtoJson;
const historyType = (patchProtobufRoot(proto as never) as unknown as Root).lookupType(
  'temporal.api.history.v1.History',
);

/** A history as the files of all Temporal tools have it. */
export const toHistoryJson = (history: History): string =>
  JSON.stringify(
    protoJson.toJson(historyType, proto.temporal.api.history.v1.History.fromObject(history)),
    null,
    2,
  );

/** A history from such a file, ready to be replayed. What a newer server may have added is passed over. */
export const fromHistoryJson = (text: string): History =>
  protoJson.fromJson(historyType, JSON.parse(text), { ignoreUnknownFields: true });
