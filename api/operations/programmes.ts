import type { Actor, Fact } from '../../contracts/fact';
import type { ProgrammeDefinition } from '../../contracts/programme';
import type { ProgrammeReply } from '../../contracts/programme-reply';
import type { AggregateState } from '../../domain/aggregate';
import { DomainError } from '../../domain/domain-error';
import type { ProjectSetting } from '../../domain/project/project.vocabulary';
import { canonicalJson } from '../../store/canonical-json';
import type { Store } from '../../store/connect';
import { applyDirect, type DirectAggregate } from '../../store/direct';
import { readView } from '../../store/views.repository';
import { calendarInForce } from './calendar';

export interface ProgrammeState extends AggregateState {
  definition: ProgrammeDefinition;
}

const PROGRAMME: DirectAggregate<ProgrammeState> = {
  kind: 'programme',
  begin: (id) => ({
    schemaVersion: 1,
    id,
    version: 0,
    createdAt: '',
    updatedAt: '',
    definition: {} as ProgrammeDefinition,
  }),
  evolve: (state, fact: Fact) => ({ ...state, ...(fact.data as Pick<ProgrammeState, 'definition'>) }),
};

/** A version of a programme is a document of its own, under a name that never means anything else. */
export const programmeIdOf = (key: string, version: number): string => `${key}@${version}`;

/** Publishes a version. The same again changes nothing; another definition under the same version is refused. */
export async function publishProgramme(
  store: Store,
  definition: ProgrammeDefinition,
  by: { commandId: string; actor: Actor; at: string },
): Promise<ProgrammeState> {
  const { state } = await applyDirect(store, PROGRAMME, {
    id: programmeIdOf(definition.key, definition.version),
    ...by,
    decide: (current) => {
      if (current.version === 0) return [{ type: 'programmePublished', data: { definition } }];
      if (canonicalJson(current.definition) !== canonicalJson(definition))
        throw new DomainError('PROGRAMME_IMMUTABLE');
      return [];
    },
  });
  return state;
}

export async function loadProgramme(store: Store, key: string, version: number): Promise<ProgrammeState> {
  const programme = await readView<ProgrammeState>(store, 'programme', programmeIdOf(key, version));
  if (!programme) throw new DomainError('PROGRAMME_UNKNOWN', { key, version });
  return programme;
}

export const presentProgramme = ({
  id,
  definition,
  createdAt,
  updatedAt,
}: ProgrammeState): ProgrammeReply => ({
  id,
  key: definition.key,
  version: definition.version,
  createdAt,
  updatedAt,
  definition,
});

export async function readProgramme(store: Store, key: string, version: number): Promise<ProgrammeReply> {
  const programme = await readView<ProgrammeState>(store, 'programme', programmeIdOf(key, version));
  if (!programme) throw new DomainError('NOT_FOUND');
  return presentProgramme(programme);
}

/** How far ahead a project's deadlines may reach: its own year and the two after it, as far as they are published. */
const YEARS_AHEAD = 2;

/** What a workflow is given to run by: the definition, and the working days of the years it may touch. */
export async function settingFor(
  store: Store,
  programme: { key: string; version: number },
  nowMs: number,
): Promise<ProjectSetting> {
  const [{ definition }, calendar] = await Promise.all([
    loadProgramme(store, programme.key, programme.version),
    calendarInForce(store),
  ]);
  const year = new Date(nowMs).getUTCFullYear();
  const years = Object.entries(calendar.years).filter(
    ([key]) => Number(key) >= year - 1 && Number(key) <= year + YEARS_AHEAD,
  );
  return { definition, calendar: { years: Object.fromEntries(years) } };
}
