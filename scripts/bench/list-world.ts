import type { Store } from '../../store/connect';
import { toDocument, viewsOf, type ViewDocument } from '../../store/views.repository';
import { draftsOf, type DraftDocument } from '../../store/drafts.repository';
import { buildProject } from './subjects';

/** As many projects as a large city's round has, so that a round is as long in a small store as in a large one. */
const ROUND_SIZE = 500;
/** One insert of more takes the embedded store over a second, and others wait for it. */
const BATCH = 500;

const PLACES = ['东门', '西坝', '南湖', '北苑', '新塍', '双桥', '石门', '长安'];
const NEEDS = ['敲门送餐日', '课后小课堂', '助残微就业', '邻里议事会', '心理陪伴站', '垃圾分类队'];
const STAGES = ['screening', 'review', 'review', 'decision', 'implementation', 'rejected'];

export const roundIdOf = (round: number): string => `rnd_${String(round).padStart(26, '0')}`;
export const organizationNameOf = (serial: number): string => `第${serial}社工服务中心（演示）`;

const pick = (values: readonly string[], serial: number): string => values[serial % values.length] ?? '';

/** Generated read models: a tenth as long as a project under way has them, the others as they are before a decision. */
export class ListWorld {
  private readonly full = buildProject().view as ViewDocument & { application: object };

  project(serial: number): ViewDocument {
    const application = {
      ...this.full.application,
      title: `${pick(PLACES, serial)}${pick(NEEDS, serial * 7)}（演示）`,
      summary: `${pick(PLACES, serial * 3)}片区的${pick(NEEDS, serial)}，由社区志愿者结对。`,
      organizationId: `org_${String(serial).padStart(26, '0')}`,
      organizationName: organizationNameOf(serial),
    };
    const { _id, terms: _terms, ...fields } = this.full;
    const isLong = serial % 10 === 0;
    const short = { assessments: [], tranches: [], milestones: [], tasks: [] };
    return toDocument('project', {
      ...fields,
      ...(isLong ? {} : short),
      id: `prj_${String(serial).padStart(26, '0')}`,
      number: `YC-2026-${String(Math.floor(serial / ROUND_SIZE)).padStart(4, '0')}-${String(serial % ROUND_SIZE).padStart(4, '0')}`,
      roundId: roundIdOf(Math.floor(serial / ROUND_SIZE)),
      stage: pick(STAGES, serial),
      application,
    });
  }

  /** Fills the store from one number of projects to another. */
  async fill(
    store: Store,
    { from, to, onProgress }: { from: number; to: number; onProgress: (done: number) => void },
  ): Promise<void> {
    for (let start = from; start < to; start += BATCH) {
      const serials = Array.from({ length: Math.min(BATCH, to - start) }, (_, index) => start + index);
      const projects = serials.map((serial) => this.project(serial));
      const forms = projects.map(({ _id }) => ({ _id, version: 1, submitted: true }));
      await viewsOf(store, 'project').insertMany(projects, { ordered: false });
      await draftsOf(store).insertMany(forms as unknown as DraftDocument[], { ordered: false });
      onProgress(start + serials.length);
    }
  }
}
