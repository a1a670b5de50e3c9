import { fromBase45, toBase45 } from './base45.ts';
import { asBytes, asNumber, asText, type Bytes, listFromCbor, toCbor } from './cbor.ts';
import { sign } from './cose.ts';
import { type IssuingKey, referenceLength } from './credential.ts';
import { type Keyring, openSigned } from './keyring.ts';
import { longestText } from './presentation.ts';
import { orProblem, type ReadingProblem, UnreadableCode } from './problems.ts';

/**
 * A code on paper, for people without a phone. Whoever finds the paper learns nothing from it: it names neither
 * the person nor a colour, and counts only together with the person's document.
 */
export type PrintedCode = {
  reference: Bytes;
  programme: string;
  /** Seconds since 1970. */
  issued: number;
};

export const printedPrefix = 'AXP:';

const layout = 1;

export async function issuePrinted(
  { reference, programme, issued }: PrintedCode,
  key: IssuingKey,
): Promise<string> {
  const payload = toCbor([layout, reference, programme, issued]);
  return printedPrefix + toBase45(await sign('printed', payload, key));
}

/** Gives the problem for any text that is not a printed code of this system, and never throws. */
export function readPrinted(text: string, keyring: Keyring): Promise<PrintedCode | ReadingProblem> {
  return orProblem(async () => {
    if (!text.startsWith(printedPrefix)) throw new UnreadableCode('not_ours');
    if (text.length > longestText) throw new UnreadableCode('damaged');
    const bytes = fromBase45(text.slice(printedPrefix.length));
    const { payload } = await openSigned('printed', bytes, keyring);
    const [begin, reference, programme, issued] = listFromCbor(payload, 4);
    if (begin !== layout) throw new UnreadableCode('damaged');
    return {
      reference: asBytes(reference, referenceLength),
      programme: asText(programme),
      issued: asNumber(issued, 0, 0xffffffff),
    };
  });
}
