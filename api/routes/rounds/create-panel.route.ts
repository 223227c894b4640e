import { z } from 'zod';
import { CreatePanel, PanelReply } from '../../../contracts/round';
import { idOf } from '../../../contracts/primitives';
import { defineRoute } from '../../http/define-route';
import { createPanel } from '../../operations/panels';

export const createPanelRoute = defineRoute({
  method: 'post',
  path: '/rounds/:roundId/panels',
  operationId: 'createPanel',
  summary: 'Form a panel',
  permission: 'panel:write',
  audit: 'panel.formed',
  params: z.strictObject({ roundId: idOf('rnd') }),
  body: CreatePanel,
  reply: { status: 201, schema: PanelReply },
  errors: [
    'NOT_FOUND',
    'ROUND_PHASE',
    'VERSION_CONFLICT',
    'STORE_BEHIND',
    'ENGINE_UNAVAILABLE',
    'STAGE_UNKNOWN',
    'PANEL_TOO_SMALL',
    'PANEL_MEMBER_INVALID',
    'CATEGORY_UNKNOWN',
  ],
  handle: (call) => createPanel(call, call.params.roundId, call.body),
});
