export * from '../../shared/member/mistakes.ts';
