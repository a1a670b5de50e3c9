import { describe, expect, it } from 'vitest';
import { changedParts, mergeParts } from './identity-changes.ts';
import type { ProgrammeIdentity } from './programme.ts';
import { identityOf, withIdentity } from './programme-identity.ts';
import { penguins } from './testing/penguins.ts';

const base = identityOf(penguins);

function changed(change: (copy: ProgrammeIdentity) => unknown): ProgrammeIdentity {
  const copy = structuredClone(base);
  change(copy);
  return copy;
}

const gulls = { code: 'gulls', name: { zh: '海鸥', en: 'Gulls' }, services: [] };

describe('an identity', () => {
  it('taken from a programme and put on again leaves it as it was', () => {
    expect(withIdentity(penguins, base, penguins.declaration)).toEqual(penguins);
  });

  it('that is another gives the declaration its next version only where that says something else', () => {
    const versionWith = (identity: ProgrammeIdentity) =>
      withIdentity(penguins, identity, penguins.declaration).declaration?.version;
    expect(versionWith(changed((copy) => (copy.name.en = 'Weighing')))).toBe(3);
    expect(versionWith(changed((copy) => (copy.declaration!.title.zh = '诚实')))).toBe(4);
  });

  it('without a colour takes the former one away', () => {
    const next = withIdentity(
      penguins,
      changed((copy) => delete copy.brand),
    );
    expect(next).not.toHaveProperty('brand');
  });
});

describe('what changed', () => {
  it('is nothing where only the order of properties differs, as a database may give them', () => {
    const turned = Object.fromEntries(Object.entries(base).toReversed()) as ProgrammeIdentity;
    expect(changedParts(base, turned)).toEqual([]);
  });

  it.each<[string, (copy: ProgrammeIdentity) => unknown]>([
    ['name.en', (copy) => (copy.name.en = 'Weighing')],
    ['contacts.cards', (copy) => copy.contacts.cards.pop()],
    ['brand', (copy) => delete copy.brand],
    ['groups.adelies.services', (copy) => copy.groups[1]!.services.push('help')],
    ['groups.gulls', (copy) => copy.groups.push(gulls)],
    ['groups.adelies', (copy) => copy.groups.pop()],
    ['groups', (copy) => copy.groups.reverse()],
    ['pages.notes.body.zh', (copy) => (copy.pages[0]!.body.zh = '排队。')],
  ])('is told as %s', (path, change) => {
    expect(changedParts(base, changed(change))).toEqual([path]);
  });
});

describe('two who change at the same time', () => {
  const theirs = changed((copy) => {
    copy.contacts.phone = '+64 9 111 1111';
    copy.groups.push(gulls);
    copy.name.en = 'Weighing';
  });

  it('lose nothing of what only one of them changed', () => {
    const mine = changed((copy) => {
      copy.contacts.mail = 'floe@penguins.example';
      copy.groups[0]!.name.en = 'Emperor penguins';
    });
    const { merged: identity, conflicts } = mergeParts(base, mine, theirs);
    expect(conflicts).toEqual([]);
    expect(identity.contacts).toEqual({
      ...base.contacts,
      phone: '+64 9 111 1111',
      mail: 'floe@penguins.example',
    });
    expect(identity.groups.map(({ name }) => name.en)).toEqual([
      ...['Emperor penguins', 'Adélies', 'Gulls'],
    ]);
    expect(identity.name.en).toBe('Weighing');
  });

  it('are told where both changed the same; one’s own stands there', () => {
    const mine = changed((copy) => {
      copy.contacts.phone = '+64 9 222 2222';
      copy.name.en = 'Weighing';
    });
    const { merged: identity, conflicts } = mergeParts(base, mine, theirs);
    expect(conflicts).toEqual(['contacts.phone']);
    expect(identity.contacts.phone).toBe('+64 9 222 2222');
  });

  it.each([
    ['what one inserts stands where it was put', 'ab', 'ab', 'axb', 'axb'],
    ['what both insert, too', 'ab', 'ayb', 'axb', 'ayxb'],
    ['one’s order counts where the other left it alone', 'abc', 'abyc', 'cab', 'caby'],
    ['my order counts where both turned it', 'abc', 'cba', 'bcxa', 'cxba'],
    ['what one removed is gone, whatever the other moved', 'abc', 'ac', 'cba', 'ca'],
  ])('keep the order: %s', (_, was, mine, theirs, merged) => {
    const listed = (codes: string) => ({ list: [...codes].map((code) => ({ code })) });
    const { merged: together, conflicts } = mergeParts(listed(was), listed(mine), listed(theirs));
    expect(together.list.map(({ code }) => code).join('')).toBe(merged);
    expect(conflicts).toEqual([]);
  });

  it('may remove what the other one left alone', () => {
    const mine = changed((copy) => copy.groups.pop());
    const { merged: identity, conflicts } = mergeParts(base, mine, theirs);
    expect(conflicts).toEqual([]);
    expect(identity.groups.map(({ code }) => code)).toEqual(['emperors', 'gulls']);
  });
});
