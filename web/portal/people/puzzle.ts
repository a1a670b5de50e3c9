export * from '../../shared/member/puzzle.ts';
