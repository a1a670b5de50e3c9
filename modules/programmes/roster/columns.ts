import type { IdentityKind, Text } from '../../../forms/definition.ts';
import type { Attribute, ProgrammeDefinition } from '../../../forms/programme.ts';
import {
  documentsOf,
  type IdentifierKind,
  identifiersOf,
  type ProgrammeIdentifier,
} from '../../../forms/sign-in.ts';
import type { ColumnSpec } from '../../../platform/sheets/columns.ts';

/** A column of a roster workbook. `spec.names` begin with the two labels. */
export type RosterColumn = { spec: ColumnSpec; label: Text };

export const attributeColumn = ({ code }: Pick<Attribute, 'code'>): string => `attribute:${code}`;

/** The column for a further identifier of the same person. */
export const furtherColumn = (kind: IdentifierKind): string =>
  `further${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;

/**
 * The columns of a programme's roster: the identifiers of its way to sign in, what
 * initial passwords are made from, the fixed ones, then its attributes. Headers may bear any of
 * the names in either language.
 */
export function rosterColumns({ signIn, attributes }: ProgrammeDefinition): RosterColumn[] {
  return [
    ...identifiersOf(signIn).flatMap(identifierColumns),
    column('name', text('姓名', 'Name'), ['名字', 'Full name', 'Name of the holder'], {
      required: true,
    }),
    ...(documentsOf(signIn).length > 0 ? documentColumns() : []),
    column('group', text('人员类别', 'Group'), ['组别', '人员组别', '类别', 'Category'], {
      required: true,
    }),
    column(
      'organisationCode',
      text('机构代码', 'Organisation code'),
      ['单位代码', '所属机构代码', 'Organization code', 'Org code'],
      { required: true },
    ),
    column('organisationZh', text('机构中文名称', 'Organisation name in Chinese'), [
      '机构名称',
      '单位名称',
      '所属机构',
      '机构',
      '单位',
      '所在单位',
      '所属单位',
      '工作单位',
      '部门',
      '机构名称（中文）',
      'Organisation name (Chinese)',
    ]),
    column('organisationEn', text('机构英文名称', 'Organisation name in English'), [
      'Organisation name',
      'Organization name',
      'Organisation',
      'Organization',
      '机构名称（英文）',
      'Organisation name (English)',
    ]),
    column('startsOn', text('开始日期', 'Starts on'), ['参与开始日期', 'Start date', 'Start'], {
      kind: 'day',
    }),
    column('endsOn', text('结束日期', 'Ends on'), ['参与结束日期', 'End date', 'End'], {
      kind: 'day',
    }),
    ...attributes.map((attribute) =>
      column(attributeColumn(attribute), attribute.label, [attribute.code], {
        required: attribute.required && attribute.default === undefined,
      }),
    ),
  ];
}

/** What the initial password is made from. */
function documentColumns(): RosterColumn[] {
  return [
    column('documentType', text('证件类型', 'Document type'), ['证件种类', 'Type of document']),
    column(
      'validFrom',
      text('证件有效期限', 'Document validity'),
      [
        '有效期限',
        '证件有效期',
        '有效期',
        '有效期起',
        'Validity',
        'Valid from',
        'Document valid from',
      ],
      { kind: 'day' },
    ),
    column(
      'issuedOn',
      text('证件签发日期', 'Document date of issue'),
      ['签发日期', '证件日期', 'Date of issue', 'Issue date', 'Issued on', 'Document date'],
      { kind: 'day' },
    ),
    column(
      'birthDate',
      text('出生日期', 'Date of birth'),
      ['出生年月日', '出生年月', '生日', 'Birth date', 'Birthday', 'Born on', 'DOB'],
      { kind: 'day' },
    ),
  ];
}

const identifierNames: Record<IdentifierKind, { main: string[]; further: string[] }> = {
  card: {
    main: ['卡号', 'Card number', 'Card no'],
    further: ['其他卡号', 'Further card number', 'Further card'],
  },
  username: { main: ['用户名', '账号', 'User name', 'Username', 'Account'], further: [] },
  phone: {
    main: ['手机号', '手机号码', '手机', '电话', 'Phone', 'Phone number', 'Mobile', 'Mobile phone'],
    further: [],
  },
  identity: {
    main: [
      '身份证号码',
      '身份证号',
      '身份证',
      '证件号码',
      '证件号',
      'Identity number',
      'ID number',
    ],
    further: [],
  },
};

function identifierColumns(identifier: ProgrammeIdentifier): RosterColumn[] {
  const { kind, label, required, furtherLabel } = identifier;
  const { main, further } = identifierNames[kind];
  return [
    column(kind, label, main, { required }),
    ...(furtherLabel ? [column(furtherColumn(kind), furtherLabel, further)] : []),
  ];
}

function column(
  key: string,
  label: Text,
  others: string[],
  { required = false, kind = 'text' }: { required?: boolean; kind?: 'text' | 'day' } = {},
): RosterColumn {
  return { label, spec: { key, names: [label.zh, label.en, ...others], required, kind } };
}

function text(zh: string, en: string): Text {
  return { zh, en };
}

/** How people call documents beside the programme's own labels. */
export const documentNames: Record<IdentityKind, string[]> = {
  prc_id: [
    '居民身份证',
    '身份证',
    '二代身份证',
    'PRC ID',
    'PRC ID card',
    'Chinese ID card',
    'Resident identity card',
    'Identity card',
    'ID card',
  ],
  hk_macao_residence: [
    '港澳居民居住证',
    '港澳居住证',
    'Residence permit for Hong Kong and Macao residents',
    'HK Macao residence permit',
  ],
  taiwan_residence: [
    '台湾居民居住证',
    '台湾居住证',
    'Residence permit for Taiwan residents',
    'Taiwan residence permit',
  ],
  foreigner_residence: [
    '外国人永久居留身份证',
    '外国人永久居留证',
    '永久居留证',
    'Foreign permanent resident ID card',
    'Permanent residence card',
  ],
  hk_macao_permit: [
    '港澳居民来往内地通行证',
    '港澳居民通行证',
    '港澳通行证',
    '回乡证',
    'Home return permit',
    'HK Macao permit',
    'Hong Kong and Macao permit',
    'Mainland travel permit for Hong Kong and Macao residents',
  ],
  taiwan_permit: [
    '台湾居民来往大陆通行证',
    '台湾居民通行证',
    '台胞证',
    'Taiwan permit',
    'Mainland travel permit for Taiwan residents',
  ],
  passport: ['护照', 'Passport'],
};
