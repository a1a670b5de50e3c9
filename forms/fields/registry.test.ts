import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkDefinition } from '../check-definition.ts';
import { fits } from '../check-shape.ts';
import { formSchema } from '../form-schema.ts';
import { penguinForms } from '../testing/penguin-forms.ts';
import { fieldIssues, fieldTypes } from './registry.ts';

const definitions = penguinForms.map(({ definition }) => definition);
const types = Object.entries(fieldTypes);

describe('types of field', () => {
  it.each(types)('%s is listed under its own name', (key, { type }) => {
    expect(type).toBe(key);
  });

  it.each(types)('%s is plain only where nothing is encrypted or attached', (_, type) => {
    const needsMore = type.personal !== null || 'files' in type;
    expect(type.plain && needsMore).toBe(false);
  });

  it('have issues of their own', () => {
    const codes = types.flatMap(([, { issues }]) => Object.keys(issues));
    expect(new Set(codes).size).toBe(codes.length);
    expect(Object.keys(fieldIssues).sort()).toEqual(codes.sort());
  });
});

describe('the schema of forms', () => {
  it('is plain JSON', () => {
    expect(JSON.parse(JSON.stringify(formSchema))).toMatchObject({ type: 'object' });
  });

  it('takes whole definitions', () => {
    for (const definition of definitions) expect(fits(formSchema, definition)).toBe(true);
  });

  it('refuses nothing that the check of definitions takes', () => {
    const whole = JSON.stringify(definitions);
    fc.assert(
      fc.property(fc.nat(whole.length), fc.jsonValue({ maxDepth: 2 }), (position, junk) => {
        let passed = 0;
        const broken: unknown[] = JSON.parse(whole, (_, value: unknown) => {
          passed += 12;
          const here = passed - 12 < position && passed >= position;
          return here ? junk : value;
        });
        if (!Array.isArray(broken)) return;
        for (const definition of broken) {
          if (!fits(formSchema, definition)) {
            expect(checkDefinition(definition)).not.toEqual([]);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
