/** One thing the play ends by checking, in both languages, with what was found. */
export interface Finding {
  isTrue: boolean;
  what: string;
  detail: string;
}

export const finding = (isTrue: boolean, what: string, detail: string): Finding => ({ isTrue, what, detail });
