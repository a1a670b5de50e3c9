import { Type } from 'typebox';
import { AppName, Done, type Endpoint, Id, Instant } from '../../../platform/contract.ts';
import { Me } from '../contract-schemas.ts';

/** How somebody showed who they are when a session was opened. */
export const sessionProofs = ['password', 'code', 'wechat'] as const;

const SessionInfo = Type.Object({
  id: Id,
  app: AppName,
  /** Browser and system in plain words, such as `Chrome · Android`. */
  device: Type.String(),
  /** How somebody showed who they are when it was opened. */
  proof: Type.Enum([...sessionProofs]),
  createdAt: Instant,
  seenAt: Instant,
  current: Type.Boolean(),
});

/** The part of the contract that is about sessions. */
export const sessionEndpoints = {
  me: { method: 'GET', path: '/me', summary: 'Who is signed in', response: Me },
  signOut: { method: 'POST', path: '/sign-out', summary: 'Ends this session', response: Done },
  sessions: {
    method: 'GET',
    path: '/sessions',
    summary: 'One’s own sessions in this realm',
    response: Type.Array(SessionInfo),
  },
  endSession: {
    method: 'DELETE',
    path: '/sessions/:id',
    summary: 'Ends one of one’s own sessions',
    params: Type.Object({ id: Id }),
    response: Done,
  },
} as const satisfies Record<string, Endpoint>;
