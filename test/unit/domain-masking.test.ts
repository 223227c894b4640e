import { maskName, maskPhone, maskText } from '../../domain/masking';

test.each([
  ['张三', '张*'],
  ['张三丰', '张**'],
  ['欧阳娜娜', '欧***'],
  ['𠮷田', '𠮷*'],
  ['阿依古丽·买买提', '阿*******'],
  ['A. Smith', 'A***'],
  ['Bo', 'B***'],
  ['Élodie', 'É***'],
  ['E\u0301lodie', 'É***'],
  ['  李 四 ', '李**'],
  ['张', '*'],
  ['Q', '*'],
  ['', ''],
  ['  ', ''],
])('the public reads the name "%s" as "%s"', (name, masked) => {
  expect(maskName(name)).toBe(masked);
});

test.each([
  ['13800001234', '138****1234'],
  ['+86 138-0000-1234', '138****1234'],
  ['008613800001234', '138****1234'],
  ['１３８００００１２３４', '138****1234'],
  ['021-6234 5678', '****78'],
  ['+1 202 555 0143', '****43'],
  ['12345', '****45'],
  ['110', '****'],
  ['1234', '****'],
  ['', '****'],
])('the public reads the telephone number "%s" as "%s"', (phone, masked) => {
  expect(maskPhone(phone)).toBe(masked);
});

describe('a free text for the public', () => {
  it.each([
    ['请电 13812345678 张老师', '请电 138****5678 张老师'],
    ['微信同号：138 1234 5678。', '微信同号：138****5678。'],
    ['+86 138-1234-5678', '138****5678'],
    ['写信到 wang.xm@test.example', '写信到 w***@***'],
    ['2026 年服务 12345678901234 人次', '2026 年服务 12345678901234 人次'],
    ['没有号码', '没有号码'],
  ])('shows no number and no address: %s', (text, masked) => {
    expect(maskText(text)).toBe(masked);
  });
});
