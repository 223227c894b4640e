/** The hash before an aggregate's first fact; the sandbox has the value from here, contracts being types to it. */
export const GENESIS_HASH_TEXT = '0'.repeat(64);
