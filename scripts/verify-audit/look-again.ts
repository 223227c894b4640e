import { setTimeout as sleep } from 'node:timers/promises';

/** A recording under way writes its read model within milliseconds; what is still apart after these looks is apart. */
const LOOKS = 3;
const PAUSE_MS = 700;

export interface Look<Finding> {
  finding: Finding | null;
  /** Whether a moment's patience may make it pass: a recording, a message on its way. */
  mayPass: boolean;
}

/** Looks at what was suspected again, all together, and keeps what is still found when nothing can be under way. */
export async function lookAgain<Suspect, Finding>(
  suspects: Suspect[],
  look: (suspect: Suspect) => Promise<Look<Finding>>,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  let left = suspects;
  for (let round = 1; left.length > 0; round += 1) {
    const passing: Suspect[] = [];
    for (const suspect of left) {
      const { finding, mayPass } = await look(suspect);
      if (finding !== null && mayPass && round < LOOKS) passing.push(suspect);
      else if (finding !== null) findings.push(finding);
    }
    left = passing;
    if (left.length > 0) await sleep(PAUSE_MS);
  }
  return findings;
}
