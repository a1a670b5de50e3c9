import { readShown, type Shown } from '../../../credential/presentation.ts';
import type { BodyOf } from '../../../platform/contract.ts';
import type { screening } from '../contract.ts';

/** A code at the moment at which it was shown, as it is stored with a check. */
export function bytesOf({ reference, moment }: Shown): Buffer {
  const bytes = Buffer.alloc(reference.length + 4);
  bytes.set(reference);
  bytes.writeUInt32BE(moment, reference.length);
  return bytes;
}

/** What was shown for a check; null where it was made by something else than a code on a phone. */
export function showingOf(way: BodyOf<typeof screening.check>['way']): Buffer | null {
  const shown = 'code' in way ? readShown(way.code) : null;
  return shown && bytesOf(shown);
}
