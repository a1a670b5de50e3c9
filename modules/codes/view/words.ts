import type { ColourEnds, ColourRules } from '../../../forms/colours.ts';
import type { Text } from '../../../forms/definition.ts';
import type { Standing } from '../evaluate/standing.ts';

/** What a programme says of a rule that a later version of it has no longer. */
const formerRule: { label: Text; advice: Text; ends: ColourEnds } = {
  label: { zh: '此前的规则', en: 'A former rule' },
  advice: { zh: '如有疑问，请联系我们。', en: 'Please contact us if you have questions.' },
  ends: {},
};

/** A colour in the words of the rule that gives it. */
export function toldColour(
  colours: ColourRules,
  { colour, reason }: Pick<Standing, 'colour' | 'reason'>,
): { colour: Standing['colour']; label: Text; advice: Text; ends: ColourEnds } {
  if (reason) {
    const rule = colours.rules.find(({ code }) => code === reason.rule) ?? formerRule;
    return { colour, label: rule.label, advice: rule.advice, ends: rule.ends };
  }
  const { label, advice } = colour === 'green' ? colours.green : colours.grey;
  return { colour, label, advice, ends: {} };
}
