import { z } from 'zod';
import { DateText, idOf, InstantText, lineOf } from './primitives';

export const OrganizationType = z
  .enum([
    'association',
    'serviceAgency',
    'foundation',
    'filedGroup',
    'company',
    'publicInstitution',
    'residentsCommittee',
    'street',
    'massOrganisation',
    'charityFederation',
  ])
  .meta({ id: 'OrganizationType' });
export type OrganizationType = z.infer<typeof OrganizationType>;

const Filing = z.strictObject({ number: lineOf(60), authority: lineOf(120), validUntil: DateText }).meta({
  id: 'Filing',
  example: { number: '晴备〔2025〕12 号', authority: '晴塘镇人民政府（演示）', validUntil: '2028-12-31' },
});

const fields = {
  name: lineOf(120),
  kind: z.enum(['registered', 'filed']),
  type: OrganizationType,
  creditCode: z.string().trim().toUpperCase().max(30).optional(),
  filing: Filing.optional(),
  hostCommunity: lineOf(120).optional(),
  hubOrganizationId: idOf('org').optional(),
};

export const CreateOrganization = z.strictObject(fields).meta({
  id: 'CreateOrganization',
  example: {
    name: '银铃社工中心（演示）',
    kind: 'registered',
    type: 'serviceAgency',
    creditCode: '52440104TTTT000228',
  },
});
export type CreateOrganization = z.infer<typeof CreateOrganization>;

export const UpdateOrganization = z
  .strictObject({
    name: fields.name.optional(),
    type: fields.type.optional(),
    creditCode: fields.creditCode,
    filing: fields.filing,
    hostCommunity: fields.hostCommunity,
    hubOrganizationId: fields.hubOrganizationId,
  })
  .meta({ id: 'UpdateOrganization', example: { hostCommunity: '晴塘社区（演示）' } });

export const OrganizationReply = z
  .object({
    id: z.string(),
    version: z.int(),
    createdAt: InstantText,
    updatedAt: InstantText,
    name: z.string(),
    kind: z.enum(['registered', 'filed']),
    type: OrganizationType,
    creditCode: z.string().nullable(),
    filing: Filing.nullable(),
    hostCommunity: z.string().nullable(),
    hubOrganizationId: z.string().nullable(),
  })
  .meta({ id: 'Organization' });
export type OrganizationReply = z.infer<typeof OrganizationReply>;
