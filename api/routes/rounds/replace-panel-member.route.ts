import { z } from 'zod';
import { PanelReply, ReplaceMember } from '../../../contracts/round';
import { idOf } from '../../../contracts/primitives';
import { defineRoute } from '../../http/define-route';
import { replaceMember } from '../../operations/panels';

export const replacePanelMemberRoute = defineRoute({
  method: 'post',
  path: '/rounds/:roundId/panels/:panelId/replace',
  operationId: 'replacePanelMember',
  summary: 'Replace a member of a panel',
  permission: 'panel:write',
  audit: 'panel.memberReplaced',
  params: z.strictObject({ roundId: idOf('rnd'), panelId: idOf('pan') }),
  body: ReplaceMember,
  reply: { status: 200, schema: PanelReply },
  errors: [
    'NOT_FOUND',
    'ROUND_PHASE',
    'VERSION_CONFLICT',
    'STORE_BEHIND',
    'ENGINE_UNAVAILABLE',
    'PANEL_UNKNOWN',
    'PANEL_MEMBER_INVALID',
  ],
  handle: (call) => replaceMember(call, call.params.roundId, { panelId: call.params.panelId, ...call.body }),
});
