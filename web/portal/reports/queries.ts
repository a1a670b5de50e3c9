export * from '../../shared/member/queries.ts';
