import type { AggregateKind } from '../contracts/fact';
import { searchTerms } from '../domain/text';

interface Searchable {
  number?: string;
  name?: string;
  creditCode?: string;
  definition?: { key: string; name: { zh: string; en: string } };
  application?: { title: string; summary: string; organizationName: string; categories: string[] } | null;
}

/** What a person may look for in each kind of document. */
const TEXTS: Partial<Record<AggregateKind, (state: Searchable) => (string | undefined)[]>> = {
  project: ({ number, application }) => [
    number,
    application?.title,
    application?.organizationName,
    application?.summary,
    ...(application?.categories ?? []),
  ],
  round: ({ number, name }) => [number, name],
  organization: ({ name, creditCode }) => [name, creditCode],
  fund: ({ name }) => [name],
  programme: ({ definition }) => [definition?.key, definition?.name.zh, definition?.name.en],
};

/** The terms a document is found by, in Chinese and Latin, kept beside it so that any engine can look them up. */
export function termsOf(kind: AggregateKind, state: object): string[] {
  const texts = TEXTS[kind]?.(state) ?? [];
  return searchTerms(texts.filter((text) => text !== undefined).join('\n'));
}
