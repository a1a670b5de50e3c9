/**
 * The questions that a card without any is asked: always the same ones for the same card. `digest`
 * is a keyed hash of it, so that nobody else can tell which those would be.
 */
export function decoyQuestions(offered: string[], count: number, digest: Buffer): string[] {
  const left = [...offered];
  const chosen: string[] = [];
  for (let at = 0; chosen.length < count && left.length > 0; at += 4) {
    const [question] = left.splice(digest.readUInt32BE(at) % left.length, 1);
    if (question !== undefined) chosen.push(question);
  }
  return chosen;
}
