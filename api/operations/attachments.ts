import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import busboy from 'busboy';
import type { z } from 'zod';
import type { AttachmentReply } from '../../contracts/project-reply';
import { DomainError } from '../../domain/domain-error';
import { isEnded } from '../../domain/project/project-lifecycle';
import { countAttachments, keepAttachment, readAttachment } from '../../store/attachments';
import type { Call } from '../http/define-route';
import { InputError } from '../http/input-error';
import { assertOwn, loadDossier } from './dossier';
import { loadProgramme } from './programmes';

type Attachment = z.infer<typeof AttachmentReply>;

const MAX_NAME_CHARACTERS = 200;

interface Part {
  fileName: string;
  declaredType: string;
  content: Readable;
}

const noFile = (): InputError =>
  new InputError([
    {
      code: 'custom',
      path: ['file'],
      message: '须有一个名为 file 的文件 / one file named "file" is needed',
      input: undefined,
    },
  ]);

/** A name to show and to save under: no path, no control characters, not longer than a line. */
const cleanName = (name: string): string =>
  [...name.replace(/[\p{Cc}\p{Surrogate}/\\]/gu, '')].slice(0, MAX_NAME_CHARACTERS).join('') || 'file';

function openForm({ request }: Call): busboy.Busboy {
  const given = request.headers['content-type'] ?? '-';
  if (!/^multipart\/form-data\s*;/i.test(given))
    throw new DomainError('MEDIA_TYPE_UNSUPPORTED', { given, allowed: ['multipart/form-data'] });
  try {
    return busboy({
      headers: request.headers,
      defParamCharset: 'utf8',
      limits: { files: 1, fields: 10, fieldSize: 1_000, parts: 12, headerPairs: 50 },
    });
  } catch {
    throw noFile();
  }
}

/** Reads a form as it streams in and hands on its one file; whatever the form does wrong is the caller's fault. */
function takeFile<Kept>(call: Call, keep: (part: Part) => Promise<Kept>): Promise<Kept> {
  const form = openForm(call);
  return new Promise<Kept>((resolve, reject) => {
    let kept: Promise<Kept> | undefined;
    form.on('file', (_field, content, { filename, mimeType }) => {
      const part = { fileName: cleanName(filename ?? ''), declaredType: mimeType, content };
      kept = keep(part).catch((error: unknown) => {
        // What is left of the file is read and dropped, so that the caller gets the answer.
        content.resume();
        throw error;
      });
      kept.catch(reject);
    });
    form.on('close', () => void (kept ? kept.then(resolve, reject) : reject(noFile())));
    form.on('error', () => reject(noFile()));
    pipeline(call.request, form).catch(() => reject(noFile()));
  });
}

/** Adds a file to a project while it is under way; its kind is told by its content. */
export async function uploadAttachment(call: Call, projectId: string): Promise<Attachment> {
  const { store } = call.deps;
  const dossier = await loadDossier(call, projectId);
  assertOwn(dossier, call.actor);
  const id = call.newId('att');
  const earlier = await keptBefore(call, id);
  if (earlier) return assertSameFile(call, earlier);
  const { stage } = dossier.state;
  if (isEnded(stage))
    throw new DomainError('ACTION_NOT_ALLOWED', { stage, action: 'attachments', allowed: [] });
  const { key, version } = dossier.draft.programme;
  const { attachments: limits } = (await loadProgramme(store, key, version)).definition.application;
  if ((await countAttachments(store, projectId)) >= limits.maxCount)
    throw new DomainError('TOO_MANY_ATTACHMENTS', { limit: limits.maxCount });
  return keepOnce(call, id, () =>
    takeFile(call, (part) => keepAttachment(store, { id, projectId, ...part }, limits)),
  );
}

/** Files on their way in, by id: the same upload sent twice at once must not write over itself. */
const underWay = new Map<string, Promise<Attachment>>();

async function keepOnce(call: Call, id: string, keep: () => Promise<Attachment>): Promise<Attachment> {
  const other = underWay.has(id) ? await keptBefore(call, id) : null;
  if (other) return assertSameFile(call, other);
  const keeping = keep();
  underWay.set(id, keeping);
  try {
    return await keeping;
  } finally {
    underWay.delete(id);
  }
}

/** What an earlier attempt of this upload kept, once it is done; null where it kept nothing. */
async function keptBefore(call: Call, id: string): Promise<Attachment | null> {
  if (!call.isRetry) return null;
  await underWay.get(id)?.catch(() => undefined);
  return readAttachment(call.deps.store, id);
}

/** The same key with another file is another body, which only the file itself can tell. */
async function assertSameFile(call: Call, earlier: Attachment): Promise<Attachment> {
  const sha256 = await takeFile(call, async ({ content }) => {
    const hash = createHash('sha256');
    await pipeline(content, hash);
    return hash.digest('hex');
  });
  if (sha256 !== earlier.sha256) throw new DomainError('IDEMPOTENCY_KEY_REUSED');
  return present(earlier);
}

const present = ({ id, fileName, mediaType, bytes, sha256 }: Attachment): Attachment => ({
  id,
  fileName,
  mediaType,
  bytes,
  sha256,
});

/** A project's file, always as a download: nothing that people upload is shown by a browser as a page of ours. */
export async function downloadAttachment(call: Call, projectId: string, attachmentId: string): Promise<void> {
  await loadDossier(call, projectId);
  const file = await readAttachment(call.deps.store, attachmentId);
  if (file?.projectId !== projectId) throw new DomainError('NOT_FOUND');
  call.response
    .type(file.mediaType)
    .setHeader('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.fileName)}`)
    .setHeader('Content-Length', file.bytes);
  await pipeline(file.content, call.response);
}
