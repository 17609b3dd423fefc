# CSV files whose text was lost or mixed on its way.

from lines import CHINESE, changed, pays, rows_of, stops, written


def damaged():
    stops('utf-16le-no-mark.csv', CHINESE, 'UTF-16 without a mark', 'utf-16-le')
    stops('utf-16be-no-mark.csv', CHINESE, 'UTF-16 without a mark, big end first', 'utf-16-be')
    stops(
        'utf-16-odd.csv',
        b'\xff\xfe' + CHINESE.encode('utf-16-le')[:-1],
        'UTF-16 that ends in the middle of a character',
    )
    stops('utf-32.csv', CHINESE, 'UTF-32: it begins like UTF-16', 'utf-32')
    lines = CHINESE.splitlines(keepends=True)
    halves = ''.join(lines[:3]).encode() + ''.join(lines[3:]).encode('gb18030')
    stops('turns-to-gb18030.csv', halves, 'UTF-8 at first, GB18030 from the fourth row on')
    stops(
        'turns-to-utf-8.csv',
        ''.join(lines[:3]).encode('gb18030') + ''.join(lines[3:]).encode(),
        'GB18030 at first, UTF-8 from the fourth row on',
    )
    stops(
        'cut-character.csv',
        CHINESE.rstrip().encode('gb18030')[:-1],
        'GB18030 that ends in the middle of a character',
    )
    stops(
        'cut-character-utf-8.csv',
        CHINESE.rstrip().encode()[:-1],
        'UTF-8 that ends in the middle of a character',
    )
    nul = changed(备注=['项目按期上线', '质\0量', '跨部门支持', '年度“最佳新人”'])
    text = CHINESE.replace('质量改进', '质\0量')
    pays('nul.csv', text, 'a NUL in a remark goes to Feishu as it is', nul)
    pays('nul-gb18030.csv', text, 'a NUL in a remark, in GB18030', nul, 'gb18030')

    asked = changed(姓名=['张伟', '王?', '?田雪', '李娜'])
    pays(
        'question-marks.csv',
        written(rows_of(asked)),
        'Excel has put ? for characters that its CSV cannot hold: in a name nobody can tell who is meant',
        asked,
        'gb18030',
        warns=['lost_characters'],
    )
    replaced = changed(姓名=['张伟', '王\ufffd', '李娜', '刘洋'])
    pays(
        'replacement-characters.csv',
        written(rows_of(replaced)),
        'a program has put U+FFFD for what it could not read',
        replaced,
        warns=['lost_characters'],
    )
    private = changed(姓名=['张伟', '王\ue000', '李娜', '刘洋'])
    own = (
        written(rows_of(changed(姓名=['张伟', '王@', '李娜', '刘洋'])))
        .encode('gb18030')
        .replace(b'@', b'\xaa\xa1')
    )
    pays(
        'private-use.csv',
        own,
        'a name with a character of the user’s own font',
        private,
        read_as='gb18030',
        warns=['private_use'],
    )


damaged()
