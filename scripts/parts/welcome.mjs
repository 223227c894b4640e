import { addressOf } from './settings.mjs';

const row = ({ role, identifier, password }) => `    ${role.padEnd(18)} ${identifier.padEnd(34)} ${password}`;

const accountsOf = (accounts) =>
  accounts.length === 0
    ? []
    : ['', '  账号 / Accounts（角色 role · 账号 identifier · 密码 password）', ...accounts.map(row)];

/**
 * What a person sees when all is ready: where it is, who may sign in, what to try first.
 * @param {import('./settings.mjs').Settings} settings
 * @param {{ role: string, identifier: string, password: string }[]} accounts
 * @returns {string}
 */
export const welcome = (settings, accounts) => {
  const url = addressOf(settings);
  return [
    '',
    `✓ 益创已就绪 / Yichuang is ready: ${url}`,
    `  接口文档 / API documents  ${url}/docs`,
    ...(settings.embedsTemporal ? [`  Temporal                  http://127.0.0.1:${settings.uiPort}`] : []),
    `  数据 / Data               ${settings.dataDir}`,
    // Outside of local mode the person knows the password, and a service's log must not.
    ...(settings.localMode ? accountsOf(accounts) : []),
    '',
    '  先试试 / Try first:',
    '    npm run demo            演示一整轮公益创投 / plays a whole round',
    `    curl ${url}/readyz`,
    '  Ctrl-C 停止，数据保留 / stops, the data stay',
    '',
  ].join('\n');
};
