import { type StateColour, stateColours } from './state-colours.ts';

/** The least contrast at which white text of any size is readable (WCAG 2.2, level AA). */
const leastContrast = 4.5;

/**
 * How far a brand stays from the colours of states, as a distance in Oklab. At a glance, two colours
 * nearer than this are taken for one another.
 */
const leastDistance = 0.06;

type BrandProblem =
  | { code: 'colour_invalid' }
  | { code: 'colour_too_light'; params: { contrast: string; needed: string } }
  | { code: 'colour_of_state'; params: { state: StateColour } };

/** Why a colour cannot be a programme's own; nothing where it can. */
export function brandProblem(colour: string): BrandProblem | undefined {
  if (!/^#[\da-f]{6}$/.test(colour)) return { code: 'colour_invalid' };
  const contrast = contrastWithWhite(colour);
  if (contrast < leastContrast) {
    const params = { contrast: contrast.toFixed(1), needed: String(leastContrast) };
    return { code: 'colour_too_light', params };
  }
  const [state, distance] = nearestState(colour);
  if (distance < leastDistance) return { code: 'colour_of_state', params: { state } };
  return undefined;
}

/** Contrast of white text on a colour, from 1 to 21. */
export function contrastWithWhite(colour: string): number {
  const [red = 0, green = 0, blue = 0] = linear(colour);
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}

function nearestState(colour: string): [StateColour, number] {
  const own = oklab(colour);
  const distances = Object.entries(stateColours).map(([state, each]): [StateColour, number] => {
    const other = oklab(each);
    return [state as StateColour, Math.hypot(...own.map((value, at) => value - (other[at] ?? 0)))];
  });
  return distances.reduce((nearest, each) => (each[1] < nearest[1] ? each : nearest));
}

/** Red, green and blue from 0 to 1, in proportion to the light. */
function linear(colour: string): number[] {
  return [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
}

/** Lightness and two axes of hue, in which equal distances look equally far. */
function oklab(colour: string): number[] {
  const [r = 0, g = 0, b = 0] = linear(colour);
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}
