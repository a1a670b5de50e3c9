import type { Lang, Text } from './definition.ts';
import type { DocumentRule, SignIn } from './programme.ts';

/** By what a person can be found in a programme. Several people may share a phone; nothing else is shared. */
export type IdentifierKind = 'card' | 'username' | 'phone';

/** One kind of identifier that a programme's people have. */
export type ProgrammeIdentifier = {
  kind: IdentifierKind;
  label: Text;
  /** Where there is little room. */
  shortLabel: Text;
  /** Everybody has one; a roster must name it. */
  required: boolean;
  /** RE2 pattern that matches the whole identifier. */
  pattern?: string;
  /** Label of a further one of the same person; absent where nobody has a second one. */
  furtherLabel?: Text;
};

/**
 * The identifiers that a programme's way to sign in uses, in the order in which they are shown. Lists,
 * rosters and exports follow from these: no other code assumes that people have a card.
 */
export function identifiersOf(signIn: SignIn): ProgrammeIdentifier[] {
  return [
    {
      kind: 'card',
      label: signIn.cardLabel,
      shortLabel: signIn.cardShortLabel ?? signIn.cardLabel,
      required: true,
      pattern: signIn.cardPattern,
      furtherLabel: signIn.furtherCardLabel ?? { zh: '其他卡号', en: 'Further card number' },
    },
  ];
}

/** Names what people of a programme are known by, for the column of a list. */
export function identifiersLabel(signIn: SignIn, lang: Lang): string {
  return identifiersOf(signIn)
    .map(({ shortLabel }) => shortLabel[lang])
    .join(' / ');
}

type ShownIdentifier = { kind: IdentifierKind; value: string };

/** What a person is known by, in one line; empty for somebody who is known by nothing. */
export function identifiersText(identifiers: readonly ShownIdentifier[]): string {
  return identifiers.map(({ value }) => value).join(' / ');
}

/** What a person is known by, each with the programme's own label. */
export function labelledIdentifiers(
  signIn: SignIn,
  identifiers: readonly ShownIdentifier[],
): { label: Text; value: string }[] {
  return identifiersOf(signIn).flatMap(({ kind, label }) =>
    identifiers.flatMap((each) => (each.kind === kind ? [{ label, value: each.value }] : [])),
  );
}

/** The documents one of whose dates is the initial password; none where people have no initial password. */
export function documentsOf(signIn: SignIn): DocumentRule[] {
  return signIn.documents;
}
