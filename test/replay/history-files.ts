import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporal } from '@temporalio/proto';

const { History } = temporal.api.history.v1;
export type History = temporal.api.history.v1.IHistory;

export interface RecordedHistory {
  file: string;
  workflowId: string;
  history: History;
}

interface Kept {
  workflowId: string;
  history: Record<string, unknown>;
}

/** No replay looks at where on a machine an error was thrown. */
const withoutStacks = (key: string, value: unknown): unknown => (key === 'stackTrace' ? undefined : value);

/** As it came from the server, with numbers and bytes as text, on one line: these files are read by machines. */
export function writeHistory(file: string, workflowId: string, history: History): void {
  const plain = History.toObject(History.fromObject(history), {
    longs: String,
    enums: String,
    bytes: String,
  });
  writeFileSync(file, `${JSON.stringify({ workflowId, history: plain }, withoutStacks)}\n`);
}

/** Every history in a folder, by the name of its file. */
export function readHistories(folder: string): RecordedHistory[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => {
      const { workflowId, history } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Kept;
      return { file, workflowId, history: History.fromObject(history) };
    });
}
