/** A filter for texts that contain a part as it was written, in capitals or not; nothing in the part is a pattern. */
export const containing = (part: string): { $regex: string; $options: string } => ({
  $regex: part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'),
  $options: 'i',
});
