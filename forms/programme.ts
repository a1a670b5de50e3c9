import type { ColourRules } from './colours.ts';
import type { Day, FormDefinition, IdentityKind, Option, Scalar, Text } from './definition.ts';
import type { DayRule, FormPolicy, Match, MilestoneRule, Phase } from './policy.ts';

/** The web apps of participants. Those of staff stand in `platform/contract.ts`. */
export const participantApps = ['portal', 'desk'] as const;

export type ParticipantApp = (typeof participantApps)[number];

/**
 * What the initial password is: a date of the person's document, which others may know, or a random one-time
 * password that the organiser hands out.
 */
export const initialPasswords = ['date', 'random'] as const;

export type InitialPassword = (typeof initialPasswords)[number];

/**
 * Which date of a document is the initial password, written YYYYMMDD (SPEC G3.1). Where it was not
 * supplied it is the date of birth.
 */
export type DocumentRule = { kind: IdentityKind; label: Text; date: 'validFrom' | 'issuedOn' };

/** Card number and password; the first time the initial password. */
export type CardWay = {
  type: 'card';
  label: Text;
  hint?: Text;
  /** Where there is little room, such as above a column. */
  shortLabel?: Text;
  /** A further card of the same person, where the programme knows such a thing (SPEC G3.1). */
  furtherLabel?: Text;
  /** RE2 pattern that matches the whole card number. */
  pattern: string;
  /** Left out: a date. */
  initialPassword?: InitialPassword;
  /** Of no use where initial passwords are random. */
  documents: DocumentRule[];
};

/** Phone or user name with a password, or a code by SMS. */
type PhoneWay = { type: 'phone' };

/** WeChat, for whoever has come in by another way once and said that theirs is to open the account. */
type WechatWay = { type: 'wechat' };

/** A way to sign in; `modules/people` has a file for each type. */
export type SignInWay = CardWay | PhoneWay | WechatWay;

/**
 * Somebody with a phone and one of these documents takes part, in the programme's first group and at its own
 * place. People are on record by their documents then; not everybody has a phone.
 */
export type Registration = { documents: IdentityKind[] };

export type SignIn = {
  /** The ways on offer, the foremost first; each type once. */
  ways: SignInWay[];
  /** Whether each app has a password and security questions of its own, or all share one account. */
  credentials: 'app' | 'programme';
  /** optional: who signs in by a code need not have one. */
  password: 'required' | 'optional';
  /** People register themselves. Absent: only whom a roster names takes part. */
  registration?: Registration;
  /** Asked at the first sign-in, for a forgotten password. */
  securityQuestions?: { count: number; choices: Option[] };
};

/** How people reach the organisers' support; `cards` are numbers of support accounts (SPEC G7). */
type Contacts = { phone: string; mail: string; cards: string[] };

/** Confirmed once in each system on entering a service that has forms; a new version is asked again. */
type ProgrammeDeclaration = { title: Text; text: Text; version: number };

export type Group = { code: string; name: Text; services: string[] };

/** What a service opens: forms, the messenger, support contacts, a page of the programme, or the health code. */
export type Service = {
  code: string;
  kind: 'reports' | 'messages' | 'support' | 'page' | 'code';
  name: Text;
  description?: Text;
  /** kind reports: codes of the forms, in the order shown. */
  forms?: string[];
  /** kind page: code of the page. */
  page?: string;
};

/** Something a programme wants to know of each enrolment; a column of the roster. */
export type Attribute = {
  code: string;
  label: Text;
  type: 'yesno' | 'text' | 'choice';
  options?: Option[];
  required: boolean;
  default?: Scalar;
};

/** A help page; paragraphs are separated by an empty line. */
export type Page = { code: string; title: Text; body: Text };

export type ProgrammeForm = {
  definition: FormDefinition;
  policy: FormPolicy;
  /**
   * Who is offered the form. Absent: everybody whose group has a service with it. Of a daily form
   * only groups: who of them is due, and when, the programme's `days` say.
   */
  offeredTo?: Match;
  /** Whose item stays open until the form is filled in (not for daily forms: the reporting period says). */
  requiredOf?: Match;
};

/** A programme without its forms, which have versions of their own. Plain data. */
export type ProgrammeDefinition = {
  code: string;
  name: Text;
  shortName: Text;
  /** IANA time zone whose calendar days count. */
  zone: string;
  startsOn: Day;
  endsOn: Day;
  organiser: Text;
  contacts: Contacts;
  /** Accent colour as #rrggbb; never one of the state colours. */
  brand?: { colour: string };
  signIn: SignIn;
  /** The apps that its participants can use. */
  systems: ParticipantApp[];
  /** Absent where people report without one. */
  declaration?: ProgrammeDeclaration;
  groups: Group[];
  services: Service[];
  attributes: Attribute[];
  days: DayRule[];
  milestones: MilestoneRule[];
  phases: Phase[];
  pages: Page[];
  /** Absent where people have no health code. */
  colours?: ColourRules;
  /** The form whose fields scanners fill in with each check, beside the temperature. It is offered to nobody else. */
  screeningForm?: string;
  /** Further forms of checks, which count at the places that they are given to. */
  checkForms?: string[];
  /** Forms that people report by only at the places that they are given to; all others go to whoever has a service with them. */
  placedForms?: string[];
  /** Forms that nobody fills in any more; what was reported by them stays readable. */
  retiredForms?: string[];
};

/** A whole programme, as it is published. */
export type ProgrammeContent = ProgrammeDefinition & { forms: ProgrammeForm[] };

/** What the number on people's cards is called, and which numbers there are. */
export type CardNaming = Pick<
  CardWay,
  'label' | 'hint' | 'shortLabel' | 'furtherLabel' | 'pattern'
>;

/** Wording of a form that may name the event: what introduces it, and what people promise in it. */
export type FormWording = {
  code: string;
  intro?: Text;
  /** By the code of the field. */
  declarations?: { code: string; text: Text }[];
};

/**
 * Whose programme it is, in all that people read and hear of it. Every programme has an identity of its
 * own from the moment it is made: what a template knows of one is an example.
 */
export type ProgrammeIdentity = Pick<
  ProgrammeDefinition,
  'name' | 'shortName' | 'organiser' | 'contacts' | 'brand' | 'groups' | 'pages'
> & {
  /** Where people sign in by card. */
  card?: CardNaming;
  declaration?: Pick<ProgrammeDeclaration, 'title' | 'text'>;
  /** Names of attributes, where they differ from the template's. */
  attributes?: { code: string; label: Text }[];
  /** Wording of forms, where it differs from the template's. */
  forms?: FormWording[];
};

type CardStructure = Omit<CardWay, keyof CardNaming>;

/** All of a programme that is not its identity: what is asked of whom and when. */
export type ProgrammeStructure = Omit<
  ProgrammeContent,
  | 'code'
  | 'startsOn'
  | 'endsOn'
  | 'name'
  | 'shortName'
  | 'organiser'
  | 'contacts'
  | 'brand'
  | 'declaration'
  | 'groups'
  | 'pages'
  | 'signIn'
> & { signIn: Omit<SignIn, 'ways'> & { ways: (CardStructure | PhoneWay | WechatWay)[] } };

/**
 * What belongs together and a programme may do without. Days and phases that are about attributes of
 * the part go with it; those of people for whom the attribute has its default become everybody's.
 */
type TemplatePart = {
  code: string;
  name: Text;
  description: Text;
  forms: string[];
  attributes: string[];
  milestones: string[];
};

/** What a programme is made from: copied into versioned rows, which the console edits. */
export type ProgrammeTemplate = {
  code: string;
  /** What kind of programme it makes. */
  title: Text;
  description: Text;
  /** The days of the example; days that the structure names outright move along with the start. */
  startsOn: Day;
  endsOn: Day;
  structure: ProgrammeStructure;
  parts: TemplatePart[];
  /**
   * Wording that fits every programme of this kind; offered, never taken over unasked. `{signingIn}` in a page
   * stands for how people come in the first time, which their initial passwords decide.
   */
  draft: Pick<ProgrammeIdentity, 'pages' | 'declaration'> & {
    signingIn?: Record<InitialPassword, Text>;
  };
  /** One programme of this kind, to be looked at. */
  example: ProgrammeIdentity;
};
