export * from '../../shared/member/session.ts';
