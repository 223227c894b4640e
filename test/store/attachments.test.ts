import { createHash, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { countAttachments, keepAttachment, listAttachments, readAttachment } from '../../store/attachments';
import { openTestStore, type TestStore } from '../factories/test-store';

const PDF = Buffer.from(`%PDF-1.7\n${'演示 '.repeat(3_000)}\n%%EOF`);
const PNG = Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), Buffer.alloc(200)]);
const LIMITS = { maxBytes: 1_000_000, mediaTypes: ['application/pdf', 'image/png', 'text/plain'] };

let store: TestStore;
let id: string;
let projectId: string;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());
beforeEach(() => {
  id = `att_${randomUUID()}`;
  projectId = `prj_${randomUUID()}`;
});

const keep = (content: Readable, declaredType = 'application/pdf', limits = LIMITS) =>
  keepAttachment(store, { id, projectId, fileName: '材料.pdf', declaredType, content }, limits);
const inPieces = (content: Buffer, bytes: number): Readable =>
  Readable.from(
    Array.from({ length: Math.ceil(content.length / bytes) }, (_, index) =>
      content.subarray(index * bytes, (index + 1) * bytes),
    ),
  );
const leftovers = async () => ({
  files: await store.db.collection('files.files').countDocuments({ _id: id as never }),
  chunks: await store.db.collection('files.chunks').countDocuments({ files_id: id }),
});
const NOTHING = { files: 0, chunks: 0 };

describe('an attachment', () => {
  it('is kept with its size and hash, and read again byte by byte', async () => {
    const kept = await keep(inPieces(PDF, 7_000));
    const sha256 = createHash('sha256').update(PDF).digest('hex');
    expect(kept).toEqual({
      id,
      fileName: '材料.pdf',
      mediaType: 'application/pdf',
      bytes: PDF.length,
      sha256,
    });
    const read = await readAttachment(store, id);
    expect(read).toMatchObject({ projectId, sha256 });
    expect(read && (await text(read.content))).toBe(PDF.toString('utf8'));
    expect(await listAttachments(store, projectId)).toEqual([kept]);
    expect(await countAttachments(store, projectId)).toBe(1);
  });

  it('is what its content is, whatever it calls itself, also where it comes byte by byte', async () => {
    expect((await keep(inPieces(PNG, 1), 'application/pdf')).mediaType).toBe('image/png');
  });

  it.each([
    ['a program that calls itself a document', Buffer.from('4d5a90000300000004000000ffff', 'hex')],
    ['bytes that are nothing known', Buffer.from([0, 1, 2, 3, 0, 255, 254, 0])],
    ['nothing at all', Buffer.alloc(0)],
  ])('is refused where it is %s, and leaves nothing', async (_what, content) => {
    await expect(keep(Readable.from([content]))).rejects.toMatchObject({ code: 'MEDIA_TYPE_UNSUPPORTED' });
    expect(await leftovers()).toEqual(NOTHING);
  });

  it('is refused one byte above the limit and taken at the limit', async () => {
    const at = { ...LIMITS, maxBytes: PDF.length };
    await expect(
      keep(inPieces(PDF, 999), 'application/pdf', { ...at, maxBytes: PDF.length - 1 }),
    ).rejects.toMatchObject({ code: 'PAYLOAD_TOO_LARGE' });
    expect(await leftovers()).toEqual(NOTHING);
    expect(await keep(inPieces(PDF, 999), 'application/pdf', at)).toMatchObject({ bytes: PDF.length });
  });

  it('that was cut off leaves nothing that is listed, and comes whole under the same id', async () => {
    const cutOff = async function* (): AsyncGenerator<Buffer> {
      yield PDF.subarray(0, 9_000);
      throw new Error('the connection is gone');
    };
    await expect(keep(Readable.from(cutOff()))).rejects.toThrow('the connection is gone');
    expect(await leftovers()).toEqual(NOTHING);
    expect(await listAttachments(store, projectId)).toEqual([]);
    expect(await keep(inPieces(PDF, 9_000))).toMatchObject({ bytes: PDF.length });
    expect(await listAttachments(store, projectId)).toHaveLength(1);
  });

  it('takes the place of what a killed process left half-written under its id', async () => {
    const files = store.db.collection<{ _id: string }>('files.files');
    await files.insertOne({
      _id: id,
      filename: 'half',
      length: 1,
      metadata: { projectId, complete: false },
    } as never);
    await store.db.collection('files.chunks').insertOne({ files_id: id, n: 0, data: Buffer.from('half') });
    expect(await readAttachment(store, id)).toBeNull();
    await keep(inPieces(PDF, 9_000));
    const read = await readAttachment(store, id);
    expect(read && (await text(read.content))).toBe(PDF.toString('utf8'));
  });
});
