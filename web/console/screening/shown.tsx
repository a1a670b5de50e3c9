import { type CodeColour, codeColours } from '../../../forms/colours.ts';
import { unconfirmedName } from '../../../modules/screening/contract.ts';
import { CodeMark } from '../../shared/codes/code-mark.tsx';
import { useText } from '../../shared/i18n.ts';

const isColour = (shown: string): shown is CodeColour =>
  codeColours.some((colour) => colour === shown);

/** What the scanner saw: a colour, or none that could be confirmed. */
export function Shown({ shown }: { shown: string }) {
  const text = useText();
  return isColour(shown) ? <CodeMark colour={shown} /> : text(unconfirmedName);
}
