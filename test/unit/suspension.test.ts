import * as play from '../factories/round-play';
import { World } from '../factories/world';

const A = play.projectId(1);

describe('a suspended notice', () => {
  it('shows the instant it moved to wherever it is shown, once the project is resumed', () => {
    const world = play.openRound(new World());
    play.toDecision(world, A);
    play.decide(world, { [A]: 3_000_000 });
    const objection = { objectionId: 'obj_1', person: 'sealed', statement: '异议' };
    world.send('project', A, 'fileObjection', objection);
    const before = world.project(A);
    world.send('project', A, 'suspend', { reason: '核查' });
    world.nowMs += 86_400_000;
    world.send('project', A, 'resume', { reason: '恢复' });
    const after = world.project(A);
    const dayLater = (instant: string | null | undefined): number => Date.parse(instant ?? '') + 86_400_000;
    expect(Date.parse(after.noticeEndsAt ?? '')).toBe(dayLater(before.noticeEndsAt));
    expect(Date.parse(after.objections[0]?.answerDueAt ?? '')).toBe(
      dayLater(before.objections[0]?.answerDueAt),
    );
  });
});
