# CSV files in the encodings that Chinese programs write.

from lines import CHINESE, EVERYONE, GB18030_MARK, UTF_8_MARK, changed, pays, rows_of, written


def chinese_encodings():
    pays('utf-8.csv', CHINESE, 'as most programs write', EVERYONE)
    pays('utf-8-mark.csv', UTF_8_MARK + CHINESE.encode(), 'as Excel saves "CSV UTF-8"', EVERYONE)
    pays(
        'gb18030.csv',
        CHINESE,
        'as Chinese systems write: characters of 1, 2 and 4 bytes',
        EVERYONE,
        'gb18030',
    )
    pays(
        'gb18030-mark.csv',
        GB18030_MARK + CHINESE.encode('gb18030'),
        'GB18030 with its own mark',
        EVERYONE,
        read_as='gb18030',
    )
    pays(
        'utf-16le-mark.csv',
        b'\xff\xfe' + CHINESE.encode('utf-16-le'),
        'UTF-16 with a mark, little end first',
        EVERYONE,
        read_as='utf-16le',
    )
    pays(
        'utf-16be-mark.csv',
        b'\xfe\xff' + CHINESE.encode('utf-16-be'),
        'UTF-16 with a mark, big end first',
        EVERYONE,
        read_as='utf-16be',
    )

    euros = changed(备注='差旅 €')
    one_byte = written(rows_of(changed(备注='差旅 @'))).encode('gb18030').replace(b'@', b'\x80')
    pays(
        'gbk-euro.csv', one_byte, 'the euro sign in one byte, as Windows writes it', euros, read_as='gb18030'
    )
    pays('gb18030-euro.csv', written(rows_of(euros)), 'the euro sign in two bytes', euros, 'gb18030')


chinese_encodings()
