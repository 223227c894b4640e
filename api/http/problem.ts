import { ERRORS, type ErrorCode } from '../../contracts/errors';
import type { DomainError, ErrorParams } from '../../domain/domain-error';
import { nameAction } from '../presenters/allowed-actions';
import type { Language } from './language';

/** One fault of the input: where it is, what kind it is, what would be right. */
export interface InputFault {
  path: string;
  code: string;
  message: string;
}

/** RFC 9457 problem details. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  instance: string;
  code: ErrorCode;
  errors?: InputFault[];
  [extension: string]: unknown;
}

const TITLES: Record<number, Record<Language, string>> = {
  400: { zh: '请求有误', en: 'Bad request' },
  401: { zh: '未登录', en: 'Not signed in' },
  403: { zh: '没有权限', en: 'Forbidden' },
  404: { zh: '找不到', en: 'Not found' },
  405: { zh: '方法不支持', en: 'Method not allowed' },
  409: { zh: '当前状态不允许', en: 'Conflict with the current state' },
  412: { zh: '版本冲突', en: 'Version conflict' },
  413: { zh: '内容过大', en: 'Content too large' },
  415: { zh: '内容类型不支持', en: 'Unsupported media type' },
  422: { zh: '内容不符合规定', en: 'Unprocessable content' },
  429: { zh: '请求过多', en: 'Too many requests' },
  500: { zh: '内部错误', en: 'Internal error' },
  503: { zh: '暂不可用', en: 'Unavailable' },
};

const asText = (value: ErrorParams[string] | undefined, language: Language): string =>
  Array.isArray(value) ? value.join(language === 'zh' ? '、' : ', ') : String(value ?? '');

/** Callers know actions by the names of their routes; what is inside has names of its own. */
function nameActions(params: ErrorParams): ErrorParams {
  const { action, allowed } = params;
  return {
    ...params,
    ...(typeof action === 'string' ? { action: nameAction(action) } : {}),
    ...(Array.isArray(allowed) ? { allowed: allowed.map((each) => nameAction(String(each))) } : {}),
  };
}

/** The sentence of an error, its places filled. */
export function sentenceOf(code: ErrorCode, params: ErrorParams, language: Language): string {
  return ERRORS[code][language].replace(/\{(\w+)\}/g, (_, name: string) => asText(params[name], language));
}

/** Refusals by the state say what it is and what it allows instead, also for machines. */
const EXTENSIONS = ['stage', 'phase', 'action', 'allowed', 'version'];

/** A round's phase and a payment's status are said under the name of a project's stage too: one name to look for. */
function extensionsOf(params: ErrorParams): ErrorParams {
  const { stage = params.phase ?? params.status } = params;
  return Object.fromEntries(
    Object.entries({ ...params, ...(stage === undefined ? {} : { stage }) }).filter(([name]) =>
      EXTENSIONS.includes(name),
    ),
  );
}

/** The problem document of a refusal, in the reader's language. */
export function problemOf(
  error: Pick<DomainError, 'code' | 'params'>,
  { instance, language, errors }: { instance: string; language: Language; errors?: InputFault[] },
): Problem {
  const { status } = ERRORS[error.code];
  const params = nameActions(error.params);
  return {
    ...extensionsOf(params),
    type: `urn:yichuang:error:${error.code}`,
    title: TITLES[status]?.[language] ?? error.code,
    status,
    detail: sentenceOf(error.code, params, language),
    instance,
    code: error.code,
    ...(errors ? { errors } : {}),
  };
}
