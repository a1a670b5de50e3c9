import type { Cleaner } from '../cleaning.ts';
import type { Lang, Text } from '../definition.ts';
import { list, oneOf, optional } from '../schema.ts';
import { ownValue } from '../visible-values.ts';
import { defineFieldType } from './field-type.ts';

/** Why there is no position: the device failed in one of these ways, or none is asked for abroad. */
export const positionReasons = {
  denied: { zh: '未允许使用位置信息', en: 'Location access was not allowed' },
  unavailable: { zh: '设备无法确定位置', en: 'The device could not determine its location' },
  timeout: { zh: '定位超时', en: 'Finding the location took too long' },
  unsupported: { zh: '浏览器不支持定位', en: 'The browser cannot determine locations' },
  insecure: { zh: '网页没有受信任的证书，无法定位', en: 'The page has no trusted certificate' },
  abroad: { zh: '在境外，无需定位', en: 'Abroad, where no location is needed' },
} satisfies Record<string, Text>;

export type PositionReason = keyof typeof positionReasons;

/** Degrees north and east, and how many metres the position may be off. */
export type Fix = { latitude: number; longitude: number; accuracy: number };
export type PositionValue = Fix | { reason: PositionReason };

const reasons = Object.keys(positionReasons) as PositionReason[];

/** More than half the way around the earth is no position. */
const LEAST_EXACT = 20_000_000;
/** Decimals of a degree: about a metre for the person, about ten kilometres for staff. */
const OWN_DECIMALS = 5;
const MASKED_DECIMALS = 1;
/** How far a point lies at most from the one that it is rounded to for staff, in metres. */
const MASKED_BY = 7900;

const issues = {
  not_a_position: {
    zh: '位置信息无法识别，请重新获取。',
    en: 'This location could not be read. Please get it again.',
  },
  position_needed: {
    zh: '此项需要获取位置，请按提示重试。',
    en: 'Your location is needed here. Please try again as described.',
  },
} satisfies Record<string, Text>;

/** Value: a fix, or the reason why there is none. */
export const position = defineFieldType({
  type: 'position',
  properties: {
    /** Reasons that may stand in place of a position, also where one is required; else none. */
    reasonsAllowed: optional(list(oneOf(...reasons))),
  },
  issues,
  clean:
    ({ reasonsAllowed = [] }): Cleaner<PositionValue, keyof typeof issues> =>
    (raw, run) => {
      const reason = reasons.find((each) => each === ownValue(raw, 'reason'));
      if (reason)
        return reasonsAllowed.includes(reason) ? { reason } : run.refuse('position_needed');
      const fix = fixIn(raw);
      return fix
        ? { ...rounded(fix, OWN_DECIMALS), accuracy: Math.ceil(fix.accuracy) }
        : run.refuse('not_a_position');
    },
  plain: false,
  personal: {
    encrypt: (value, encrypt) => encrypt(JSON.stringify(value)),
    decrypt: (stored, decrypt) => JSON.parse(decrypt(stored as string)) as PositionValue,
    mask: (value) =>
      'reason' in value
        ? value
        : {
            ...rounded(value, MASKED_DECIMALS),
            accuracy: Math.ceil((value.accuracy + MASKED_BY) / 1000) * 1000,
          },
  },
  size: 'cell',
  compares: null,
  words: (_, value, { lang }) =>
    'reason' in value ? positionReasons[value.reason][lang] : fixWords(value, lang),
  columns: () => [
    degrees({ zh: '纬度', en: 'latitude' }, 'latitude'),
    degrees({ zh: '经度', en: 'longitude' }, 'longitude'),
    {
      ...{ label: { zh: '误差', en: 'accuracy' }, unit: { zh: '米', en: 'm' } },
      ...{ kind: 'number', width: 12 },
      cell: (value) => ('reason' in value ? null : value.accuracy),
    },
    {
      ...{ label: { zh: '无位置的原因', en: 'why there is none' }, kind: 'text', width: 24 },
      cell: (value, { lang }) => ('reason' in value ? positionReasons[value.reason][lang] : null),
    },
  ],
});

function degrees(label: Text, key: 'latitude' | 'longitude') {
  const cell = (value: PositionValue) => ('reason' in value ? null : value[key]);
  return { label, kind: 'number' as const, width: 12, cell };
}

/** The fix in something that may be one; null when it lies nowhere on the earth. */
export function fixIn(raw: unknown): Fix | null {
  const within = (code: keyof Fix, least: number, most: number) => {
    const value = ownValue(raw, code);
    return typeof value === 'number' && value >= least && value <= most ? value : Number.NaN;
  };
  const fix = {
    latitude: within('latitude', -90, 90),
    longitude: within('longitude', -180, 180),
    accuracy: within('accuracy', 0, LEAST_EXACT),
  };
  return Object.values(fix).some(Number.isNaN) ? null : fix;
}

function rounded({ latitude, longitude }: Fix, decimals: number) {
  // Adding zero turns a negative zero into the other, which JSON does not know.
  const round = (degrees: number) => Number(degrees.toFixed(decimals)) + 0;
  return { latitude: round(latitude), longitude: round(longitude) };
}

/** How exact a fix is, in words. */
export function accuracyWords({ accuracy }: Fix, lang: Lang): string {
  const [amount, unit] = accuracy < 1000 ? [accuracy, 0] : [Math.ceil(accuracy / 100) / 10, 1];
  return lang === 'zh' ? `${amount} ${['米', '公里'][unit]}` : `${amount} ${['m', 'km'][unit]}`;
}

function fixWords(fix: Fix, lang: Lang): string {
  const { latitude, longitude } = fix;
  const [north, east] = [Math.abs(latitude), Math.abs(longitude)];
  const exact = accuracyWords(fix, lang);
  if (lang === 'zh') {
    const sides = [latitude < 0 ? '南纬' : '北纬', longitude < 0 ? '西经' : '东经'];
    return `${sides[0]} ${north}°，${sides[1]} ${east}°（误差 ${exact}以内）`;
  }
  const sides = [latitude < 0 ? 'S' : 'N', longitude < 0 ? 'W' : 'E'];
  return `${north}° ${sides[0]}, ${east}° ${sides[1]} (within ${exact})`;
}
