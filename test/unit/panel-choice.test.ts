import { choosePanel } from '../../domain/round/panel-choice';
import type { PanelReference } from '../../domain/round/round.state';

const buildPanel = (panelId: string, overrides: Partial<PanelReference> = {}): PanelReference => ({
  panelId,
  stageKey: 'desk',
  chairId: 'usr_1',
  reviewerIds: ['usr_1'],
  reserveIds: [],
  covers: 'round',
  category: null,
  projectCount: null,
  ...overrides,
});

const PROJECT = { stageKey: 'desk', categories: ['women', 'heritage'], listing: ['pan_listed'] };
const whole = buildPanel('pan_round');
const ofWomen = buildPanel('pan_women', { covers: 'category', category: 'women' });
const listed = buildPanel('pan_listed', { covers: 'listed', projectCount: 1 });

const chosen = (...panels: PanelReference[]): string | undefined => choosePanel(panels, PROJECT)?.panelId;

describe('the panel of a project', () => {
  it('is the one that lists it, before one for its category or for the whole round', () => {
    expect(chosen(listed, ofWomen, whole)).toBe('pan_listed');
    expect(chosen(whole, ofWomen, listed)).toBe('pan_listed');
  });

  it('is the one for any of its categories, before one for the whole round', () => {
    expect(chosen(ofWomen, whole)).toBe('pan_women');
  });

  it('is the latest formed of those that cover it alike', () => {
    expect(chosen(whole, buildPanel('pan_later'))).toBe('pan_later');
  });

  it('is none of another stage, another category, or another list', () => {
    expect(
      chosen(
        buildPanel('pan_other', { stageKey: 'defence' }),
        buildPanel('pan_sports', { covers: 'category', category: 'sports' }),
        buildPanel('pan_elsewhere', { covers: 'listed' }),
      ),
    ).toBeUndefined();
  });
});
