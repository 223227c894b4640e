import { z } from 'zod';
import { ROLES } from './fact';
import { idOf, InstantText, lineOf } from './primitives';

const Mobile = z
  .string()
  .regex(/^\+?\d{6,20}$/)
  .meta({ example: '13800000000' });
const RoleName = z.enum(ROLES).meta({ id: 'Role' });
const RoleList = z.array(RoleName).min(1).max(8);

export const Login = z.strictObject({ identifier: lineOf(200), password: z.string().min(1).max(200) }).meta({
  id: 'Login',
  example: { identifier: 'admin@yichuang.local', password: 'correct horse battery staple' },
});

export const CreateUser = z
  .strictObject({
    name: lineOf(60),
    email: z.email().max(200).optional(),
    mobile: Mobile.optional(),
    password: z.string().min(8).max(200),
    roles: RoleList,
    organizationId: idOf('org').optional(),
  })
  .refine(({ email, mobile }) => email !== undefined || mobile !== undefined, {
    message: '须有邮箱或手机号 / an email address or a mobile number is needed',
    path: ['email'],
  })
  .refine(({ roles, organizationId }) => !roles.includes('applicant') || organizationId !== undefined, {
    message: '申报人须属于一个组织 / an applicant belongs to an organisation',
    path: ['organizationId'],
  })
  .meta({
    id: 'CreateUser',
    example: {
      name: '评审甲（演示）',
      email: 'reviewer@demo.example',
      password: 'a long password',
      roles: ['reviewer'],
    },
  });

export const ChangeRoles = z
  .strictObject({ roles: RoleList, organizationId: idOf('org').nullable().optional() })
  .meta({ id: 'ChangeRoles', example: { roles: ['manager'] } });

export const UserReply = z
  .object({
    id: z.string(),
    version: z.int(),
    createdAt: InstantText,
    updatedAt: InstantText,
    name: z.string(),
    email: z.string().nullable(),
    mobile: z.string().nullable(),
    roles: z.array(RoleName),
    organizationId: z.string().nullable(),
    disabled: z.boolean(),
  })
  .meta({ id: 'User' });
export type UserReply = z.infer<typeof UserReply>;

export const LoginReply = z
  .object({ token: z.string(), csrfToken: z.string(), user: UserReply })
  .meta({ id: 'LoginReply' });
