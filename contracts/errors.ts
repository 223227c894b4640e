/** One table from error code to HTTP status and sentence, in both languages. `{name}` is filled from the error's params. */
interface ErrorEntry {
  status: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
  zh: string;
  en: string;
}

const entry = (status: ErrorEntry['status'], zh: string, en: string): ErrorEntry => ({ status, zh, en });

export const ERRORS = {
  INVALID_INPUT: entry(400, '输入有误，请按各项提示修改', 'Some of the input is wrong: see each item'),
  MALFORMED_JSON: entry(400, '请求正文不是有效的 JSON', 'The body is not valid JSON'),
  CURSOR_INVALID: entry(
    400,
    '翻页标记无效，请从第一页重新开始',
    'The cursor is not one of ours: start from the first page',
  ),
  MONEY_INVALID: entry(
    400,
    '金额须为不小于零的整数分',
    'An amount of money must be a whole number of fen, not below zero',
  ),
  NOT_SIGNED_IN: entry(401, '请先登录', 'Sign in first'),
  LOGIN_FAILED: entry(401, '账号或密码不正确', 'The identifier or the password is wrong'),
  SIGNATURE_INVALID: entry(401, '回调签名无效', 'The signature of the callback is invalid'),
  FORBIDDEN: entry(403, '您没有此项权限：{permission}', 'You may not do this: {permission}'),
  CSRF_FAILED: entry(403, '页面已过期，请刷新后重试', 'The page has expired: reload it and try again'),
  CONFLICT_OF_INTEREST: entry(
    403,
    '存在利益冲突，不能参与该项目',
    'A conflict of interest keeps you from this project',
  ),
  DUTIES_EXCLUSIVE: entry(
    409,
    '职责互斥：{first} 与 {second} 须由不同的人办理',
    'These duties exclude each other: {first} and {second} need different people',
  ),
  OPERATOR_MAY_NOT_APPLY: entry(409, '承办方不得申报本轮项目', 'The operator may not apply in its own round'),
  NOT_FOUND: entry(404, '找不到，或您无权查看', 'Not there, or not for you'),
  ACTION_NOT_ALLOWED: entry(
    409,
    '当前阶段「{stage}」不允许「{action}」，可以：{allowed}',
    'The stage "{stage}" does not allow "{action}"; it allows: {allowed}',
  ),
  PROJECT_SUSPENDED: entry(409, '项目已暂停，恢复后才能继续', 'The project is suspended: resume it first'),
  ROUND_NOT_OPEN: entry(
    409,
    '本轮尚未开放申报（{opensAt} 起）',
    'The round is not open yet (from {opensAt})',
  ),
  ROUND_CLOSED: entry(409, '申报已于 {closesAt} 截止', 'The call closed at {closesAt}'),
  ROUND_PHASE: entry(
    409,
    '本轮处于「{phase}」，不允许「{action}」，可以：{allowed}',
    'The round is "{phase}" and does not allow "{action}"; it allows: {allowed}',
  ),
  ROUND_HAS_PENDING_PROJECTS: entry(
    409,
    '还有 {count} 个项目未完成评审，不能决定',
    '{count} projects have not finished their reviews yet',
  ),
  EXTENSION_NOT_LATER: entry(
    422,
    '新的截止时间须晚于 {closesAt}',
    'The new close must be later than {closesAt}',
  ),
  CALENDAR_ORDER: entry(422, '截止时间须晚于开放时间', 'The close must be later than the opening'),
  SOURCES_UNEQUAL_BUDGET: entry(
    422,
    '资金来源合计 {sources} 分，与预算 {budget} 分不符',
    'The sources add up to {sources} fen, the budget is {budget} fen',
  ),
  CAP_EXCEEDED: entry(
    422,
    '申请金额 {ask} 分超过上限 {cap} 分',
    'The ask of {ask} fen is above the cap of {cap} fen',
  ),
  BUDGET_INVALID: entry(422, '预算不符合规定：{rules}', 'The budget breaks the rules: {rules}'),
  APPLICATION_INCOMPLETE: entry(422, '申报书尚未填完：{fields}', 'The application is incomplete: {fields}'),
  CATEGORY_UNKNOWN: entry(
    422,
    '没有该类别：{categories}；可选：{known}',
    'There is no such category: {categories}; there are: {known}',
  ),
  TEXT_TOO_LONG: entry(
    422,
    '「{field}」超过 {limit} 字（现 {given} 字）',
    '"{field}" is above {limit} characters (it has {given})',
  ),
  ONE_PROJECT_PER_ORGANIZATION: entry(
    409,
    '每个组织本轮限报一个项目',
    'An organisation may submit one project a round',
  ),
  CREDIT_CODE_INVALID: entry(
    422,
    '统一社会信用代码 {creditCode} 校验不通过（{reason}）',
    'The credit code {creditCode} fails its check ({reason})',
  ),
  CREDIT_CODE_REQUIRED: entry(
    422,
    '登记组织须填统一社会信用代码',
    'A registered organisation needs its credit code',
  ),
  FILING_REQUIRED: entry(
    422,
    '备案组织须填备案编号、机关和有效期',
    'A filed group needs its filing number, authority and validity',
  ),
  HUB_REQUIRED: entry(422, '备案组织须有代管单位', 'A filed group needs a hub organisation'),
  ALREADY_EXISTS: entry(409, '已存在：{what}', 'Already there: {what}'),
  CORRECTIONS_USED_UP: entry(409, '补正次数（{limit} 次）已用完', 'The {limit} corrections are used up'),
  REASONS_REQUIRED: entry(422, '须写明理由', 'A reason is required'),
  CHECKLIST_INCOMPLETE: entry(
    422,
    '通过前须完成全部核查：{missing}',
    'To pass, every check must be ticked: {missing}',
  ),
  CHECKLIST_UNKNOWN: entry(422, '核查表没有此项：{keys}', 'The checklist has no such item: {keys}'),
  STAGE_UNKNOWN: entry(
    422,
    '方案中没有环节「{stageKey}」，可选：{known}',
    'The programme has no stage "{stageKey}"; it has: {known}',
  ),
  PANEL_TOO_SMALL: entry(
    422,
    '评审组需要 {needed} 人，现有 {given} 人',
    'The panel needs {needed} reviewers, it has {given}',
  ),
  PANEL_MEMBER_INVALID: entry(
    422,
    '下列人员不能担任评审：{userIds}',
    'These people cannot sit on the panel: {userIds}',
  ),
  PANEL_UNKNOWN: entry(404, '找不到该评审组', 'There is no such panel'),
  NOT_ON_PANEL: entry(403, '您不在该项目的评审组', 'You are not on the panel of this project'),
  DECLARATION_REQUIRED: entry(
    409,
    '请先声明有无利益冲突',
    'Declare whether you have a conflict of interest first',
  ),
  ALREADY_DECLARED: entry(409, '已作过利益冲突声明', 'You have made your declaration already'),
  SCORES_ALREADY_SUBMITTED: entry(409, '评分已提交，不能更改', 'The scores are submitted and cannot change'),
  SCORES_INVALID: entry(422, '评分与评分表不符：{faults}', 'The scores do not fit the rubric: {faults}'),
  REVIEW_NOT_OPEN: entry(409, '该环节的评审未开放：{stageKey}', 'This review is not open: {stageKey}'),
  DECISION_INVALID: entry(422, '决定有误：{faults}', 'The decision is wrong: {faults}'),
  BUDGET_EXCEEDED: entry(
    422,
    '决定合计 {total} 分超过可用 {available} 分',
    'The awards add up to {total} fen, {available} fen are available',
  ),
  FUND_INSUFFICIENT: entry(
    409,
    '资金 {fundId} 可用 {available} 分，不足 {amount} 分',
    'The fund {fundId} has {available} fen available, {amount} are needed',
  ),
  FUND_PURPOSE: entry(
    409,
    '专项基金 {fundId} 的用途不含：{categories}',
    'The directed fund {fundId} does not pay for: {categories}',
  ),
  FUND_RESERVATION: entry(
    409,
    '预留 {reservationId} 余额不足：需 {amount} 分，余 {available} 分',
    'The reservation {reservationId} holds {available} fen, {amount} are asked',
  ),
  OBJECTION_UNKNOWN: entry(404, '找不到该异议', 'There is no such objection'),
  OBJECTION_ANSWERED: entry(409, '该异议已答复', 'This objection has been answered'),
  APPEAL_TERM_OVER: entry(
    409,
    '没有可申诉的事项，或申诉期已过',
    'There is nothing to appeal against, or the term for it is over',
  ),
  APPEAL_UNKNOWN: entry(404, '找不到该申诉', 'There is no such appeal'),
  APPEAL_DECIDED: entry(409, '该申诉已有结论', 'This appeal has been decided'),
  DOCUMENT_HASH_MISMATCH: entry(
    409,
    '签署的文件与协议不一致，请重新打开协议',
    'The document signed is not the agreement: open the agreement again',
  ),
  AGREEMENT_NOT_READY: entry(409, '协议尚未生成，请稍候', 'The agreement is being drawn up: wait a moment'),
  PARTY_SIGNED: entry(409, '该方已签署', 'This party has signed already'),
  NOT_A_PARTY: entry(403, '您不能代表任何尚未签署的一方', 'You cannot sign for any party that is still open'),
  MILESTONE_UNKNOWN: entry(404, '没有该节点：{key}', 'There is no such milestone: {key}'),
  MILESTONE_STATE: entry(
    409,
    '节点「{key}」处于「{status}」，不允许「{action}」',
    'The milestone "{key}" is "{status}" and does not allow "{action}"',
  ),
  CLAIM_EXCEEDS_PAID: entry(
    422,
    '报告支出 {claimed} 分超过已拨 {paid} 分',
    'The report spends {claimed} fen, {paid} fen were paid',
  ),
  EVALUATION_UNKNOWN: entry(404, '没有该评估：{key}', 'There is no such evaluation: {key}'),
  EVALUATION_STATE: entry(
    409,
    '评估「{key}」处于「{status}」，不允许「{action}」',
    'The evaluation "{key}" is "{status}" and does not allow "{action}"',
  ),
  PAYMENT_STATE: entry(
    409,
    '拨款处于「{status}」，不允许「{action}」，可以：{allowed}',
    'The payment is "{status}" and does not allow "{action}"; it allows: {allowed}',
  ),
  AMOUNT_TOO_LARGE: entry(
    422,
    '金额 {amount} 分超过 {limit} 分',
    'The amount of {amount} fen is above {limit} fen',
  ),
  AMENDMENT_UNKNOWN: entry(404, '找不到该变更申请', 'There is no such amendment'),
  AMENDMENT_DECIDED: entry(409, '该变更申请已有结论', 'This amendment has been decided'),
  DEADLINE_UNKNOWN: entry(409, '没有该期限：{key}', 'There is no such deadline: {key}'),
  PROGRAMME_IMMUTABLE: entry(
    409,
    '该版本已存在，修改请新建版本',
    'This version exists and never changes: make a new version',
  ),
  PROGRAMME_UNKNOWN: entry(
    422,
    '没有该方案版本：{key}@{version}',
    'There is no such programme version: {key}@{version}',
  ),
  ORGANIZATION_UNKNOWN: entry(
    422,
    '没有该组织：{organizationId}',
    'There is no such organisation: {organizationId}',
  ),
  FUND_UNKNOWN: entry(422, '没有该资金：{fundId}', 'There is no such fund: {fundId}'),
  VERSION_CONFLICT: entry(
    412,
    '内容已被更新（现为第 {version} 版），请刷新后重试',
    'It has changed (version {version} now): reload and try again',
  ),
  PAYLOAD_TOO_LARGE: entry(413, '内容超过 {limitBytes} 字节', 'The content is above {limitBytes} bytes'),
  MEDIA_TYPE_UNSUPPORTED: entry(
    415,
    '不支持的内容类型：{given}；可用：{allowed}',
    'This type of content is not taken: {given}; taken are: {allowed}',
  ),
  IDEMPOTENCY_KEY_REUSED: entry(
    422,
    '同一 Idempotency-Key 已用于不同内容',
    'This Idempotency-Key was used with another body',
  ),
  TOO_MANY_ATTACHMENTS: entry(422, '附件最多 {limit} 个', 'At most {limit} attachments'),
  TOO_MANY_REQUESTS: entry(429, '请求过于频繁，请稍候', 'Too many requests: wait a moment'),
  STORE_BEHIND: entry(503, '存储暂不可用，请稍候重试', 'The store cannot be reached: try again in a moment'),
  ENGINE_UNAVAILABLE: entry(
    503,
    '流程引擎暂不可用，请稍候重试',
    'The workflow engine cannot be reached: try again in a moment',
  ),
  METHOD_NOT_ALLOWED: entry(
    405,
    '此地址不支持该方法，可用：{allowed}',
    'This address does not take that method; it takes: {allowed}',
  ),
  INTERNAL: entry(500, '系统内部错误，已记录', 'An internal error; it has been logged'),
  VERSION_NOT_REACHED: entry(
    503,
    '尚未读到第 {version} 版，请稍候重试',
    'Version {version} cannot be read yet: try again in a moment',
  ),
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof ERRORS;
export const ERROR_CODES = Object.keys(ERRORS) as ErrorCode[];
