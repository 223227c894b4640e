import { createHash } from 'node:crypto';
import { PassThrough, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { GridFSBucket, type Document } from 'mongodb';
import { filetypeinfo } from 'magic-bytes.js';
import { DomainError } from '../domain/domain-error';
import type { Store } from './connect';

export interface Attachment {
  id: string;
  fileName: string;
  mediaType: string;
  bytes: number;
  sha256: string;
}

interface Limits {
  maxBytes: number;
  mediaTypes: string[];
}

interface FileDocument extends Document {
  _id: string;
  filename: string;
  length: number;
  metadata?: { projectId: string; mediaType: string; sha256: string; complete: boolean };
}

/** Enough of a file's beginning to know what it is. */
const SNIFF_BYTES = 4_100;

const bucketOf = (store: Store): GridFSBucket => new GridFSBucket(store.db, { bucketName: 'files' });
const filesOf = (store: Store) => store.db.collection<FileDocument>('files.files');

const isText = (head: Buffer): boolean =>
  !head.includes(0) && !head.toString('utf8').includes('\uFFFD\uFFFD');

/** What a file is by its content; what it calls itself counts only between kinds that share a container or have none. */
function typeOf(head: Buffer, declared: string): string {
  if (head.length === 0) return 'empty';
  const found = filetypeinfo([...head.subarray(0, SNIFF_BYTES)]).flatMap(({ mime }) => mime ?? []);
  if (found.length === 0) return isText(head) ? 'text/plain' : 'application/octet-stream';
  const isZipped = found.includes('application/zip') || found.some((mime) => mime.includes('openxmlformats'));
  if (isZipped && declared.includes('openxmlformats')) return declared;
  return found[0] ?? 'application/octet-stream';
}

/** Holds the first chunks back until they say what the file is, however small the pieces it comes in. */
async function* wholeHead(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let head: Buffer | null = Buffer.alloc(0);
  for await (const chunk of source) {
    if (head === null) {
      yield chunk;
      continue;
    }
    head = Buffer.concat([head, chunk]);
    if (head.length < SNIFF_BYTES) continue;
    yield head;
    head = null;
  }
  if (head !== null && head.length > 0) yield head;
}

/** What an upload that was cut off left under this id; the next chunk of the same number would be refused. */
async function clearHalf(store: Store, id: string): Promise<void> {
  await store.db.collection('files.chunks').deleteMany({ files_id: id });
  await filesOf(store).deleteOne({ _id: id, 'metadata.complete': { $ne: true } });
}

/** Keeps a streamed file if its content is of an allowed kind and within the limit; a refused one leaves nothing. */
export async function keepAttachment(
  store: Store,
  file: { id: string; projectId: string; fileName: string; declaredType: string; content: Readable },
  limits: Limits,
): Promise<Attachment> {
  const hash = createHash('sha256');
  let bytes = 0;
  let mediaType = '';
  const inspected = new PassThrough();
  await clearHalf(store, file.id);
  const upload = bucketOf(store).openUploadStreamWithId(file.id as never, file.fileName, {
    metadata: { projectId: file.projectId, complete: false },
  });
  const inspect = async function* (source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of wholeHead(source)) {
      if (bytes === 0) mediaType = assertType(chunk, file.declaredType, limits);
      bytes += chunk.length;
      if (bytes > limits.maxBytes)
        throw new DomainError('PAYLOAD_TOO_LARGE', { limitBytes: limits.maxBytes });
      hash.update(chunk);
      yield chunk;
    }
    if (bytes === 0) assertType(Buffer.alloc(0), 'empty', limits);
  };
  try {
    await pipeline(file.content, inspect, inspected, upload);
  } catch (error) {
    await upload.abort().catch(() => undefined);
    throw error;
  }
  const sha256 = hash.digest('hex');
  await filesOf(store).updateOne(
    { _id: file.id },
    { $set: { metadata: { projectId: file.projectId, mediaType, sha256, complete: true } } },
  );
  return { id: file.id, fileName: file.fileName, mediaType, bytes, sha256 };
}

/** Keeps a document that the product made itself, whole, under an id that names it. */
export const keepDocument = (
  store: Store,
  document: { id: string; projectId: string; fileName: string; mediaType: string; content: Buffer },
): Promise<Attachment> => {
  const { content, mediaType, ...named } = document;
  const limits = { maxBytes: content.length, mediaTypes: [mediaType] };
  return keepAttachment(
    store,
    { ...named, declaredType: mediaType, content: Readable.from([content]) },
    limits,
  );
};

function assertType(head: Buffer, declared: string, { mediaTypes }: Limits): string {
  const mediaType = typeOf(head, declared);
  if (!mediaTypes.includes(mediaType))
    throw new DomainError('MEDIA_TYPE_UNSUPPORTED', { given: mediaType, allowed: mediaTypes });
  return mediaType;
}

const present = ({ _id, filename, length, metadata }: FileDocument): Attachment => ({
  id: _id,
  fileName: filename,
  mediaType: metadata?.mediaType ?? '',
  bytes: length,
  sha256: metadata?.sha256 ?? '',
});

export async function listAttachments(store: Store, projectId: string): Promise<Attachment[]> {
  const files = await filesOf(store)
    // The agreement is kept in the same bucket; what people attach has an attachment's id.
    .find({ 'metadata.projectId': projectId, 'metadata.complete': true, _id: /^att_/ })
    .sort({ _id: 1 })
    .toArray();
  return files.map(present);
}

export const countAttachments = (store: Store, projectId: string): Promise<number> =>
  filesOf(store).countDocuments({ 'metadata.projectId': projectId, 'metadata.complete': true, _id: /^att_/ });

export async function readAttachment(
  store: Store,
  attachmentId: string,
): Promise<(Attachment & { projectId: string; content: Readable }) | null> {
  const file = await filesOf(store).findOne({ _id: attachmentId, 'metadata.complete': true });
  if (!file) return null;
  const content = bucketOf(store).openDownloadStream(attachmentId as never);
  return { ...present(file), projectId: file.metadata?.projectId ?? '', content };
}
