/** What the API answered instead of doing it, by its code; a rule has spoken and would say the same again. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    request: string,
  ) {
    super(`${request}: ${status} ${code} ${detail}`);
    this.name = 'Refusal';
  }
}
