export * from '../../shared/member/entrance.ts';
