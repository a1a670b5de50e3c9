import type { Lang, Option, Text } from './definition.ts';
import type {
  DocumentRule,
  InitialPassword,
  ParticipantApp,
  ProgrammeDefinition,
  SignIn,
  SignInWay,
} from './programme.ts';

/**
 * By what a person can be found in a programme, the foremost first: an account is named by the first of
 * them that the person has. `modules/people/identifier-kinds.ts` says what is done with each.
 */
export const identifierKinds = ['card', 'username', 'phone', 'identity'] as const;

export type IdentifierKind = (typeof identifierKinds)[number];

/** How many security questions a first sign-in may ask for. */
export const maxSecurityQuestions = 10;

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

type Way<T extends SignInWay['type']> = Extract<SignInWay, { type: T }>;

/** What a programme says of a way to sign in; nothing where it does not offer the way. */
export function wayOf<T extends SignInWay['type']>({ ways }: SignIn, type: T): Way<T> | undefined {
  return ways.find((way): way is Way<T> => way.type === type);
}

const phoneLabel = { zh: '手机号', en: 'Phone number' };
const usernameLabel = { zh: '用户名', en: 'User name' };
const identityLabel = { zh: '证件号码', en: 'Document number' };

/** What other code asks of a way to sign in, instead of which way it is. */
type WayTraits<T extends SignInWay['type']> = {
  /** The identifiers that it finds people by. */
  identifiers(way: Way<T>): ProgrammeIdentifier[];
  /** What people's initial passwords are; undefined where they need none. */
  initialPassword(way: Way<T>): InitialPassword | undefined;
  /** The documents one of whose dates is the initial password. */
  documents(way: Way<T>): DocumentRule[];
  /** What recovers a forgotten password. */
  recovery: 'questions' | 'code' | undefined;
  /** People are shown their whole account, so that nobody who signs in again has to type it. */
  showsWholeAccount: boolean;
};

const wayTraits: { [T in SignInWay['type']]: WayTraits<T> } = {
  card: {
    identifiers: ({ label, shortLabel = label, pattern, furtherLabel }) => [
      {
        ...{ kind: 'card', label, shortLabel, required: true, pattern },
        furtherLabel: furtherLabel ?? { zh: '其他卡号', en: 'Further card number' },
      },
    ],
    initialPassword: ({ initialPassword = 'date' }) => initialPassword,
    documents: ({ initialPassword = 'date', documents }) =>
      initialPassword === 'date' ? documents : [],
    recovery: 'questions',
    showsWholeAccount: true,
  },
  phone: {
    identifiers: () => [
      { kind: 'phone', label: phoneLabel, shortLabel: phoneLabel, required: true },
      { kind: 'username', label: usernameLabel, shortLabel: usernameLabel, required: false },
    ],
    initialPassword: () => undefined,
    documents: () => [],
    recovery: 'code',
    showsWholeAccount: false,
  },
  wechat: {
    identifiers: () => [],
    initialPassword: () => undefined,
    documents: () => [],
    recovery: undefined,
    showsWholeAccount: false,
  },
};

const traitsOf = <T extends SignInWay['type']>({ type }: { type: T }): WayTraits<T> =>
  wayTraits[type];

/**
 * The identifiers that a programme's ways to sign in use, in the order in which they are shown. Lists,
 * rosters and exports follow from these: no other code assumes that people have a card. Only the
 * foremost way must be open to everybody.
 */
export function identifiersOf({ ways, registration }: SignIn): ProgrammeIdentifier[] {
  const ofWays = ways.flatMap((way, index) =>
    traitsOf(way)
      .identifiers(way)
      .map((each) => ({ ...each, required: each.required && index === 0 && !registration })),
  );
  return registration ? [...ofWays, identityOfAll] : ofWays;
}

/** Where people register, everybody is on record by a document, whether they have a phone or not. */
const identityOfAll: ProgrammeIdentifier = {
  ...{ kind: 'identity', label: identityLabel, shortLabel: identityLabel, required: true },
};

/** The security questions of a first sign-in; none where the programme asks for none. */
export function questionsOf({ securityQuestions }: SignIn): { count: number; choices: Option[] } {
  return securityQuestions ?? { count: 0, choices: [] };
}

/** Whether a forgotten password is recovered by security questions; otherwise a code by SMS serves. */
export function hasRecovery(signIn: SignIn): boolean {
  const byQuestions = signIn.ways.some((way) => traitsOf(way).recovery === 'questions');
  return byQuestions && questionsOf(signIn).count > 0;
}

/**
 * What recovers a forgotten password: questions, or a code by SMS. Undefined where nobody need have one, since a
 * code signs people in.
 */
export function recoveryOf(signIn: SignIn): 'questions' | 'code' | undefined {
  if (hasRecovery(signIn)) return 'questions';
  const byCode = signIn.ways.some((way) => traitsOf(way).recovery === 'code');
  return byCode && signIn.password === 'required' ? 'code' : undefined;
}

/** Whether who signs in again is shown the whole account; otherwise it is known only in part. */
export function showsWholeAccount({ ways }: SignIn): boolean {
  return ways.some((way) => traitsOf(way).showsWholeAccount);
}

/** What people sign in with, foremost. */
export function accountLabel(signIn: SignIn): Text {
  return identifiersOf(signIn)[0]?.label ?? usernameLabel;
}

/**
 * The credential scope of each app: apps of the same scope share password and security questions.
 */
export function credentialScopes({
  signIn,
  systems,
}: Pick<ProgrammeDefinition, 'signIn' | 'systems'>): Partial<Record<ParticipantApp, string>> {
  const scopeOf = (app: ParticipantApp) => (signIn.credentials === 'app' ? app : 'programme');
  return Object.fromEntries(systems.map((app) => [app, scopeOf(app)]));
}

/** Names what people of a programme are known by, for the column of a list. */
export function identifiersLabel(signIn: SignIn, lang: Lang): string {
  return identifiersOf(signIn)
    .map(({ shortLabel }) => shortLabel[lang])
    .join(' / ');
}

type Identifier = { kind: IdentifierKind; value: string };

/** What a person is known by, in one line; empty for somebody who is known by nothing. */
export function identifiersText(identifiers: readonly Identifier[]): string {
  return identifiers.map(({ value }) => value).join(' / ');
}

/** What a person is known by, each with the programme's own label. */
export function labelledIdentifiers(
  signIn: SignIn,
  identifiers: readonly Identifier[],
): { label: Text; value: string }[] {
  return identifiersOf(signIn).flatMap(({ kind, label }) =>
    identifiers.flatMap((each) => (each.kind === kind ? [{ label, value: each.value }] : [])),
  );
}

/** What people's initial passwords are; undefined where they have none. */
export function initialPasswordOf({ ways }: SignIn): InitialPassword | undefined {
  return ways.map((way) => traitsOf(way).initialPassword(way)).find((each) => each !== undefined);
}

/** The documents one of whose dates is the initial password; none where no date is. */
export function documentsOf({ ways }: SignIn): DocumentRule[] {
  return ways.flatMap((way) => traitsOf(way).documents(way));
}
