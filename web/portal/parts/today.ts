export * from '../../shared/member/today.ts';
