import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alertsOf } from './alerts.ts';
import { checkDefinition } from './check-definition.ts';
import { checkTemplate } from './check-template.ts';
import { fillIn, messages } from './messages.ts';
import { penguinForms } from './testing/penguin-forms.ts';
import { penguins } from './testing/penguins.ts';
import { compile } from './validate.ts';
import { isRequired, visibleFields } from './visibility.ts';

const definitions = penguinForms.map((form) => form.definition);
const context = {
  today: '2024-04-12',
  now: '2024-04-12T00:30:00Z',
  zone: 'Pacific/Auckland',
  milestones: { dive: '2024-04-12T10:00:00Z' },
};

/** Any JSON, with the keys and values that forms look at more often than chance would have it. */
const likely = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom<unknown>(
    true,
    false,
    'grey',
    'other',
    '2024-02-29',
    '2024-04-12T00:30:00Z',
    ['singing'],
    [{ nickname: 'A', hatched: '2024-01-01', ringed: true }],
    { kind: 'passport', number: 'A1234567' },
    ['0b54f5a2-1111-4222-8333-944445555666'],
    36.6,
    '+64 21 123 4567',
    '\ud800',
    '__proto__',
  ),
);
const rows = fc.array(
  fc.dictionary(fc.constantFrom('nickname', 'hatched', 'ringed', 'ring'), likely),
  {
    maxLength: 5,
  },
);
const codes = definitions.flatMap((definition) => definition.fields.map((field) => field.code));
const values = fc
  .dictionary(
    fc.oneof(fc.constantFrom(...codes, '__proto__', 'constructor'), fc.string()),
    fc.oneof(likely, rows),
    {
      maxKeys: 20,
    },
  )
  .map((each): unknown => JSON.parse(JSON.stringify(each)));

describe('whatever arrives', () => {
  it('the validator answers, and what it accepts it accepts again unchanged', () => {
    fc.assert(
      fc.property(fc.constantFrom(...definitions), fc.oneof(values, likely), (definition, raw) => {
        const validator = compile(definition);
        const result = validator(raw, context);
        if (result.ok) {
          expect(validator(result.values, context)).toEqual(result);
          const known = definition.fields.map((field) => field.code);
          expect(known).toEqual(expect.arrayContaining(Object.keys(result.values)));
          alertsOf(definition, result.values);
        } else {
          expect(result.issues.length).toBeGreaterThan(0);
          for (const issue of result.issues) {
            expect(messages).toHaveProperty(issue.code);
            for (const lang of ['zh', 'en'] as const) {
              const text = fillIn(messages[issue.code], issue.params ?? {}, lang, (at) => at);
              expect(text).not.toMatch(/[{}]|undefined|Infinity/);
            }
          }
        }
        visibleFields(definition, raw);
        isRequired(definition, 'story', raw);
      }),
      { numRuns: 1500 },
    );
  });

  it('a definition is checked', () => {
    const shapes = fc.oneof(fc.jsonValue(), fc.record({ fields: fc.array(fc.jsonValue()) }));
    fc.assert(
      fc.property(shapes, (raw) => {
        expect(checkDefinition(raw).length).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
  });

  it('a definition with anything wrong in it is refused, not thrown at', () => {
    const whole = JSON.stringify(penguins);
    fc.assert(
      fc.property(fc.nat(whole.length), fc.jsonValue({ maxDepth: 2 }), (position, junk) => {
        // Puts junk in the place of the first value that begins behind the position.
        let done = false;
        let passed = 0;
        const broken: unknown = JSON.parse(whole, (_, value: unknown) => {
          passed += 12;
          if (done || passed < position) return value;
          done = true;
          return junk;
        });
        expect(Array.isArray(checkTemplate(broken))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
