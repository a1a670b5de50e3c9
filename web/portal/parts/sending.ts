export * from '../../shared/member/sending.ts';
