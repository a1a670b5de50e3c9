import { Type } from 'typebox';
import { defineProblems } from '../../../platform/contract.ts';

const PlaceId = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });

/** The part of the contract that is about places with all that belongs to them. */
export const moveEndpoints = {
  belongings: {
    method: 'GET',
    path: '/places/:placeId/belongings',
    summary: 'What stands at and below a place, and moves with it',
    params: Type.Object({ placeId: PlaceId }),
    response: Type.Object({
      /** Below it, itself left out. */
      places: Type.Integer(),
      /** Who takes part in a programme there. */
      people: Type.Integer(),
      /** Who holds a role there. */
      staff: Type.Integer(),
    }),
  },
} as const;

export const moveProblems = defineProblems({
  place_leaves_programme: {
    status: 409,
    zh: '这里有“{programmeZh}”的人员，移动后将不在该项目的机构之下。请先把他们调到别的机构，或选择该项目之下的上级。',
    en: 'People here take part in “{programmeEn}”, and would no longer stand below its organisation. Transfer them first, or choose a place within the programme.',
  },
});
